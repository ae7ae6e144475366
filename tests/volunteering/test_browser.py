"""What only a browser shows: a scan without a network arrives later, and the pages have no barriers."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from chuangcheng.kit import clock
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.volunteering import rules
from chuangcheng.volunteering.actions import issue_certificate, name_leader, record_service, sign_up, vouch_shift
from chuangcheng.volunteering.models import Service
from tests.stories import City
from tests.volunteering.conftest import campaign_of, shift_of, volunteer_client

EDGE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def served(transactional_db: None, request: pytest.FixtureRequest, settings: Any) -> City:
    """The street where another thread can see it, under the browser's own clock."""
    street: City = request.getfixturevalue("street")
    settings.CLOCK_SHIFT_SECONDS = 0
    return street


def test_a_scan_without_a_network_and_pages_without_barriers(
    served: City, open_page: Callable[..., Any], axe: Callable[[Any], None], live_server: Any
) -> None:
    now = clock.now()
    campaign = campaign_of(served, now)
    shift, past = shift_of(served, now, campaign, hours=-0.2), shift_of(served, now, campaign, hours=-9)
    client = volunteer_client(1, now)
    before = now - timedelta(hours=10)
    for one in (shift, past):
        sign_up(by=client.by, at=before, shift=one)
    name_leader(by=SYSTEM, at=now, shift=shift, volunteer=client.volunteer)
    times = {"arrived_at": past.starts_at, "left_at": past.ends_at}
    record_service(by=SYSTEM, at=now, shift=past, volunteer=client.volunteer, **times)
    vouch_shift(by=SYSTEM, at=now, shift=past)
    paper = issue_certificate(by=client.by, at=now)
    page = open_page("phone")
    page.context.add_cookies([{"name": "citizen", "value": client.cookies["citizen"].value, "url": live_server.url}])
    own = reverse("portal:volunteer_shift", args=[shift.pk])
    here = reverse("portal:volunteer_here", args=[shift.pk, rules.code_of(shift.secret, now)])
    found = ["/volunteer/", f"/volunteer/campaigns/{campaign.code}/", own, here, f"{own}lead/", "/volunteer/own/"]
    found += ["/volunteer/own/details/", f"/volunteer/verify/?code={paper.code}", "/citizen/", "/citizen/delete/"]
    faults = []
    for address in found:
        page.goto(address)
        try:
            axe(page)
        except AssertionError as barrier:
            faults.append(f"{address}: {barrier}")
        if (beyond := page.evaluate(EDGE)) > 0:
            faults.append(f"{address}: {beyond} px beyond the edge")
    assert not faults, "\n".join(faults)
    page.goto(own)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.context.set_offline(True)
    page.goto(here)
    page.wait_for_selector("[data-said] >> text=无网络")
    page.reload()
    assert not Service.objects.filter(shift=shift).exists()
    page.context.set_offline(False)
    page.wait_for_selector("[data-said] >> text=已送达")
    service = Service.objects.get(shift=shift)
    assert (service.state, page.evaluate("localStorage.getItem('chuangcheng-presence')")) == ("present", "[]")
