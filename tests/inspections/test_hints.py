"""An inspector hands in last week's picture of another market; whoever verifies sees both, and says what it means."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from benchmarks.attacks import ATTACKS
from chuangcheng.cases.models import Case
from chuangcheng.inspections.actions import Observed, dismiss_hint, finish_visit, record_observations
from chuangcheng.inspections.models import Round, Visit
from chuangcheng.journal.models import Entry
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import NotAllowed, Refused
from chuangcheng.units.actions import appoint_person, define_post, grant_role, vacate_post
from chuangcheng.units.queries import Role
from tests.cases.test_hints import read_all, stored
from tests.evidence.test_comparing import photo as scene
from tests.inspections.conftest import inspector_of, photo, points, stop_of
from tests.stories import City, sign_in

TITLE, REUSED = "图片提示", "出自同一张照片"


def seen(city: City, at: datetime, visit: Visit, file: Any) -> Visit:
    """The whole checklist, the ground not met with this picture, and the end."""
    by = inspector_of(city, visit)
    given = [
        Observed(point, "fail", photos=[file], note="污水")
        if point.code == "P12-01"
        else Observed(point, "not_observed")
        for point in points(visit).values()
    ]
    record_observations(by=by, at=at, visit=visit, observations=given)
    return finish_visit(by=by, at=at, visit=visit)


@pytest.fixture
def verifier(city: City, at: datetime) -> str:
    """Wu Di is a verifier now, and was in no draw of inspectors."""
    post = define_post(by=SYSTEM, at=at, unit=city.units["DW05"], code="hx2", name_zh="核查员")
    grant_role(by=SYSTEM, at=at, post=post, role=Role.objects.get(code="verifier"))
    vacate_post(by=SYSTEM, at=at, post=city.posts["wu_di"], reason="调任")
    appoint_person(by=SYSTEM, at=at, post=post, person=city.people["wu_di"])
    return "wu_di"


@pytest.fixture
def pair(city: City, at: datetime, opened: Round) -> tuple[Visit, Visit]:
    """Two markets; the picture of the second is a part of that of the first, a day older."""
    first, second = (stop_of(opened, number=number) for number in (0, 1))
    seen(city, at, first, stored(scene("market"), at))
    later = at + timedelta(days=1)
    seen(city, later, second, stored(ATTACKS["cropped 80% centre"](scene("market")), later))
    read_all()
    return first, second


def page(visit: Visit) -> str:
    return f"/desk/rounds/visits/{visit.pk}/"


def test_both_pictures_stand_side_by_side(client: Client, city: City, pair: tuple[Visit, Visit]) -> None:
    first, second = pair
    sign_in(client, "lin_yue")
    shown = client.get(page(second)).content.decode()
    assert TITLE in shown and REUSED in shown
    [panel] = re.findall(r'<ul class="photos hint-pair">(.*?)</ul>', shown, re.DOTALL)
    addresses = re.findall(r'<img src="([^"]+)"', panel)
    assert len(addresses) == 2, "the earlier picture and this one"
    bytes_of = [b"".join(client.get(address).streaming_content) for address in addresses]
    assert all(one.startswith(b"\xff\xd8\xff") for one in bytes_of) and bytes_of[0] != bytes_of[1]
    case = Case.objects.get(pk=first.findings.get().case_id)
    assert f"/desk/cases/{case.pk}/" in shown, "and the way to the earlier record"
    assert TITLE not in client.get(page(first)).content.decode(), "the earlier one is no suspect"


def test_a_verifier_puts_a_hint_aside_with_a_reason(
    client: Client, verifier: str, pair: tuple[Visit, Visit], django_assert_max_num_queries: Any
) -> None:
    _first, second = pair
    sign_in(client, verifier)
    with django_assert_max_num_queries(45):
        shown = client.get(page(second)).content.decode()
    given = dict(re.findall(r'name="(file|earlier)" value="(\d+)"', shown))
    address = f"{page(second)}hints/"
    assert address in shown and set(given) == {"file", "earlier"}
    assert "请说明为何" in client.post(address, {**given, "reason": " "}, follow=True).content.decode()
    done = client.post(address, {**given, "reason": "同一市场同一摊位，两日均有污水"}, follow=True).content.decode()
    assert "两日均有污水" in done and "已排除" in done and address not in done
    assert Entry.objects.get(verb="inspections.dismiss_hint").payload["reason"].startswith("同一市场")
    again = client.post(address, {**given, "reason": "再说一次"}, follow=True).content.decode()
    assert "再说一次" not in again
    for wrong in ({"file": "x"}, {"earlier": ""}, {"earlier": str(10**9)}):
        assert client.post(address, {**given, "reason": "x", **wrong}).status_code == 404
    assert Entry.objects.filter(verb="inspections.dismiss_hint").count() == 1


def test_nobody_judges_the_own_pictures(
    client: Client, city: City, at: datetime, verifier: str, pair: tuple[Visit, Visit]
) -> None:
    _first, second = pair
    [shown] = second.observations.get(verdict="fail").photos.all()
    given = {"visit": second, "file": shown.file, "earlier": photo(at, "olive"), "reason": "误报"}
    inspector = second.inspectors.order_by("position")[0].post
    if not inspector_of(city, second).may_anywhere("inspections.dismiss_hint"):
        grant_role(by=SYSTEM, at=at, post=inspector, role=Role.objects.get(code="verifier"))
    with pytest.raises(Refused, match="own_visit"):
        dismiss_hint(by=inspector_of(city, second), at=at, **given)
    with pytest.raises(NotAllowed):
        dismiss_hint(by=city.actor("ma_jun"), at=at, **given)
    sign_in(client, "ma_jun")
    assert client.get(page(second)).status_code == 404
    with pytest.raises(Refused, match="unknown_hint"):
        dismiss_hint(by=city.actor(verifier), at=at, **{**given, "file": given["earlier"]})


def test_a_verifier_opens_no_visit_that_is_not_over(client: Client, verifier: str, opened: Round) -> None:
    sign_in(client, verifier)
    assert client.get(page(stop_of(opened))).status_code == 404
