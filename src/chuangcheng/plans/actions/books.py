"""Plans by the table: import, copy into another year; and the rule that says what is silent."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from chuangcheng.calendars.queries import city_calendar
from chuangcheng.frameworks.models import Theme
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.places.models import Facility, Segment, Site
from chuangcheng.places.rules import check_equipment
from chuangcheng.plans import particulars, rules
from chuangcheng.plans.models import Milestone, ServedStandard, SlippageRule, State, Undertaking, UpgradeKind
from chuangcheng.plans.particulars import searchable
from chuangcheng.plans.queries.rows import below, known_for
from chuangcheng.plans.rows import Change, PlanRow, changes, sift
from chuangcheng.units.models import Post, Unit

MODELS: dict[str, type[Model]] = {
    "unit": Unit,
    "post": Post,
    "theme": Theme,
    "upgrade": UpgradeKind,
    "facility": Facility,
    "site": Site,
    "segment": Segment,
}
BATCH = 400
MOST_COPIED = 2000
LONGEST_SILENCE = 366


def import_undertakings(
    *, by: Actor, at: datetime, rows: Sequence[PlanRow], replaces: bool = False
) -> Mapping[str, int]:
    """Write rows that the preview has shown: added ones are drafts. With `replaces` drafts of the same plans that the
    rows leave out are removed. Returns counts by kind. Refused: `cannot_stand` if a row has become wrong since."""
    by.must("plans.import_undertakings")
    known = known_for(rows)
    kept, problems = sift(rows, known)
    if problems:
        said = _("Row “%(code)s” cannot stand any more: look at the preview again.")
        raise Refused("cannot_stand", said % {"code": rows[problems[0].index].code}, field="file")
    found = changes(known.standing, known.states, known.paths, kept, replaces=replaces)
    with act("plans.import_undertakings", by=by, at=at) as record:
        things = _things(change.row for change in found)
        _add([one.row for one in found if one.kind == "added"], things, at)
        _change([one for one in found if one.kind == "changed"], things)
        gone = [one.row.code for one in found if one.kind == "removed"]
        for code in gone:
            Undertaking.objects.filter(code=code, state=State.DRAFTED).delete()
        counts = {kind: sum(one.kind == kind for one in found) for kind in ("added", "changed", "removed")}
        record.note(**counts)
    return counts


Things = dict[str, dict[str, Any]]


def _things(rows: Any) -> Things:
    """column -> code -> the noun it names. A few queries per column."""
    wanted: dict[str, set[str]] = {name: set() for name in MODELS}
    for row in rows:
        for name in MODELS:
            if code := getattr(row, name):
                wanted[name].add(code)
    found: Things = {}
    for name, codes in wanted.items():
        every, related = sorted(codes), ("kind",) if name == "facility" else ()
        found[name] = {}
        for start in range(0, len(every), BATCH):
            some = MODELS[name]._default_manager.filter(code__in=every[start : start + BATCH])
            found[name] |= {one.code: one for one in some.select_related(*related)}  # type: ignore[attr-defined]
    return found


def _columns(row: PlanRow, things: Things) -> dict[str, Any]:
    named = {name: things[name].get(getattr(row, name)) for name in MODELS}
    facility = named["facility"]
    plain = {name: getattr(row, name) for name in ("name_zh", "name_en", "text_zh", "weight", "starts_on", "due_on")}
    after = check_equipment(facility.kind.attributes, dict(row.equipment)) if facility and row.equipment else {}
    fields = {**plain, **named, "equipment_after": after}
    return {**fields, "search_text": searchable(row.code, fields)}


def _add(rows: Sequence[PlanRow], things: Things, at: datetime) -> None:
    """Level by level, because a child needs its parent's id."""
    waiting = list(rows)
    while waiting:
        codes = {row.code for row in waiting}
        level = [row for row in waiting if row.parent not in codes]
        parents = {row.parent for row in level if row.parent}
        above = {one.code: one for one in Undertaking.objects.filter(code__in=sorted(parents)).only("code", "path")}
        made = Undertaking.objects.bulk_create(
            [
                Undertaking(
                    code=row.code,
                    kind=row.kind,
                    parent=above.get(row.parent),
                    path=f"{above[row.parent].path if row.parent else ''}{row.code}/",
                    last_heard_at=at,
                    made_at=at,
                    **_columns(row, things),
                )
                for row in level
            ],
            batch_size=BATCH,
        )
        _attach(zip(made, level, strict=True))
        waiting = [row for row in waiting if row.parent in codes]


def _attach(pairs: Any) -> None:
    served, stones = [], []
    for one, row in pairs:
        served += [ServedStandard(undertaking=one, code=code) for code in row.standards]
        stones += [Milestone(undertaking=one, name_zh=name, due_on=day) for name, day in row.milestones]
    ServedStandard.objects.bulk_create(served, batch_size=BATCH)
    Milestone.objects.bulk_create(stones, batch_size=BATCH)


def _change(found: Sequence[Change], things: Things) -> None:
    rows = {change.row.code: change for change in found}
    codes = sorted(rows)
    for start in range(0, len(codes), BATCH):
        some = list(Undertaking.objects.filter(code__in=codes[start : start + BATCH]))
        names: set[str] = set()
        for one in some:
            change = rows[one.code]
            for name, value in _columns(change.row, things).items():
                setattr(one, name, value)
                names.add(name)
            differing = {name for name, _old, _new in change.changed}
            if "standards" in differing:
                particulars.set_standards(one, list(change.row.standards))
            if "milestones" in differing:
                particulars.set_milestones(one, change.row.milestones)
        Undertaking.objects.bulk_update(some, sorted(names), batch_size=100)


