"""Xinhua South Road again, with Xie Zhen, who approves what the office writes."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from chuangcheng.accounts.actions import register_person
from chuangcheng.cases.actions import close_case
from chuangcheng.documents.actions import (
    approve_document,
    draft_document,
    issue_document,
    send_document,
    set_letterhead,
)
from chuangcheng.documents.models import Document
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.places.actions import define_site, define_site_type
from chuangcheng.places.queries import place_of
from chuangcheng.units.actions import appoint_person, define_post, grant_role
from chuangcheng.units.models import Role
from tests.cases.conftest import Street, street
from tests.remembered import remembered

__all__ = ["street"]
MONDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 27)
OFFICE = "雄关市创建全国文明城市指挥部办公室"


class Desk:
    """The office's desk: `desk.bulletin()` drafts, `desk.issued(document)` brings it out, by the right people."""

    def __init__(self, street: Street) -> None:
        self.street, self.city, self.at = street, street.city, street.at

    def actor(self, key: str) -> Any:
        return self.city.actor(key)

    def draft(self, kind: str = "bulletin", **more: Any) -> Document:
        given = {"since": MONDAY, "until": FRIDAY} if kind in ("bulletin", "weekly", "ledger", "close_list") else {}
        return draft_document(by=self.actor("lin_yue"), at=self.at, kind=kind, **{**given, **more})

    def approved(self, document: Document) -> Document:
        send_document(by=self.actor("lin_yue"), at=self.at, document=document)
        return approve_document(by=self.actor("xie_zhen"), at=self.at, document=document)

    def issued(self, document: Document) -> Document:
        return issue_document(by=self.actor("lin_yue"), at=self.at, document=self.approved(document))


@pytest.fixture
@remembered
def desk(street: Street, at: datetime) -> Desk:
    """Three problems of the Transport Bureau this week, one of them mended; a letterhead; somebody who approves."""
    city = street.city
    post = define_post(by=SYSTEM, at=at, unit=city.units["DW05"], code="DW05-xie_zhen", name_zh="公文核稿员")
    person = register_person(by=SYSTEM, at=at, username="xie.zhen", name="谢真", password="xiongguan-2026-chuangcheng")
    appoint_person(by=SYSTEM, at=at, post=post, person=person)
    grant_role(by=SYSTEM, at=at, post=post, role=Role.objects.get(code="document_approver"))
    city.posts["xie_zhen"], city.people["xie_zhen"] = post, person
    kind = define_site_type(by=SYSTEM, at=at, code="P01", name_zh="主次干道")
    where = {"area": city.areas["XG-XH-01"], "longitude": 98.281, "latitude": 39.771}
    site = define_site(by=SYSTEM, at=at, code="P01-01", site_type=kind, name_zh="新华南路", **where)
    earlier = at - timedelta(hours=3)
    mended = street.accepted(earlier, description="果皮箱满溢", place=place_of(site))
    street.submit(mended, earlier + timedelta(hours=1))
    close_case(by=city.actor("gao_yuan"), at=earlier + timedelta(hours=2), case=mended, note="现场已清理")
    street.dispatched(earlier, description="路灯不亮", place=place_of(site))
    street.dispatched(earlier, description="人行道井盖塌陷")
    set_letterhead(by=city.actor("lin_yue"), at=at, authority_zh=f"{OFFICE}文件", office_zh=OFFICE)
    return Desk(street)
