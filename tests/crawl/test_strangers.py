"""The head and the liaison of a unit that holds nothing: no address of other units' work opens for them."""

import re
from datetime import datetime

import pytest
from django.test import Client

from chuangcheng.accounts.actions import register_person
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.units.actions import appoint_person, define_post, define_unit, grant_role
from chuangcheng.units.queries import Role
from tests.crawl.test_crawl import walked

pytestmark = pytest.mark.django_db


COMMON = {  # what everybody on the staff reads, whose rows are nobody's secret
    "the places": "area site facility segment market",
    "the framework": "edition bare_standards edition_site_type edition_site_types standard check_point card "
    "card_picture export_cards export_edition cycle",
    "who holds what": "unit group post duty holding routing_rule",
    "rules and plans of the whole city": "working_rules_page plan_gantt material_demand material_standard",
    "results that were announced": "result_month export_results",
    "public proofs, and pictures that were let through": "draw draw_proof report_photo "
    "volunteer_shift volunteer_ics volunteer_photo",
}


def newcomer(at: datetime) -> Client:
    """何远 of a unit founded this morning, its head and liaison in one."""
    unit = define_unit(by=SYSTEM, at=at, code="DW299", name_zh="市新设立局", short_name_zh="新设局", kind="government")
    post = define_post(by=SYSTEM, at=at, unit=unit, code="DW299-1", name_zh="局长", is_head=True, is_liaison=True)
    for code in ("unit_head", "unit_liaison"):
        grant_role(by=SYSTEM, at=at, post=post, role=Role.objects.get(code=code), unit=unit)
    person = register_person(by=SYSTEM, at=at, username="dw299.head", name="何远")
    appoint_person(by=SYSTEM, at=at, post=post, person=person)
    client = Client(raise_request_exception=False)
    client.force_login(person, "django.contrib.auth.backends.ModelBackend")
    return client


def test_what_belongs_to_others_is_not_there(sample_city: datetime) -> None:
    """Whatever the office opens of one row, the stranger finds missing, unless its kind is everybody's."""
    office = walked("linyue", sample_city, "zh-hans", lambda seen: [], 3)
    of_one_row = [one for one in office.seen if one.status == 200 and re.search(r"/\d+/", one.path)]
    common = {name for names in COMMON.values() for name in names.split()}
    client = newcomer(sample_city)
    opened = [
        f"{one.name} {one.path}"
        for one in of_one_row
        if one.name.partition(":")[2] not in common and client.get(one.path).status_code != 404
    ]
    assert len(of_one_row) > 100
    assert not opened, "a stranger met something else than a 404 at\n" + "\n".join(opened)
