"""What the page of a case shows to whoever holds a link: no person, no reporter, no picture, no word of a citizen."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from chuangcheng.cases.masking import masked
from chuangcheng.cases.models import Case, Source
from chuangcheng.cases.queries.details import get_case_for
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound

PURPOSE = "case"
LASTS = timedelta(days=30)
FROM_CITIZENS = (Source.CITIZEN, Source.HOTLINE)
WHAT_IS_SHOWN = ("category", "check_point", "area", "site", "facility", "unit")


@dataclass(frozen=True, slots=True)
class SharedCase:
    """The facts of a case that may be read by anybody. `steps`: (code, moment) of what has happened."""

    pk: int
    number: str
    state: str
    state_name: str
    severity: int
    severity_name: str
    category: Any
    check_point: Any
    place: Any
    area: Any
    unit: Any
    due_at: datetime | None
    closed_at: datetime | None
    is_overdue: bool
    steps: tuple[tuple[str, datetime], ...]


def may_share(actor: Actor, pk: int) -> Case:
    """Whoever may see a case may pass its masked page on. NotFound otherwise."""
    return get_case_for(actor, pk)


def proposed_words(case: Case) -> str:
    """Words about the matter to begin with, numbers blotted out; none that a citizen wrote."""
    return "" if case.source in FROM_CITIZENS else masked(case.description)[:300]


def shared_case(pk: int) -> SharedCase:
    """The facts for the holder of a link. NotFound if the case is gone."""
    case = Case.objects.select_related(*WHAT_IS_SHOWN).filter(pk=pk).first()
    if case is None:
        raise NotFound("case")
    happened = (
        ("registered", case.opened_at),
        ("dispatched", case.dispatched_at),
        ("accepted", case.accepted_at),
        ("closed", case.closed_at),
    )
    return SharedCase(
        pk=case.pk,
        number=case.number,
        state=case.state,
        state_name=case.get_state_display(),
        severity=case.severity,
        severity_name=case.get_severity_display(),
        category=case.category,
        check_point=case.check_point,
        place=case.site or case.facility or case.segment,
        area=case.area,
        unit=case.unit,
        due_at=case.due_at,
        closed_at=case.closed_at,
        is_overdue=bool(case.overdue_since and not case.closed_at),
        steps=tuple((code, moment) for code, moment in happened if moment),
    )
