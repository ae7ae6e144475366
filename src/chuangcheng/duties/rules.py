"""Duties as plain rows: what of a table can stand, what it changes, and what a new edition inherits."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from typing import Any, Generic, TypeVar

from chuangcheng.duties.routing import EVERY_DAY

Origin = tuple[str, int]
NOWHERE: Origin = ("", 0)
THRESHOLDS = {
    "most_standards": 20,  # more leads than this are too many for one unit
    "contract_notice_days": 30,  # so long before its last day the holder is told
    "self_check_private_days": 14,  # so long nobody above sees anything of a unit's own check
    "self_check_every_days": 30,  # how often a holder is offered to look for itself
    "recurrence_times": 3,  # the same fault at the same place for so many times proposes an upgrade
    "recurrence_days": 180,  # counted in so many days
    "good_street_visits": 5,  # a street is only called good after so many drawn visits
    "good_street_findings": 15,  # and when the upper end of findings per ten visits lies below this
}
"""Numbers that a city may set for itself, and what holds until it does."""
LEAST = {"recurrence_times": 2}
"""Where less than this would mean nothing; 1 elsewhere."""
KEPT = (
    "路面、人行道整洁，无垃圾、无积水、无积雪",
    "车辆停放有序，不占压盲道和人行道",
    "无店外经营、乱贴乱挂和乱堆乱放",
    "果皮箱、座椅、护栏、路牌等设施完好",
    "绿化带无枯死、无黄土裸露、无垃圾",
)
"""What is kept on a street until the city says it for its class."""
MOST_KEPT = 30


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One row of the 責任分解表. Units and posts by code; a post belongs to the unit beside it or is blank."""

    standard: str
    lead_unit: str
    lead_post: str = ""
    supports: tuple[tuple[str, str], ...] = ()
    material_zh: str = ""
    due: str = ""
    note: str = ""
    origin: Origin = field(default=NOWHERE, compare=False)

    @property
    def key(self) -> str:
        return self.standard


@dataclass(frozen=True, slots=True)
class HoldingRow:
    """Who holds a place: (unit, post) in order, the first one leads. `since` None means from now on; terms of the
    contract that are left blank stay as they are.
    """

    kind: str
    place: str
    holders: tuple[tuple[str, str], ...] = ()
    agreed_on: date | None = None
    until: date | None = None
    kept: tuple[str, ...] = ()
    since: date | None = field(default=None, compare=False)
    origin: Origin = field(default=NOWHERE, compare=False)

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.place}"


@dataclass(frozen=True, slots=True)
class RemitRow:
    """What a group looks after, by codes."""

    group: str
    contents: tuple[str, ...] = ()
    site_types: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    origin: Origin = field(default=NOWHERE, compare=False)

    @property
    def key(self) -> str:
        return self.group


@dataclass(frozen=True, slots=True)
class RoutingRow:
    """A routing rule by codes, as a table writes it; see `routing.Route`."""

    unit: str
    area: str = ""
    category: str = ""
    weekdays: tuple[int, ...] = EVERY_DAY
    starts: time | None = None
    ends: time | None = None
    note: str = field(default="", compare=False)
    origin: Origin = field(default=NOWHERE, compare=False)

    @property
    def key(self) -> str:
        hours = f"{self.starts:%H:%M}-{self.ends:%H:%M}" if self.starts and self.ends else ""
        return " ".join(filter(None, (self.area, self.category, "".join(map(str, self.weekdays)), hours)))

    @property
    def standing_key(self) -> tuple[Any, ...]:
        return self.area, self.category, self.weekdays, self.starts, self.ends, self.unit


AnyRow = TypeVar("AnyRow", DutyRow, HoldingRow, RemitRow, RoutingRow)


@dataclass(frozen=True, slots=True)
class Change(Generic[AnyRow]):
    """A row that differs from what stands; `before` None: added, `after` None: removed."""

    key: str
    before: AnyRow | None
    after: AnyRow | None

    @property
    def kind(self) -> str:
        return "added" if self.before is None else "removed" if self.after is None else "changed"


def changes(old: Iterable[AnyRow], new: Iterable[AnyRow], *, replaces: bool = False) -> list[Change[AnyRow]]:
    """What the new rows change. Rows that the new table does not have stay, unless it `replaces` the old one."""
    before = {row.key: row for row in old}
    after = {row.key: row for row in new}
    found = [Change(key, before.get(key), row) for key, row in after.items() if before.get(key) != row]
    if replaces:
        found += [Change(key, row, None) for key, row in before.items() if key not in after]
    return found


def with_standing_terms(rows: Iterable[HoldingRow], old: Iterable[HoldingRow]) -> list[HoldingRow]:
    """The rows of a table with the terms that they leave blank filled from what stands."""
    standing = {row.key: row for row in old}
    found = []
    for row in rows:
        if before := standing.get(row.key):
            terms = {name: getattr(row, name) or getattr(before, name) for name in ("agreed_on", "until", "kept")}
            row = replace(row, **terms)
        found.append(row)
    return found


def cover_state(
    *, has_lead: bool, is_joint: bool, days_left: int | None, is_vacant: bool, has_lapsed: bool, notice: int
) -> str:
    """How a street is looked after, the most pressing first: `lapsed` and `nobody` (no lead), `vacant` (nobody in the
    lead's post), `ending` (within `notice` days), `joint`, `held`."""
    if not has_lead:
        return "lapsed" if has_lapsed else "nobody"
    if is_vacant:
        return "vacant"
    if days_left is not None and days_left <= notice:
        return "ending"
    return "joint" if is_joint else "held"


