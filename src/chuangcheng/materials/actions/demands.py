"""What is asked for a standard: defined one by one or by a spreadsheet, withdrawn, reminded of."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chuangcheng.duties.queries import lines
from chuangcheng.frameworks.models import Indicator, Level
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.names import search_text
from chuangcheng.kit.refused import Refused
from chuangcheng.materials import queries, rules
from chuangcheng.materials.models import CaptionPart, Demand, Kind
from chuangcheng.units.models import Post, Unit

MOST_COUNT = 50
REMIND_AGAIN_DAYS = 7


def supplier_of(standard: Indicator) -> tuple[Unit, Post | None]:
    """Who leads the standard (or its content) supplies by default. Refused: `no_supplier`."""
    duty = lines([standard])[0].duty
    if duty is None:
        raise Refused("no_supplier", _("Nobody leads this standard yet: name the unit that supplies it."), field="unit")
    return duty.lead_unit, duty.lead_post


def define_demand(
    *,
    by: Actor,
    at: datetime,
    standard: Indicator,
    kind: str,
    title_zh: str,
    count: int = 1,
    caption: Sequence[str] = (),
    window_ends_on: date | None = None,
    window_months: int = 12,
    due_on: date | None = None,
    unit: Unit | None = None,
    post: Post | None = None,
    number: int | None = None,
) -> Demand:
    """One more thing that a standard asks for; without a unit, of the one that leads it.

    Refused: `missing`, `not_a_standard`, `no_supplier`, `unknown_kind`, `out_of_range`, `other_unit`, `number_taken`.
    """
    if unit is None:
        unit, post = supplier_of(standard)
    by.must("materials.define_demand", unit_path=unit.path)
    if standard.level != Level.STANDARD:
        raise Refused("not_a_standard", _("Material is asked for a standard, not for what stands above it."))
    terms = _terms(kind, title_zh, count, caption, window_ends_on, window_months, due_on, unit, post)
    with act("materials.define_demand", by=by, at=at, unit=unit.name_zh, title=title_zh.strip()) as record:
        last = Demand.objects.filter(standard=standard).aggregate(last=Max("number"))["last"] or 0
        number = number or last + 1
        if Demand.objects.filter(standard=standard, number=number).exists():
            raise Refused("number_taken", _("This standard has a demand of that number already."), field="number")
        code = f"{standard.code}-{number}"
        made = Demand(standard=standard, code=code, number=number, made_at=at, **terms)
        made.search_text = _searchable(made)
        made.save(force_insert=True)
        record.on(made, code=made.code, kind=kind, count=count, due_on=due_on)
    return made


def edit_demand(*, by: Actor, at: datetime, demand: Demand, **changes: Any) -> Demand:
    """Change its terms; what was handed in stays. Refused as `define_demand`, and `withdrawn`, `unchanged`."""
    by.must("materials.edit_demand", unit_path=demand.unit.path)
    _must_stand(demand)
    names = ("kind", "title_zh", "count", "caption", "window_ends_on", "window_months", "due_on", "unit", "post")
    given = {name: changes.get(name, getattr(demand, name)) for name in names}
    if given["unit"] is None:
        given["unit"], given["post"] = supplier_of(demand.standard)
    by.must("materials.edit_demand", unit_path=given["unit"].path)
    terms = _terms(**given)
    differing = sorted(name for name in terms if terms[name] != getattr(demand, name))
    if not differing:
        raise Refused("unchanged", _("Nothing was changed."))
    with act("materials.edit_demand", by=by, at=at, on=demand, code=demand.code) as record:
        for name, value in terms.items():
            setattr(demand, name, value)
        demand.search_text = _searchable(demand)
        demand.save(update_fields=[*terms, "search_text"])
        record.note(changed=differing, due_on=demand.due_on, unit=demand.unit.code)
    return demand


def _terms(
    kind: str,
    title_zh: str,
    count: int,
    caption: Sequence[str],
    window_ends_on: date | None,
    window_months: int,
    due_on: date | None,
    unit: Unit,
    post: Post | None,
) -> dict[str, Any]:
    if kind not in Kind.values:
        raise Refused("unknown_kind", _("This kind of material does not exist."), field="kind")
    if not title_zh.strip():
        raise Refused("missing", _("Say what is asked."), field="title_zh")
    if not 1 <= count <= MOST_COUNT:
        raise Refused("out_of_range", _("The number is 1 to 50."), field="count")
    if not 1 <= window_months <= rules.LONGEST_WINDOW:
        raise Refused("out_of_range", _("The window is 1 to 60 months."), field="window_months")
    if unknown := set(caption) - set(CaptionPart.values):
        raise Refused("unknown_part", _("A caption has no part “%(part)s”.") % {"part": min(unknown)}, field="caption")
    if post is not None and not post.unit.path.startswith(unit.path):
        raise Refused("other_unit", _("The post does not belong to the unit."), field="post")
    return {
        "kind": kind,
        "title_zh": title_zh.strip(),
        "count": count,
        "caption": [part for part in rules.CAPTION_PARTS if part in caption],
        "window_ends_on": window_ends_on,
        "window_months": window_months,
        "due_on": due_on,
        "unit": unit,
        "post": post,
    }


def _searchable(demand: Demand) -> str:
    return search_text(demand.code, demand.title_zh, demand.standard.name_zh, demand.unit.name_zh)


def _must_stand(demand: Demand) -> None:
    if demand.withdrawn_at is not None:
        raise Refused("withdrawn", _("This is no longer asked for."))


def withdraw_demand(*, by: Actor, at: datetime, demand: Demand, reason: str) -> Demand:
    """It is no longer asked for; what was handed in for it stays readable. Refused: `withdrawn`, `missing`."""
    by.must("materials.withdraw_demand", unit_path=demand.unit.path)
    _must_stand(demand)
    if not reason.strip():
        raise Refused("missing", _("Say why it is no longer asked for."), field="reason")
    with act("materials.withdraw_demand", by=by, at=at, on=demand, code=demand.code, reason=reason.strip()):
        if not Demand.objects.filter(pk=demand.pk, withdrawn_at=None).update(withdrawn_at=at):
            raise Refused("withdrawn", _("This is no longer asked for."))
        demand.withdrawn_at = at
    return demand


def import_demands(*, by: Actor, at: datetime, rows: Iterable[Mapping[str, Any]]) -> int:
    """Take over the rows of a preview (see `spreadsheet.demands`), all or none; each is an act of its own below this
    one. Returns how many were written. Refused: `nothing`, and as `define_demand`."""
    by.must("materials.import_demands")
    rows = list(rows)
    if not rows:
        raise Refused("nothing", _("Nothing would change."))
    with act("materials.import_demands", by=by, at=at, count=len(rows)) as record:
        for row in rows:
            given = dict(row)
            demand, standard = given.pop("demand"), given.pop("standard")
            if demand is None:
                define_demand(by=by, at=at, standard=standard, **given)
            else:
                given.pop("number")
                edit_demand(by=by, at=at, demand=demand, **given)
        record.note(standards=len({row["standard"].pk for row in rows}))
    return len(rows)


def remind_of_demand(*, by: Actor, at: datetime, demand: Demand) -> Demand:
    """The deadline is near or past and something is missing: told once a week. Refused: `not_due`, `told_already`."""
    by.must("materials.remind_of_demand")
    today = timezone.localdate(at)
    tally = queries.tallies([demand])[demand.pk]
    if demand.due_on is None or demand.withdrawn_at is not None or not tally.missing:
        raise Refused("not_due", _("Nothing is missing here."))
    if demand.reminded_on is not None and (today - demand.reminded_on).days < REMIND_AGAIN_DAYS:
        raise Refused("told_already", _("The unit has been told already."))
    with act("materials.remind_of_demand", by=by, at=at, on=demand, code=demand.code) as record:
        record.note(day=demand.due_on, missing=tally.missing, unit=demand.unit.code)
        told = Demand.objects.filter(pk=demand.pk, reminded_on=demand.reminded_on).update(reminded_on=today)
        if not told:
            raise Refused("told_already", _("The unit has been told already."))
        demand.reminded_on = today
    return demand