def copy_plan(*, by: Actor, at: datetime, undertaking: Undertaking, year: int) -> Undertaking:
    """The undertaking and what is under it as drafts of another year: dates moved to working days, links to their
    origins, nothing of the progress. What was dropped is left out, and so are finished upgrades: a toilet is rebuilt
    once. Refused: `same_year`, `copied_already`, `too_many`.
    """
    by.must("plans.copy_plan", unit_path=undertaking.unit.path)
    old = undertaking.due_on.year
    if not old < year <= old + 10:
        raise Refused("same_year", _("Choose a year after %(year)s.") % {"year": old}, field="year")
    parent = _root_for(undertaking, year - old)
    every = list(below(undertaking.path).exclude(state=State.DROPPED).order_by("path")[: MOST_COPIED + 1])
    if len(every) > MOST_COPIED:
        raise Refused("too_many", _("More than 2,000 undertakings: copy its parts one by one."))
    codes = {one.pk: rules.code_for_year(one.code, old, year) for one in every}
    if taken := Undertaking.objects.filter(code__in=list(codes.values())).order_by("code").first():
        raise Refused("copied_already", _("“%(code)s” exists already.") % {"code": taken.code}, field="year")
    with act("plans.copy_plan", by=by, at=at, origin=undertaking.code, year=year) as record:
        copies = _copied(every, codes, year - old, at, parent)
        made = copies[undertaking.pk]
        record.on(made, count=len(copies))
    return made


def _copied(
    every: Sequence[Undertaking], codes: dict[int, str], years: int, at: datetime, root: Undertaking | None
) -> dict[int, Undertaking]:
    """Old id -> the copy; `every` has parents before children."""
    calendar = city_calendar()

    def works(day: Any) -> bool:
        return calendar.day(day, provisional=True).is_workday

    copies: dict[int, Undertaking] = {}
    left_out: set[int] = set()
    for index, one in enumerate(every):
        is_finished_upgrade = one.upgrade_id is not None and one.state == State.DONE
        if is_finished_upgrade or one.parent_id in left_out or (index and one.parent_id not in copies):
            left_out.add(one.pk)
            continue
        parent = copies[one.parent_id] if index and one.parent_id else root
        copies[one.pk] = _copy(one, codes[one.pk], parent, years, works, at)
    _copy_details(copies, years, works)
    return copies


def _root_for(one: Undertaking, years: int) -> Undertaking | None:
    """What the copy belongs to: what the origin belongs to, as long as that lasts; else it stands by itself."""
    parent = one.parent
    is_open = parent is not None and parent.state not in (State.DONE, State.DROPPED)
    if parent is not None and is_open and rules.in_year(one.due_on, years) <= parent.due_on:
        return parent
    if "" not in rules.UNDER[one.kind]:
        raise Refused("no_parent", _("What it belongs to ends before that year: copy the whole of it."), field="year")
    return None


def _copy(one: Undertaking, code: str, parent: Undertaking | None, years: int, works: Any, at: datetime) -> Undertaking:
    kept = ("kind", "name_en", "text_zh", "unit_id", "post_id", "theme_id", "weight")
    placed = ("upgrade_id", "facility_id", "site_id", "segment_id", "equipment_after")
    due_on = rules.shifted(one.due_on, years, works)
    starts_on = rules.in_year(one.starts_on, years) if one.starts_on else None
    old, new = str(one.due_on.year), str(one.due_on.year + years)
    return Undertaking.objects.create(
        code=code,
        parent=parent,
        path=f"{parent.path if parent else ''}{code}/",
        name_zh=one.name_zh.replace(old, new),
        starts_on=min(starts_on, due_on) if starts_on else None,
        due_on=min(due_on, parent.due_on) if parent else due_on,
        origin=one,
        last_heard_at=at,
        made_at=at,
        search_text=one.search_text.replace(one.code.lower(), code.lower()).replace(old, new),
        **{name: getattr(one, name) for name in (*kept, *placed)},
    )


def _copy_details(copies: dict[int, Undertaking], years: int, works: Any) -> None:
    served = ServedStandard.objects.filter(undertaking__in=list(copies))
    ServedStandard.objects.bulk_create(
        [ServedStandard(undertaking=copies[one.undertaking_id], code=one.code) for one in served], batch_size=BATCH
    )
    stones = []
    for stone in Milestone.objects.filter(undertaking__in=list(copies)):
        due_on = min(rules.shifted(stone.due_on, years, works), copies[stone.undertaking_id].due_on)
        stones.append(Milestone(undertaking=copies[stone.undertaking_id], name_zh=stone.name_zh, due_on=due_on))
    Milestone.objects.bulk_create(stones, batch_size=BATCH)


def set_slippage_rule(*, by: Actor, at: datetime, silent_days: int) -> SlippageRule:
    """After how many days without a report a task counts as silent. Refused: `out_of_range`."""
    by.must("plans.set_slippage_rule")
    if not 1 <= silent_days <= LONGEST_SILENCE:
        raise Refused("out_of_range", _("Choose 1 to 366 days."), field="silent_days")
    with act("plans.set_slippage_rule", by=by, at=at, days=silent_days):
        values = {"silent_days": silent_days, "changed_at": at}
        rule, _new = SlippageRule.objects.update_or_create(pk=1, defaults=values)
    return rule
