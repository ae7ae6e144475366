"""The small city with a second officer, so that proposing, reviewing and deciding are three people."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest

from chuangcheng.kit.actor import SYSTEM
from chuangcheng.proceedings.actions import define_kind, propose_proceeding
from chuangcheng.proceedings.queries import Proceeding
from chuangcheng.proceedings.rules import Kind
from chuangcheng.units.actions import grant_role
from chuangcheng.units.queries import Role

LIST = Kind(
    code="red_list",
    name_zh="红榜",
    name_en="Red list",
    steps=("review", "notice", "decision", "publication"),
    outcomes=("listed", "not_listed"),
    basis_zh="样例：红黑榜发布办法",
    notice="public",
    notice_days=5,
    objectors="anyone",
    blocks=True,
    suspends=True,
    publication_days=30,
    published=(("name", "plain", "名称", "Name"), ("ground", "words", "事由", "Ground")),
    outcome_names=(("listed", "列入", "Listed"), ("not_listed", "不列入", "Not listed")),
)


@dataclass
class Hall:
    """`hall.actor("lin_yue")` and a proceeding about the Transport Bureau."""

    city: Any
    at: datetime

    def actor(self, key: str) -> Any:
        return self.city.actor(key)

    def begun(self, kind: str = "red_list", by: str = "lin_yue", key: str = "1", **more: Any) -> Proceeding:
        given = {"unit": self.city.units["DW26"], "text": "连续三个月零逾期", "title": "交通局列入红榜", **more}
        given.setdefault("facts", {"name": "市交通运输局", "ground": "连续三个月零逾期"})
        return propose_proceeding(
            by=self.actor(by), at=self.at, kind=kind, subject_kind="tests.thing", subject_key=key, **given
        )


@pytest.fixture
def hall(city: Any, at: datetime) -> Hall:
    """高原 and 邓海 may do what the office does in proceedings."""
    define_kind(by=SYSTEM, at=at, data=LIST.as_data())
    office = Role.objects.get(code="campaign_office")
    for key in ("gao_yuan", "deng_hai", "he_ping"):
        grant_role(by=SYSTEM, at=at, post=city.posts[key], role=office)
    return Hall(city, at)
