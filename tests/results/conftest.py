"""Xinhua South Road in November: what the Transport Bureau put right in time, late, twice; and three officers."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from chuangcheng.cases.actions import close_case, dispatch_case, return_case
from chuangcheng.cases.queries import Case
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.units.actions import grant_role
from chuangcheng.units.queries import Role
from tests.cases.conftest import Street, street  # noqa: F401
from tests.remembered import remembered


class November:
    """`november.closed(days=1)`: a case opened on 24 November, put right after so many days and closed."""

    def __init__(self, street: Street) -> None:  # noqa: F811
        self.street, self.city, self.start = street, street.city, street.at

    def actor(self, key: str) -> Any:
        return self.street.actor(key)

    def closed(self, *, days: int = 1, returns: int = 0, **more: Any) -> Case:
        case = self.street.accepted(self.start, **more)
        return self.finished(case, days=days, returns=returns)

    def finished(self, case: Case, *, days: int = 1, returns: int = 0) -> Case:
        at = self.start + timedelta(days=days)
        for _again in range(returns):
            self.street.submit(case, at)
            return_case(by=self.actor("gao_yuan"), at=at + timedelta(hours=1), case=case, reason="仍有残留")
            at += timedelta(hours=2)
        self.street.submit(case, at)
        return close_case(by=self.actor("gao_yuan"), at=at + timedelta(hours=1), case=case)

    def own(self, **more: Any) -> Case:
        """Found by the bureau's own people."""
        case = self.street.opened(self.start, by=self.actor("ma_jun"), source="unit", **more)
        return dispatch_case(by=SYSTEM, at=self.start, case=case, unit=self.city.units["DW26"], reason="自查")


@pytest.fixture
@remembered
def november(street: Street, at: datetime) -> November:  # noqa: F811
    """高原 and 邓海 may do what the office does; roles are only bundles, the acts tell people apart."""
    office = Role.objects.get(code="campaign_office")
    for key in ("gao_yuan", "deng_hai"):
        grant_role(by=SYSTEM, at=at, post=street.city.posts[key], role=office)
    return November(street)


@pytest.fixture
def later(at: datetime) -> datetime:
    """14 December: November is over, its results are drafted."""
    return at + timedelta(days=20)
