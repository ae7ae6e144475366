"""A case that was split follows its parts: it closes with the last of them and opens again with the first."""

from datetime import datetime

from chuangcheng.cases.actions.authorising import must
from chuangcheng.cases.models import Case, State
from chuangcheng.cases.workflow import FINAL, check, moved
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import SYSTEM, Actor


def _locked_parent(case: Case) -> Case | None:
    """The row lock makes two parts that close at the same moment see each other."""
    if case.parent_id is None:
        return None
    return Case.objects.select_for_update().get(pk=case.parent_id)


def settle_parent(case: Case, at: datetime) -> None:
    """Close the parent if this was its last open part. Call after the part has been moved."""
    parent = _locked_parent(case)
    if parent and parent.state == State.SPLIT and not parent.children.exclude(state__in=FINAL).exists():
        close_split_case(by=SYSTEM, at=at, case=parent)


def unsettle_parent(case: Case, at: datetime) -> None:
    """Open the parent again because one of its parts is open again."""
    parent = _locked_parent(case)
    if parent and parent.state == State.CLOSED:
        reopen_split_case(by=SYSTEM, at=at, case=parent)


def close_split_case(*, by: Actor, at: datetime, case: Case) -> Case:
    """All parts are settled; the product itself closes the whole."""
    must(by, "cases.close_split_case", case)
    move = check("cases.close_split_case", case.state, {})
    with act("cases.close_split_case", by=by, at=at, on=case, number=case.number):
        moved(case, move, closed_at=at, wanted_at=at)
    return case


def reopen_split_case(*, by: Actor, at: datetime, case: Case) -> Case:
    """A part is open again, so the whole is."""
    must(by, "cases.reopen_split_case", case)
    move = check("cases.reopen_split_case", case.state, {})
    with act("cases.reopen_split_case", by=by, at=at, on=case, number=case.number):
        moved(case, move, closed_at=None, wanted_at=at)
    return case
