"""The small city with three officers who may propose, review and decide, and grounds of the lists."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from chuangcheng.integrity import actions
from chuangcheng.integrity.queries import Entry, Ground
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.proceedings import actions as proceedings
from chuangcheng.units.actions import grant_role
from chuangcheng.units.queries import Role

FIRM, FIRM_NAME = "91620200MA72ABCD1T", "嘉峪关样例贸易有限公司"
PERSON, PERSON_NAME = "620200198001011230", "欧阳样例"
DAY = timedelta(days=1)


def check_sign(stem: str) -> str:
    """The number with its last sign put right."""
    from chuangcheng.integrity.rules import is_credit_code, is_identity_number

    return next(
        stem + sign
        for sign in "0123456789ABCDEFGHJKLMNPQRTUWXY"
        if is_identity_number(stem + sign) or is_credit_code(stem + sign)
    )


FIRM, PERSON = check_sign(FIRM[:17]), check_sign(PERSON[:17])


@dataclass
class Lists:
    """`lists.entered("X2")`, `lists.published("X2")`: an entry at the moment `at`."""

    city: Any
    at: datetime

    def actor(self, key: str) -> Any:
        return self.city.actor(key)

    def given(self, ground: str = "X2", party: str = "firm", **more: Any) -> actions.Given:
        name, number = (FIRM_NAME, FIRM) if party == "firm" else (PERSON_NAME, PERSON)
        values = {"name": name, "number": number, "document_zh": "嘉市监罚〔2026〕7号", "decided_on": date(2026, 11, 2)}
        return actions.Given(ground=Ground.objects.get(code=ground), party_kind=party, **{**values, **more})

    def entered(self, ground: str = "X2", party: str = "firm", **more: Any) -> Entry:
        return actions.enter_entry(by=self.actor("luo_jia"), at=self.at, given=self.given(ground, party, **more))

    def proposed(self, *args: Any, **more: Any) -> Entry:
        entry = self.entered(*args, **more)
        return actions.propose_entry(by=self.actor("lin_yue"), at=self.at, entry=entry, text="拟列入")

    def noticed(self, *args: Any, **more: Any) -> Entry:
        entry = self.proposed(*args, **more)
        step = {"by": self.actor("gao_yuan"), "at": self.at, "proceeding": entry.proceeding}
        proceedings.review_proceeding(**step, text="属实")
        proceedings.give_notice(**step, text="拟列入名单")
        if entry.proceeding.served_at is None:
            proceedings.record_service(
                by=self.actor("lin_yue"), at=self.at, proceeding=entry.proceeding, served_at=self.at
            )
        return entry

    def published(self, *args: Any, **more: Any) -> Entry:
        """Decided 8 days later."""
        entry = self.noticed(*args, **more)
        proceedings.decide_proceeding(
            by=self.actor("deng_hai"), at=self.at + 8 * DAY, proceeding=entry.proceeding, outcome="listed", text="符合"
        )
        return entry


@pytest.fixture
def lists(city: Any, at: datetime) -> Lists:
    office = Role.objects.get(code="campaign_office")
    for key in ("gao_yuan", "deng_hai"):
        grant_role(by=SYSTEM, at=at, post=city.posts[key], role=office)
    return lists_of(city, at)


def lists_of(city: Any, at: datetime) -> Lists:
    """The grounds, where the officers are there already."""
    market = city.units["DW35"]
    fields = [{"code": "F18", "name_zh": "制假售假和商业欺诈", "name_en": "Fraud", "lead_unit": market}]
    common = {"field_code": "F18", "legal_basis": "样例办法", "authority": market}
    grounds = [
        {**common, "code": "R1", "kind": "red", "ground_zh": "放心消费单位", "failing_class": "", "most_months": 12},
        {**common, "code": "X1", "kind": "black", "ground_zh": "轻微", "failing_class": "minor", "most_months": 3},
        {
            **common,
            "code": "X2",
            "kind": "black",
            "ground_zh": "虚假宣传",
            "failing_class": "general",
            "most_months": 12,
        },
        {**common, "code": "X3", "kind": "black", "ground_zh": "售假", "failing_class": "serious", "most_months": 36},
    ]
    actions.import_grounds(by=SYSTEM, at=at, fields=fields, grounds=grounds)
    return Lists(city, at)
