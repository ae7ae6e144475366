"""The head and the liaison of a unit that holds nothing: no address of other units' work opens for them."""

import re
from collections import Counter
from datetime import datetime

import pytest
from django.test import Client
from django.urls import get_resolver

from chuangcheng.accounts.actions import register_person
from chuangcheng.accounts.models import Person
from chuangcheng.documents.models import OpenFile
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.participation.models import Passage, Report
from chuangcheng.places.models import Facility
from chuangcheng.plans.models import Undertaking
from chuangcheng.units.actions import appoint_person, define_post, define_unit, grant_role
from chuangcheng.units.queries import Role
from tests.crawl.crawler import shape_of
from tests.crawl.reading import Page
from tests.crawl.test_crawl import signed_in
from tests.crawl.test_rights import addresses

pytestmark = pytest.mark.django_db


COMMON = {  # what everybody on the staff reads, whose rows are nobody's secret
    "the places, and what anybody on the staff found there": "area site facility segment market facility_condition",
    "the framework": "edition bare_standards edition_site_type edition_site_types standard check_point card "
    "card_picture export_cards export_edition edition_difference cycle",
    "who holds what": "unit group post duty holding routing_rule",
    "rules and plans of the whole city": "working_rules_page plan_gantt material_demand material_standard",
    "results that were announced": "result_month export_results",
    "public proofs, and pictures that were let through": "draw draw_proof report_photo "
    "volunteer_shift volunteer_ics volunteer_photo laureate laureate_picture",
    "honours, for which every unit may nominate": "honour_season honour_nominate honour_programme",
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


@pytest.mark.once
def test_what_belongs_to_others_is_not_there(sample_city: datetime) -> None:
    """Whatever the office opens of one row, the stranger finds missing, unless its kind is everybody's."""
    of_one_row = {name: path for name, path in addresses(get_resolver()) if re.search(r"/\d+/", path)}
    task = (
        Undertaking.objects.filter(kind="task").order_by("pk")[0].pk
    )  # the first of all is the plan of the whole city
    of_one_row |= {
        name: re.sub(r"/plans/\d+/", f"/plans/{task}/", path) for name, path in of_one_row.items() if "/plans/" in path
    }
    office, common = signed_in("linyue", "zh-hans"), {name for names in COMMON.values() for name in names.split()}
    shown = {name: path for name, path in of_one_row.items() if office.get(path).status_code == 200}
    client = newcomer(sample_city)
    opened = [
        f"{name} {path}"
        for name, path in shown.items()
        if name.partition(":")[2] not in common and client.get(path).status_code != 404
    ]
    assert len(shown) > 100
    assert not opened, "a stranger met something else than a 404 at\n" + "\n".join(opened)


def test_the_public_reads_no_name_and_no_unpublished_word(sample_city: datetime) -> None:
    """Everything that is reached without signing in, what other systems are told, and every file of the open data:
    no telephone number or e-mail of anybody, no household, no member of staff, no word that nobody let through."""
    visitor, secrets = Client(), _secrets()
    codes = Report.objects.exclude(state="erased").values_list("code", flat=True)[:12]
    waiting = ["/", "/reports/feed.atom", "/find/ground.json", "/open311/v2/requests.xml", "/open311/v2/requests.json"]
    waiting += [f"/open311/v2/requests/{code}.{form}" for code in codes for form in ("xml", "json")]
    waiting += [f"/reports/{code}/" for code in codes]
    shapes: Counter[str] = Counter()
    known, found = set(waiting), []
    while waiting:
        path = waiting.pop()
        answer = visitor.get(path)
        body = (answer.getvalue() if answer.streaming else answer.content).decode("utf-8", "replace")
        found += [f"{path}: {kind} {secret[:20]}" for kind, secret in secrets if secret in body]
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            for link in Page(body).links:
                link = link.partition("#")[0]
                shape = shape_of(link)
                if link.startswith("/") and not link.startswith("/static/") and link not in known and shapes[shape] < 4:
                    shapes[shape] += 1
                    known.add(link)
                    waiting.append(link)
    assert {f"/open-data/{name}" for name in OpenFile.objects.values_list("name", flat=True)[:4]} <= known
    assert len(known) > 60
    assert not found, "\n".join(found[:40])


def _secrets() -> list[tuple[str, str]]:
    """(kind, text) of what stands in the sample and is nobody's to read."""
    told = set(Report.objects.exclude(public_zh="").values_list("public_zh", flat=True))
    found = [("staff", name) for name in Person.objects.values_list("name", flat=True) if len(name) > 2]
    found += [("username", name) for name in Person.objects.values_list("username", flat=True) if len(name) > 5]
    found += [("unpublished", text) for text in Report.objects.values_list("description", flat=True) if text]
    found += [("note", text) for text in Facility.objects.values_list("condition_note_zh", flat=True) if len(text) > 3]
    found += [("picture", url) for urls in Passage.objects.values_list("media_urls", flat=True) for url in urls]
    return [(kind, text) for kind, text in found if text not in told]
