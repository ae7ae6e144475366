"""The checklist of a stop as the phone shows it: groups, states, what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from chuangcheng.frameworks.queries import PhotoRule
from chuangcheng.inspections import queries
from chuangcheng.inspections.queries import Line, Visit, VisitKind
from chuangcheng.inspections.rules import COUNTED
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest


@dataclass(slots=True)
class Row:
    """One line, and whether one tap may say "met"."""

    line: Line
    number: int

    @property
    def is_simple(self) -> bool:
        """Nothing more than the verdict is asked for when it is met."""
        point = self.line.check_point
        asks_more = point.kind in COUNTED or point.photo == PhotoRule.ALWAYS
        return self.line.observation is None and not asks_more

    @property
    def is_complete(self) -> bool:
        return not self.line.missing


@dataclass(slots=True)
class Group:
    """Lines under the content that their standards belong to."""

    content: Any
    rows: list[Row] = field(default_factory=list)


def grouped(lines: Sequence[Line]) -> list[Group]:
    """In the edition's order; numbers run through."""
    groups: dict[int | None, Group] = {}
    for number, line in enumerate(lines, start=1):
        standard = line.check_point.standard
        content = standard.parent if standard else None
        group = groups.setdefault(content.pk if content else None, Group(content))
        group.rows.append(Row(line, number))
    return list(groups.values())


def answered_count(lines: Sequence[Line]) -> int:
    """How many lines lack nothing."""
    return sum(not line.missing for line in lines)


def following(lines: Sequence[Line], point: int, repetition: int) -> Line | None:
    """The next line that lacks something after this one, else the first that does; None when all is complete."""
    places = [(line.check_point.pk, line.repetition) for line in lines]
    here = places.index((point, repetition)) if (point, repetition) in places else -1
    waiting = [(at, line) for at, line in enumerate(lines) if line.missing]
    return next((line for at, line in waiting if at > here), waiting[0][1] if waiting else None)


def own_visit(request: StaffRequest, pk: int) -> Visit:
    """A stop that the reader inspects; anybody else's is not found on the phone."""
    visit = queries.get_visit_for(request.actor, pk, request.at)
    if not queries.is_inspector_of(request.actor, visit):
        raise NotFound("visit")
    return visit


def must_answer_all(visit: Visit) -> bool:
    """A free visit may leave check points out."""
    return visit.kind != VisitKind.FREE