@dataclass(frozen=True, slots=True)
class Known:
    """Codes that exist: posts with the code of their unit."""

    standards: Collection[str] = ()
    units: Collection[str] = ()
    posts: Mapping[str, str] = field(default_factory=dict)
    places: Collection[str] = ()
    groups: Collection[str] = ()
    site_types: Collection[str] = ()
    areas: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row cannot stand: field, reason code, words for it."""

    row: Any
    column: str
    code: str
    words: Mapping[str, Any]


def sift(rows: Sequence[AnyRow], known: Known) -> tuple[list[AnyRow], list[Problem]]:
    """The rows that can stand, and for each other one the first reason why not."""
    first: dict[str, AnyRow] = {}
    problems: list[Problem] = []
    for row in rows:
        fault = _fault(row, known)
        if not fault and row.key in first:
            fault = (_key_column(row), "duplicate", row.key)
        if fault:
            column, code, word = fault
            problems.append(Problem(row, column, code, {"code": word}))
        else:
            first[row.key] = row
    return list(first.values()), problems


def _key_column(row: DutyRow | HoldingRow | RemitRow | RoutingRow) -> str:
    return {DutyRow: "standard", HoldingRow: "place", RemitRow: "group", RoutingRow: "area"}[type(row)]


Fault = tuple[str, str, str] | None


def _fault(row: DutyRow | HoldingRow | RemitRow | RoutingRow, known: Known) -> Fault:
    if isinstance(row, RoutingRow):
        return _routing_fault(row, known)
    if isinstance(row, DutyRow):
        return _duty_fault(row, known)
    if isinstance(row, HoldingRow):
        if row.key not in known.places:
            return "place", "unknown_place", row.place
        return _units_fault("holders", row.holders, known)
    return _remit_fault(row, known)


def _duty_fault(row: DutyRow, known: Known) -> Fault:
    if row.standard not in known.standards:
        return "standard", "unknown_standard", row.standard
    if row.lead_unit in [unit for unit, _post in row.supports]:
        return "supports", "leads_and_supports", row.lead_unit
    lead = _units_fault("lead_unit", [(row.lead_unit, row.lead_post)], known)
    return lead or _units_fault("supports", row.supports, known)


def _routing_fault(row: RoutingRow, known: Known) -> Fault:
    if row.unit not in known.units:
        return "unit", "unknown_unit", row.unit
    if row.area and row.area not in known.areas:
        return "area", "unknown_area", row.area
    if (row.starts is None) != (row.ends is None) or (row.starts is not None and row.starts == row.ends):
        return "starts", "bad_hours", row.key
    if not (row.area or row.category or row.starts or row.weekdays != EVERY_DAY):
        return "area", "for_everything", row.unit
    return None


def _units_fault(column: str, pairs: Sequence[tuple[str, str]], known: Known) -> Fault:
    seen = set()
    for unit, post in pairs:
        if unit not in known.units:
            return column, "unknown_unit", unit
        if unit in seen:
            return column, "unit_twice", unit
        if post and known.posts.get(post) != unit:
            return column, "post_of_other_unit", post
        seen.add(unit)
    return None


def _remit_fault(row: RemitRow, known: Known) -> Fault:
    if row.group not in known.groups:
        return "group", "unknown_group", row.group
    for column, codes, exist in (
        ("contents", row.contents, known.standards),
        ("site_types", row.site_types, known.site_types),
        ("areas", row.areas, known.areas),
        ("units", row.units, known.units),
    ):
        for code in codes:
            if code not in exist:
                return column, f"unknown_{column.removesuffix('s')}", code
    return None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A standard of the new edition that needs somebody."""

    code: str
    name: str
    content: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A duty for a standard of the new edition. `reason`: same_code, same_name, same_content (lead of most there)."""

    row: DutyRow
    reason: str
    source: str


def propose_duties(
    wanted: Iterable[Wanted], previous: Iterable[DutyRow], previous_names: Mapping[str, str]
) -> tuple[list[Proposal], list[Wanted]]:
    """What a new edition inherits from the duties of an earlier one, and what is left without anybody.

    By code where the wording is the same or the code alone is known; by wording where only the code has changed; else
    the unit that leads most standards of the same content (ties: the lower code) is proposed, with nothing else.
    `previous_names`: wording by code in the earlier edition.
    """
    by_code = {row.standard: row for row in previous}
    by_name = {name: by_code[code] for code, name in previous_names.items() if code in by_code}
    proposals: list[Proposal] = []
    orphans: list[Wanted] = []
    for standard in wanted:
        same = by_name.get(standard.name) if previous_names.get(standard.code) != standard.name else None
        found, reason = (same, "same_name") if same else (by_code.get(standard.code), "same_code")
        if found is None:
            orphans.append(standard)
        else:
            proposals.append(Proposal(_for(standard, found), reason, found.standard))
    return _adopted(proposals, orphans)


def _for(standard: Wanted, row: DutyRow) -> DutyRow:
    return DutyRow(standard.code, row.lead_unit, row.lead_post, row.supports, row.material_zh, row.due, row.note)


def _adopted(proposals: list[Proposal], orphans: list[Wanted]) -> tuple[list[Proposal], list[Wanted]]:
    """Give a new standard to whoever leads most of its content; what has no such content stays an orphan."""
    leads: dict[str, dict[str, int]] = {}
    for proposal in proposals:
        content = proposal.row.standard.rpartition(".")[0]
        counts = leads.setdefault(content, {})
        counts[proposal.row.lead_unit] = counts.get(proposal.row.lead_unit, 0) + 1
    left: list[Wanted] = []
    for standard in orphans:
        counts = leads.get(standard.content or standard.code.rpartition(".")[0], {})
        if counts:
            unit = min(counts, key=lambda code: (-counts[code], code))
            proposals.append(Proposal(DutyRow(standard.code, unit), "same_content", standard.content))
        else:
            left.append(standard)
    return proposals, left
