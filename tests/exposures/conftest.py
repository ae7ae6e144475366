"""The small city with three officers, two kinds of violations, and what the police system hands over."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from chuangcheng.exposures import actions
from chuangcheng.exposures.queries import Violation, ViolationKind
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.proceedings import actions as proceedings
from chuangcheng.units.actions import grant_role
from chuangcheng.units.queries import Role

PLATE, ADDRESS = "甘B·73945", "样例小区1号楼2单元301室"
DAY = timedelta(days=1)


@dataclass
class Traffic:
    """`traffic.imported()`, `traffic.published()`: a red light on 20 November."""

    city: Any
    at: datetime

    def actor(self, key: str) -> Any:
        return self.city.actor(key)

    def row(self, number: str = "第1号", kind: str = "TV03", **more: Any) -> dict[str, Any]:
        values = {"decision_no": number, "kind": ViolationKind.objects.get(code=kind), "place": "新华南路与迎宾路路口"}
        values |= {"happened_at": self.at - 4 * DAY, "longitude": None, "latitude": None, "plate": PLATE}
        values |= {"address": ADDRESS, "decided_on": date(2026, 11, 22), "is_final": True, "is_annulled": False}
        return {**values, **more}

    def imported(self, number: str = "第1号", kind: str = "TV03", **more: Any) -> Violation:
        rows = [self.row(number, kind, **more)]
        actions.import_violations(by=self.actor("lin_yue"), at=self.at, rows=rows)
        return Violation.objects.get(decision_no=number)

    def published(self, days: int = 8, **more: Any) -> Violation:
        one = self.imported(**more)
        actions.propose_exposure(by=self.actor("lin_yue"), at=self.at, violation=one, text="拟曝光")
        step = {"by": self.actor("gao_yuan"), "at": self.at, "proceeding": one.proceeding}
        proceedings.review_proceeding(**step, text="属实")
        if one.address_sealed:
            proceedings.give_notice(**step, text="拟曝光")
            by = self.actor("lin_yue")
            proceedings.record_service(by=by, at=self.at, proceeding=one.proceeding, served_at=self.at)
        proceedings.decide_proceeding(
            by=self.actor("deng_hai"),
            at=self.at + days * DAY,
            proceeding=one.proceeding,
            outcome="exposed",
            text="符合",
        )
        return one


@pytest.fixture
def traffic(city: Any, at: datetime) -> Traffic:
    office = Role.objects.get(code="campaign_office")
    for key in ("gao_yuan", "deng_hai"):
        grant_role(by=SYSTEM, at=at, post=city.posts[key], role=office)
    return traffic_of(city, at)


def traffic_of(city: Any, at: datetime) -> Traffic:
    """The kinds of violations, where the officers are there already."""
    names = {
        "TV03": ("两闯", "机动车闯红灯", True),
        "TV05": ("两闯", "行人闯红灯", False),
        "TV09": ("三乱", "乱停放", True),
    }
    rows = [
        {"code": code, "group": group, "name_zh": name, "legal_basis": "《道路交通安全法》", "may_be_exposed": may}
        for code, (group, name, may) in names.items()
    ]
    actions.define_violation_kinds(by=SYSTEM, at=at, rows=rows)
    return Traffic(city, at)
