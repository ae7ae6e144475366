"""The rules of a proceeding as plain values: what a kind is, who may act, what stands in the way, what is public."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import combinations
from typing import Any, Literal

STEPS = ("review", "notice", "decision", "publication")
"""In this order; a kind has some of them, a decision always."""
ACTS = ("propose", "review", "notice", "answer", "decide")
OBJECTORS = ("party", "anyone", "nobody")
NOTICES = ("", "private", "public")
LONGEST_DAYS = 120


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of proceeding. Periods are working days, but `publication_days` (calendar days, 0: no end).

    `different`: pairs of acts that two different people do. `told`: who hears of the steps: `party`, `office`.
    `blocks`: a counting objection that is open keeps the decision from being taken. `suspends`: it takes what is
    published out of sight until it is answered. `outcomes`: codes that a decision may have, the first is the request's.
    """

    code: str
    name_zh: str
    name_en: str
    steps: tuple[str, ...]
    outcomes: tuple[str, ...]
    basis_zh: str
    notice: str = ""
    notice_days: int = 0
    answer_days: int = 3
    told: tuple[str, ...] = ("party", "office")
    different: tuple[tuple[str, str], ...] = (("propose", "review"), ("propose", "decide"), ("review", "decide"))
    objectors: str = "nobody"
    blocks: bool = False
    suspends: bool = False
    publication_days: int = 0

    def as_data(self) -> dict[str, Any]:
        """Plain JSON."""
        return {name: _plain(value) for name, value in asdict(self).items()}

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Kind":
        """The kind that `as_data` wrote. Raises ValueError with the first fault."""
        try:
            kind = cls(**{name: _tuples(value) for name, value in data.items()})
        except TypeError as error:
            raise ValueError(f"unknown or missing field: {error}") from None
        if wrong := faults(kind):
            raise ValueError(wrong[0])
        return kind


def _plain(value: Any) -> Any:
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def _tuples(value: Any) -> Any:
    return tuple(_tuples(one) for one in value) if isinstance(value, list | tuple) else value


def faults(kind: Kind) -> list[str]:
    """What is wrong with a kind, in English for whoever writes the data; empty if nothing is."""
    days = range(1, LONGEST_DAYS + 1)
    in_order = [step for step in STEPS if step in kind.steps] == list(kind.steps)
    needed = {"propose", "decide"} | ({"review"} if "review" in kind.steps else set())
    stated = {frozenset(pair) for pair in kind.different}
    checks = (
        (
            in_order and "decision" in kind.steps,
            "steps: some of review, notice, decision, publication in this order, a decision always",
        ),
        (
            ("notice" in kind.steps) == bool(kind.notice) and kind.notice in NOTICES,
            "notice: private or public exactly where there is that step",
        ),
        (not kind.notice or kind.notice_days in days, "notice_days: 1 to 120 working days"),
        (kind.answer_days in days, "answer_days: 1 to 120 working days"),
        (bool(kind.outcomes), "outcomes: one at least"),
        (bool(kind.basis_zh.strip()), "basis_zh: the legal basis or the rule it stands on"),
        (kind.objectors in OBJECTORS, "objectors: party, anyone or nobody"),
        (
            not (kind.blocks or kind.suspends) or kind.objectors != "nobody",
            "blocks, suspends: only where somebody may object",
        ),
        (
            all(one != other and one in ACTS and other in ACTS for one, other in kind.different),
            "different: pairs of two acts of propose, review, notice, answer, decide",
        ),
        (
            all(frozenset(pair) in stated for pair in combinations(sorted(needed), 2)),
            "different: who proposes, who reviews and who decides are always different people",
        ),
    )
    return [fault for is_sound, fault in checks if not is_sound]


@dataclass(frozen=True, slots=True)
class Filed:
    """An objection: when it was filed, whether it counts, when it was answered."""

    filed_at: datetime
    counts: bool
    answered_at: datetime | None = None

    def is_open(self, at: datetime) -> bool:
        return self.filed_at <= at and (self.answered_at is None or self.answered_at > at)


@dataclass(frozen=True, slots=True)
class Course:
    """Where a proceeding stands: what the rules need of its rows."""

    served_at: datetime | None = None
    notice_until: datetime | None = None
    objections: tuple[Filed, ...] = ()
    published_from: datetime | None = None
    published_until: datetime | None = None
    over_at: datetime | None = None
    """When it was withdrawn or ended."""


def clash(kind: Kind, acted: Iterable[tuple[str, int | None]], act: str, person: int | None) -> str:
    """The act that this person has done already and that another person must do; '' if none.

    The product itself (None) is nobody: it never stands in for a second person.
    """
    if person is None:
        return "system" if any(act in pair for pair in kind.different) else ""
    barred = {other for pair in kind.different if act in pair for other in pair if other != act}
    return next((done for done, who in acted if who == person and done in barred), "")


def counts(*, filed_at: datetime, until: datetime | None, is_repeat: bool) -> bool:
    """Whether an objection counts: filed before its period ran out, and not the repeat of one that was answered."""
    return not is_repeat and (until is None or filed_at < until)


Hindrance = Literal["", "not_served", "notice_runs", "objection_open"]


def hindrance(kind: Kind, course: Course, at: datetime) -> Hindrance:
    """What keeps a decision from being taken now; '' if nothing does."""
    if kind.notice:
        if course.notice_until is None and course.served_at is None:
            return "not_served"
        if course.notice_until is None or at < course.notice_until:
            return "notice_runs"
    if kind.blocks and any(one.counts and one.is_open(at) for one in course.objections):
        return "objection_open"
    return ""


def is_suspended(kind: Kind, course: Course, at: datetime) -> bool:
    """Whether a counting objection that nobody has answered takes it out of sight."""
    return kind.suspends and any(one.counts and one.is_open(at) for one in course.objections)


def is_public(kind: Kind, course: Course, at: datetime) -> bool:
    """Whether what was decided may be shown to everybody at a moment: from ≤ at < until, neither suspended nor over."""
    if course.published_from is None or at < course.published_from:
        return False
    if course.published_until is not None and at >= course.published_until:
        return False
    if course.over_at is not None and at >= course.over_at:
        return False
    return not is_suspended(kind, course, at)
