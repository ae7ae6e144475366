"""The markets' page: what was assessed when, what is due, what is open and patrolled."""

from datetime import datetime
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chuangcheng.inspections.actions import set_assessment_period
from chuangcheng.inspections.models import AssessmentPeriod
from chuangcheng.places.models import SiteType
from tests.stories import City, sign_in


def test_lin_yue_sets_the_period_and_sees_what_is_due(client: Client, city: City, sites: dict[str, Any]) -> None:
    sign_in(client, "lin_yue")
    kind = SiteType.objects.get(code="P12")
    client.post(reverse("desk:assessment_periods"), {"site_type": kind.pk, "days": 30})
    assert AssessmentPeriod.objects.get().days == 30
    with CaptureQueriesContext(connection) as captured:
        page = client.get(reverse("desk:markets"), {"state": "due"}).content.decode()
    assert len(captured) <= 22
    assert page.count("尚未评估") == 10
    with CaptureQueriesContext(connection) as captured:
        page = client.get(reverse("desk:market", args=[sites["P12-01"].pk])).content.decode()
    assert len(captured) <= 28
    assert "该市场从未评估" in page
    assert "新建巡更方案" in page


def test_whoever_may_look_places_up_sees_markets_but_no_cases_of_others(
    client: Client, city: City, at: datetime, sites: dict[str, Any]
) -> None:
    kind = SiteType.objects.get(code="P12")
    set_assessment_period(by=city.actor("lin_yue"), at=at, site_type=kind, days=30)
    sign_in(client, "xu_lan")
    page = client.get(reverse("desk:market", args=[sites["P12-01"].pk])).content.decode()
    assert "第1市场" in page
    assert reverse("desk:assessment_periods") not in client.get(reverse("desk:markets")).content.decode()
    assert client.get(reverse("desk:assessment_periods")).status_code == 404
