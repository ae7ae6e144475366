"""A plan as plain rows, as a spreadsheet holds it: what is wrong with them, and how they differ from what stands."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

from chuangcheng.plans.rules import UNDER

FIXED = ("unit", "due_on", "upgrade", "facility", "site", "segment")
"""What a confirmed undertaking changes by acts of its own."""
HEAVIEST, MOST_MILESTONES, LONGEST_PATH = 1000, 24, 300


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One undertaking. Everything else is named by its code; blank is none."""

    code: str
    kind: str
    name_zh: str
    unit: str
    due_on: date
    parent: str = ""
    name_en: str = ""
    text_zh: str = ""
    post: str = ""
    theme: str = ""
    standards: tuple[str, ...] = ()
    weight: int = 1
    starts_on: date | None = None
    milestones: tuple[tuple[str, date], ...] = ()
    upgrade: str = ""
    facility: str = ""
    site: str = ""
    segment: str = ""
    equipment: tuple[tuple[str, str], ...] = ()


COMPARED = tuple(one.name for one in fields(PlanRow) if one.name != "code")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a row: its place in the list, the column, a code for the sentence, and the culprit."""

    index: int
    column: str
    code: str
    culprit: str = ""


@dataclass(slots=True)
class Known:
    """What exists: sets of codes, the unit of each post by code, the unit paths, and undertakings with their states."""

    units: Mapping[str, str] = field(default_factory=dict)
    posts: Mapping[str, str] = field(default_factory=dict)
    themes: frozenset[str] = frozenset()
    standards: frozenset[str] = frozenset()
    upgrades: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    facilities: Mapping[str, str] = field(default_factory=dict)
    sites: frozenset[str] = frozenset()
    segments: frozenset[str] = frozenset()
    check_equipment: Callable[[str, Mapping[str, str]], str] = lambda kind, given: ""
    standing: Mapping[str, PlanRow] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)
    paths: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """What a row would do: `before` None: added; `after` None: removed."""

    before: PlanRow | None
    after: PlanRow | None

    @property
    def kind(self) -> str:
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"

    @property
    def row(self) -> PlanRow:
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def changed(self) -> list[tuple[str, Any, Any]]:
        """(column, before, after) of every column that differs."""
        return [
            (name, getattr(self.before, name, None), getattr(self.after, name, None))
            for name in COMPARED
            if getattr(self.before, name, None) != getattr(self.after, name, None)
        ]


def plain(row: PlanRow) -> PlanRow:
    """The row in the order in which the database gives it back: standards and equipment by code, milestones by date."""
    return replace(
        row,
        standards=tuple(sorted(set(row.standards))),
        milestones=tuple(sorted(row.milestones, key=lambda one: (one[1], one[0]))),
        equipment=tuple(sorted(row.equipment)),
    )


def sift(rows: Sequence[PlanRow], known: Known) -> tuple[list[PlanRow], list[Problem]]:
    """The rows that can stand (in plain order, parents before children), and what is wrong with the others.

    A row whose parent is refused is refused too.
    """
    by_code: dict[str, int] = {}
    problems: list[Problem] = []
    for index, row in enumerate(rows):
        if row.code in by_code:
            problems.append(Problem(index, "code", "twice", row.code))
        else:
            by_code[row.code] = index
    for index, row in enumerate(rows):
        problems += [Problem(index, *found) for found in _alone(row, known)]
        problems += [Problem(index, *found) for found in _placed(row, known)]
        problems += [Problem(index, *found) for found in _changing(row, known)]
    bad = {problem.index for problem in problems}
    kept: list[PlanRow] = []
    paths = dict(known.paths)
    dates = {code: row.due_on for code, row in known.standing.items()}
    kinds = {code: row.kind for code, row in known.standing.items()}
    for index in _parents_first(rows, by_code):
        row = rows[index]
        if index in bad:
            continue
        found = _below(row, paths, dates, kinds, known.states)
        if found:
            problems.append(Problem(index, *found))
            continue
        paths[row.code] = f"{paths.get(row.parent, '')}{row.code}/"
        dates[row.code], kinds[row.code] = row.due_on, row.kind
        kept.append(plain(row))
    return kept, sorted(problems, key=lambda one: one.index)


def _parents_first(rows: Sequence[PlanRow], by_code: Mapping[str, int]) -> list[int]:
    """Indexes with every parent of the file before its children; rows in a circle come last, in their own order."""
    children: dict[str, list[int]] = {}
    for index, row in enumerate(rows):
        if row.parent in by_code and by_code[row.parent] != index:
            children.setdefault(row.parent, []).append(index)
    waiting = {index for below in children.values() for index in below}
    order = [index for index in range(len(rows)) if index not in waiting]
    for index in order:
        if by_code[rows[index].code] == index:
            order.extend(children.get(rows[index].code, ()))
    rest = set(range(len(rows))) - set(order)
    return order + sorted(rest)


Found = tuple[str, str, str]


def _alone(row: PlanRow, known: Known) -> Iterable[Found]:
    """Faults that the row shows by itself, or with what it names."""
    if row.kind not in UNDER:
        yield "kind", "unknown_kind", row.kind
    if not 1 <= row.weight <= HEAVIEST:
        yield "weight", "out_of_range", str(row.weight)
    if row.starts_on is not None and row.starts_on > row.due_on:
        yield "due_on", "bad_order", ""
    if row.unit not in known.units:
        yield "unit", "unknown_unit", row.unit
    elif row.post and not known.posts.get(row.post, "?").startswith(known.units[row.unit]):
        yield "post", "other_unit", row.post
    if row.theme and row.theme not in known.themes:
        yield "theme", "unknown_theme", row.theme
    for code in row.standards:
        if code not in known.standards:
            yield "standards", "unknown_standard", code
    yield from _stones(row)


def _stones(row: PlanRow) -> Iterable[Found]:
    if len(row.milestones) > MOST_MILESTONES:
        yield "milestones", "too_many", ""
    names = [name for name, _day in row.milestones]
    if len(set(names)) < len(names):
        yield "milestones", "milestone_twice", ""
    for name, day in row.milestones:
        if day > row.due_on:
            yield "milestones", "milestone_late", name


def _placed(row: PlanRow, known: Known) -> Iterable[Found]:
    """Faults of an upgrade project and its place."""
    if row.facility and row.facility not in known.facilities:
        yield "facility", "unknown_place", row.facility
    if row.site and row.site not in known.sites:
        yield "site", "unknown_place", row.site
    if row.segment and row.segment not in known.segments:
        yield "segment", "unknown_place", row.segment
    kind = known.facilities.get(row.facility, "")
    if row.upgrade and row.upgrade not in known.upgrades:
        yield "upgrade", "unknown_upgrade", row.upgrade
    elif row.upgrade and not (row.facility or row.site or row.segment):
        yield "facility", "no_place", ""
    elif row.upgrade and known.upgrades[row.upgrade] and kind not in known.upgrades[row.upgrade]:
        yield "facility", "wrong_place", row.facility
    if row.equipment and (wrong := known.check_equipment(kind, dict(row.equipment))):
        yield "equipment", "bad_equipment", wrong


def _changing(row: PlanRow, known: Known) -> Iterable[Found]:
    """What a row may not change of an undertaking that stands already."""
    before, state = known.standing.get(row.code), known.states.get(row.code, "")
    if before is None or plain(row) == before:
        return
    if state in ("done", "dropped", "reported"):
        yield "code", "is_over", row.code
        return
    if row.parent != before.parent or row.kind != before.kind:
        yield "parent", "stands_elsewhere", before.parent
    if state != "drafted":
        for name in FIXED:
            if getattr(row, name) != getattr(before, name):
                yield name, "fixed", str(getattr(before, name))


def _below(
    row: PlanRow,
    paths: Mapping[str, str],
    dates: Mapping[str, date],
    kinds: Mapping[str, str],
    states: Mapping[str, str],
) -> Found | None:
    """What is wrong between a row and what it belongs to."""
    if row.parent and row.parent not in paths:
        return "parent", "unknown_parent", row.parent
    if kinds.get(row.parent, "") not in UNDER[row.kind]:
        return "parent", "bad_parent", row.parent
    if row.parent and row.due_on > dates[row.parent]:
        return "due_on", "after_parent", row.parent
    if row.code not in states and states.get(row.parent) in ("done", "dropped"):
        return "parent", "parent_over", row.parent
    if len(paths.get(row.parent, "")) + len(row.code) + 1 > LONGEST_PATH:
        return "parent", "too_deep", row.parent
    return None


def changes(
    standing: Mapping[str, PlanRow],
    states: Mapping[str, str],
    paths: Mapping[str, str],
    rows: Sequence[PlanRow],
    *,
    replaces: bool,
) -> list[Change]:
    """What the rows add and change; with `replaces` also the drafts of the same plans that they leave out, with
    nothing but such drafts below them (deepest first). What was confirmed is never removed."""
    found = [Change(standing.get(row.code), row) for row in rows if standing.get(row.code) != row]
    if not replaces:
        return found
    named = {row.code for row in rows}
    roots = {paths[code].split("/", 1)[0] for code in named if code in paths}
    stays = {part for code in named | {c for c, s in states.items() if s != "drafted"} if code in paths
             for part in paths[code].strip("/").split("/")}  # fmt: skip
    gone = [c for c in standing if c not in stays and paths[c].split("/", 1)[0] in roots]
    return found + [Change(standing[code], None) for code in sorted(gone, key=lambda c: -len(paths[c]))]
