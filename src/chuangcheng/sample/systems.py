"""Another system with a key, a report that it passed on, and the open data of last night."""

import uuid
from datetime import timedelta

from chuangcheng.accounts.actions import issue_client
from chuangcheng.accounts.queries import ApiClient
from chuangcheng.cases.queries import category_by_code
from chuangcheng.documents.actions import publish_open_data
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.participation.actions import Passed, Said, pass_on_report
from chuangcheng.places.queries import place_of
from chuangcheng.sample.scenery import Scenery
from chuangcheng.units.actions import appoint_person, define_post, grant_role
from chuangcheng.units.queries import Role, actor_for, unit_by_code

OFFICE = "DW05"


def has_systems() -> bool:
    """True if one is there already."""
    return ApiClient.objects.exists()


def systems(scenery: Scenery) -> None:
    """The key itself is told to nobody: whoever wants to try one issues a key of their own."""
    past = scenery.now - timedelta(days=20)
    unit = unit_by_code(OFFICE)
    assert unit is not None
    post = define_post(by=SYSTEM, at=past, unit=unit, code=f"{OFFICE}-systems", name_zh="外部系统接口")
    grant_role(by=SYSTEM, at=past, post=post, role=Role.objects.get(code="other_system"))
    client, _key = issue_client(by=scenery.office, at=past, name="省级随手拍平台", a_minute=120, a_day=20_000)
    appoint_person(by=scenery.office, at=past, post=post, person=client.person)
    at = scenery.now - timedelta(hours=7)
    site = next(one for one in scenery.sites if one.longitude is not None)
    said = Said("公交站台旁的路灯杆倾斜，请尽快处理。", place_of(site), category_by_code("B0102"))
    passed = Passed(client, uuid.uuid5(uuid.NAMESPACE_URL, "sample"), (), ("https://platform.example.invalid/1.jpg",))
    pass_on_report(by=actor_for(client.person, at), at=at, said=said, passed=passed)
    publish_open_data(by=SYSTEM, at=scenery.now - timedelta(hours=6))
