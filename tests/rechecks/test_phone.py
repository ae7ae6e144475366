"""The inspector stands where a closed case was and says, on one screen, whether it has stayed in order."""

import io
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from chuangcheng.cases.models import Recheck
from chuangcheng.inspections.actions import plan_recheck
from chuangcheng.inspections.models import Visit
from tests.rechecks.conftest import Closed
from tests.stories import City, sign_in


def a_picture() -> io.BytesIO:
    content = io.BytesIO()
    Image.new("RGB", (64, 48), "brown").save(content, "JPEG")
    content.seek(0)
    content.name = "now.jpg"
    return content


@pytest.fixture
def visit(city: City, at: datetime, closed: Closed, pointed: Any, edition: Any) -> Visit:
    """Bai Lu is to look again at a case that lies at a mere point."""
    return plan_recheck(by=city.actor("lin_yue"), at=at, case=closed(pointed), posts=[city.posts["bai_lu"]])


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_relapse_is_recorded_with_its_picture(
    client: Client, city: City, visit: Visit, language: str, django_assert_max_num_queries: Any
) -> None:
    client.cookies["django_language"] = language
    sign_in(client, "bai_lu")
    assert "新华南路12号" in client.get(reverse("field:home")).content.decode()
    address = reverse("field:recheck", args=[visit.pk])
    assert client.get(reverse("field:visit", args=[visit.pk])).headers["Location"] == address
    with django_assert_max_num_queries(22):
        page = client.get(address).content.decode()
    assert "路面破损积水" in page
    picture = visit.case.photos.first()  # type: ignore[union-attr]
    assert client.get(reverse("field:case_photo", args=[visit.pk, picture.pk, "shown"])).status_code == 200  # type: ignore[union-attr]
    again = client.post(address, {"outcome": "relapsed", "note": "又见积水"})
    assert again.status_code == 200, "a relapse needs its picture"
    assert client.post(address, {"outcome": "not_seen"}).status_code == 200, "and what was not seen its reason"
    assert not Recheck.objects.exists()
    done = client.post(address, {"outcome": "relapsed", "note": "又见积水", "photos": a_picture()})
    assert done.headers["Location"] == reverse("field:home")
    assert Recheck.objects.get().outcome == "relapsed"
    assert "又见积水" in client.get(address).content.decode()
    sign_in(client, "lin_yue")
    for name, pk in (("desk:case", visit.case_id), ("desk:visit", visit.pk)):
        assert "又见积水" in client.get(reverse(name, args=[pk])).content.decode()


def test_a_recheck_is_nobody_elses(client: Client, city: City, visit: Visit, closed: Closed, pointed: Any) -> None:
    other = closed(pointed).photos.first()
    sign_in(client, "bai_lu")
    assert client.get(reverse("field:case_photo", args=[visit.pk, other.pk, "shown"])).status_code == 404  # type: ignore[union-attr]
    sign_in(client, "su_qing")
    assert client.get(reverse("field:recheck", args=[visit.pk])).status_code == 404
