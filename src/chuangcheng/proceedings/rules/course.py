"""Where a proceeding stands as plain values: who may act, what stands in the way, what is public at a moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from chuangcheng.proceedings.rules.kind import Kind


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
    decided_at: datetime | None = None


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


def is_on_notice(kind: Kind, course: Course, at: datetime) -> bool:
    """Whether its public notice runs at a moment: served ≤ at < end of the notice, not decided and not over before."""
    if kind.notice != "public" or course.served_at is None or course.notice_until is None:
        return False
    ends = [end for end in (course.notice_until, course.decided_at, course.over_at) if end is not None]
    return course.served_at <= at < min(ends)


Phase = Literal["", "notice", "publication"]


def public_phase(kind: Kind, course: Course, at: datetime) -> Phase:
    """As what everybody sees it at a moment; '' if nobody does."""
    if is_public(kind, course, at):
        return "publication"
    return "notice" if is_on_notice(kind, course, at) else ""
