"""Who leads and supports a standard: one at a time, or a whole table in one act."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from chuangcheng.duties.models import DutySupport, StandardDuty
from chuangcheng.duties.queries.tables import duty_rows, known_for_duties
from chuangcheng.duties.rules import DutyRow, changes, sift
from chuangcheng.frameworks.models import Edition, Indicator, Level
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.units.models import Post, Unit

Support = tuple[Unit, Post | None]
BATCH = 200


def assign_duty(
    *,
    by: Actor,
    at: datetime,
    standard: Indicator,
    lead_unit: Unit,
    lead_post: Post | None = None,
    supports: Sequence[Support] = (),
    material_zh: str = "",
    due: str = "",
    note: str = "",
) -> StandardDuty:
    """Give a standard (or a whole content) its lead and supporting units, or change them."""
    by.must("duties.assign_duty")
    with act("duties.assign_duty", by=by, at=at) as record:
        _check(standard, lead_unit, lead_post, supports)
        duty, _made = StandardDuty.objects.update_or_create(
            standard=standard,
            defaults={
                "lead_unit": lead_unit,
                "lead_post": lead_post,
                "material_zh": material_zh,
                "due": due,
                "note": note,
            },
            create_defaults={
                "lead_unit": lead_unit,
                "lead_post": lead_post,
                "material_zh": material_zh,
                "due": due,
                "note": note,
                "since": at,
            },
        )
        duty.supports.all().delete()
        DutySupport.objects.bulk_create(
            DutySupport(duty=duty, unit=unit, post=post, position=position)
            for position, (unit, post) in enumerate(supports)
        )
        record.on(duty, standard=standard.code, unit=lead_unit.code, supports=[unit.code for unit, _post in supports])
    return duty


def _check(standard: Indicator, lead: Unit, lead_post: Post | None, supports: Sequence[Support]) -> None:
    if standard.level == Level.ITEM:
        raise Refused("not_a_standard", _("Duties belong to standards and contents."), field="standard")
    if not standard.edition.is_published:
        raise Refused("draft", _("This edition is a draft. Publish it before giving out its duties."), field="standard")
    named: set[int] = set()
    for unit, post in ((lead, lead_post), *supports):
        if unit.pk in named:
            raise Refused("unit_twice", _("A unit stands in a duty once."), field="supports")
        if post is not None and post.unit_id != unit.pk:
            raise Refused("post_of_other_unit", _("The post does not belong to the unit."), field="lead_post")
        named.add(unit.pk)


def withdraw_duty(*, by: Actor, at: datetime, duty: StandardDuty) -> None:
    """Take a standard from everybody: it then shows as one that nobody leads."""
    by.must("duties.withdraw_duty")
    with act("duties.withdraw_duty", by=by, at=at, on=duty.standard) as record:
        record.note(standard=duty.standard.code, unit=duty.lead_unit.code)
        duty.delete()


def name_post(*, by: Actor, at: datetime, duty: StandardDuty, unit: Unit, post: Post | None) -> StandardDuty:
    """A unit that leads or supports names its responsible post (None: nobody yet)."""
    by.must("duties.name_post", unit_path=unit.path)
    with act("duties.name_post", by=by, at=at, on=duty) as record:
        if post is not None and post.unit_id != unit.pk:
            raise Refused("post_of_other_unit", _("The post does not belong to the unit."), field="post")
        if duty.lead_unit_id == unit.pk:
            duty.lead_post = post
            duty.save(update_fields=["lead_post"])
        elif not duty.supports.filter(unit=unit).update(post=post):
            raise Refused("not_theirs", _("This unit has no part in the duty."), field="unit")
        record.note(standard=duty.standard.code, unit=unit.code, post=post.code if post else "")
    return duty


def import_duties(
    *, by: Actor, at: datetime, editions: Sequence[Edition], rows: Sequence[DutyRow], replaces: bool = False
) -> dict[str, int]:
    """Put a whole table in force for published editions; how many duties were added, changed and removed.

    Standards that the table does not name keep their duties unless it `replaces` the old table. Units and posts that
    do not exist are refused: `duties.spreadsheet.preview_duties` sifts them.
    """
    by.must("duties.import_duties")
    with act("duties.import_duties", by=by, at=at) as record:
        told = _put(editions, rows, at, replaces=replaces)
        record.note(editions=[edition.code for edition in editions], **told)
    return told


def confirm_duties(*, by: Actor, at: datetime, edition: Edition, rows: Sequence[DutyRow]) -> dict[str, int]:
    """Put proposed duties (`rules.propose_duties`) in force for a new edition; others of it stay."""
    by.must("duties.confirm_duties")
    with act("duties.confirm_duties", by=by, at=at, on=edition) as record:
        told = _put([edition], rows, at, replaces=False)
        record.note(code=edition.code, count=told["added"] + told["changed"])
    return told


def _put(editions: Sequence[Edition], rows: Sequence[DutyRow], at: datetime, *, replaces: bool) -> dict[str, int]:
    for edition in editions:
        if not edition.is_published:
            raise Refused("draft", _("This edition is a draft. Publish it before giving out its duties."))
    kept, problems = sift(rows, known_for_duties(editions))
    if problems:
        raise Refused(
            "rows_refused",
            _("%(count)s rows cannot stand. Look at the preview.") % {"count": len(problems)},
        )
    found = changes(duty_rows(editions), kept, replaces=replaces)
    wanted = Indicator.objects.filter(edition__in=editions, level__in=(Level.STANDARD, Level.CONTENT))
    standards = dict(wanted.order_by("-edition__kind").values_list("code", "pk"))
    gone = [standards[change.key] for change in found if change.after is None]
    StandardDuty.objects.filter(standard__in=gone).delete()
    _write([change.after for change in found if change.after], standards, at)
    return {kind: sum(change.kind == kind for change in found) for kind in ("added", "changed", "removed")}


def _write(rows: Iterable[DutyRow], standards: dict[str, int], at: datetime) -> None:
    """Two statements per kind of row, however many there are; a changed duty keeps its identity."""
    units = dict(Unit.objects.values_list("code", "pk"))
    posts = dict(Post.objects.values_list("code", "pk"))
    old = {duty.standard_id: duty for duty in StandardDuty.objects.filter(standard__in=standards.values())}
    new: list[StandardDuty] = []
    changed: list[StandardDuty] = []
    supports: list[DutySupport] = []
    for row in rows:
        duty = old.get(standards[row.standard])
        if duty is None:
            duty = StandardDuty(standard_id=standards[row.standard], since=at)
            new.append(duty)
        else:
            changed.append(duty)
        duty.lead_unit_id, duty.lead_post_id = units[row.lead_unit], posts.get(row.lead_post)
        duty.material_zh, duty.due, duty.note = row.material_zh, row.due, row.note
        supports += [
            DutySupport(duty=duty, unit_id=units[unit], post_id=posts.get(post), position=position)
            for position, (unit, post) in enumerate(row.supports)
        ]
    StandardDuty.objects.bulk_create(new, batch_size=BATCH)
    if changed:
        columns = ["lead_unit", "lead_post", "material_zh", "due", "note"]
        StandardDuty.objects.bulk_update(changed, columns, batch_size=BATCH)
        DutySupport.objects.filter(duty__in=changed).delete()
    for support in supports:
        support.duty_id = support.duty.pk
    DutySupport.objects.bulk_create(supports, batch_size=BATCH)
