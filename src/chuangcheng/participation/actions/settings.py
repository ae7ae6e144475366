"""What the office sets: blocks with reasons, themed calls, the columns of the hotline's files."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from chuangcheng.cases.queries import Category
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.names import search_text
from chuangcheng.kit.refused import Refused
from chuangcheng.participation.guarding import keyed, plain_phone
from chuangcheng.participation.models import Block, BlockKind, Call, OrderColumn
from chuangcheng.participation.queries.hotline import FIELDS


def block(*, by: Actor, at: datetime, kind: str, value: str, reason: str) -> Block:
    """Words, or a telephone number (kept as a hash): what fits is held for a look. Refused: `missing`, `too_short`."""
    by.must("participation.block")
    if not reason.strip():
        raise Refused("missing", _("Say why."), field="reason")
    plain = plain_phone(value) if kind == BlockKind.TELEPHONE else search_text(value).strip()
    if len(plain) < (5 if kind == BlockKind.TELEPHONE else 2):
        raise Refused("too_short", _("This is too short: it would hold nearly everything."), field="value")
    is_phone = kind == BlockKind.TELEPHONE
    shown = f"…{plain[-4:]}" if is_phone else plain[:200]
    with act("participation.block", by=by, at=at, shown=shown, reason=reason.strip()) as record:
        row = Block.objects.create(
            kind=kind,
            value=keyed(plain, "participation.phone") if is_phone else plain[:200],
            shown=shown,
            reason_zh=reason.strip()[:300],
            made_at=at,
            made_by_id=by.person_id,
        )
        record.on(row)
    return row


def lift_block(*, by: Actor, at: datetime, block: Block, reason: str) -> Block:
    """It holds nothing any more; it stays in the list. Refused: `missing`, `lifted`."""
    by.must("participation.lift_block")
    if not reason.strip():
        raise Refused("missing", _("Say why."), field="reason")
    with act("participation.lift_block", by=by, at=at, on=block, shown=block.shown, reason=reason.strip()):
        if not Block.objects.filter(pk=block.pk, lifted_at=None).update(lifted_at=at):
            raise Refused("lifted", _("This block has been lifted already."))
        block.lifted_at = at
    return block


def open_call(
    *,
    by: Actor,
    at: datetime,
    name_zh: str,
    starts_on: date,
    ends_on: date,
    text_zh: str = "",
    name_en: str = "",
    category: Category | None = None,
) -> Call:
    """Ask the citizens for one kind of report for a while. Refused: `missing`, `ends_before`, `too_long`."""
    by.must("participation.open_call")
    if not name_zh.strip():
        raise Refused("missing", _("Give it a name."), field="name_zh")
    if ends_on < starts_on:
        raise Refused("ends_before", _("It ends before it begins."), field="ends_on")
    if (ends_on - starts_on).days > 92:
        raise Refused("too_long", _("A call lasts three months at most."), field="ends_on")
    names = {"name_zh": name_zh.strip(), "name_en": name_en.strip(), "text_zh": text_zh.strip()}
    with act("participation.open_call", by=by, at=at, name=names["name_zh"]) as record:
        call = Call.objects.create(**names, category=category, starts_on=starts_on, ends_on=ends_on)
        record.on(call, starts_on=starts_on, ends_on=ends_on)
    return call


def set_order_columns(*, by: Actor, at: datetime, columns: Sequence[tuple[str, str, bool]]) -> list[OrderColumn]:
    """(our field, the hotline's title, goes back) in the order of the file. Refused: `unknown_field`, `missing`,
    `double` when a field or title stands twice."""
    by.must("participation.set_order_columns")
    fields, titles = [one[0] for one in columns], [one[1].strip() for one in columns]
    if unknown := set(fields) - set(FIELDS):
        raise Refused("unknown_field", _("This field is not known: %(field)s") % {"field": sorted(unknown)[0]})
    if not {"number", "text"} <= set(fields) or not all(titles):
        raise Refused("missing", _("The number of the order and what is asked for need a column."))
    if len(set(fields)) < len(fields) or len(set(titles)) < len(titles):
        raise Refused("double", _("A field or a title stands twice."))
    with act("participation.set_order_columns", by=by, at=at) as record:
        OrderColumn.objects.all().delete()
        rows = [
            OrderColumn(field=field, title_zh=title.strip(), is_given_back=back, position=number)
            for number, (field, title, back) in enumerate(columns)
        ]
        OrderColumn.objects.bulk_create(rows)
        record.note(columns=titles)
    return rows
