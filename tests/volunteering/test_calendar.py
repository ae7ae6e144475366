"""A volunteer's own calendar: all coming shifts at one private address, struck out when they fall out, revocable."""

import re
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.citizen import forget_everywhere
from chuangcheng.kit.feeds import MOST_ADDRESSES
from chuangcheng.kit.refused import NotFound
from chuangcheng.volunteering.actions import (
    cancel_shift,
    revoke_calendar_address,
    sign_up,
    wait_for_place,
    withdraw,
)
from chuangcheng.volunteering.models import CalendarAddress
from tests.citizens import CitizenClient
from tests.stories import City
from tests.volunteering.conftest import campaign_of, shift_of, volunteer_client

pytestmark = pytest.mark.django_db


def made(client: CitizenClient) -> str:
    """The address that the page shows this once."""
    page = client.post(reverse("portal:volunteer_calendar_make")).content.decode()
    found = re.search(r'value="http://testserver(/[^"]+\.ics)"', page)
    assert found
    return found[1]


def events(address: str) -> dict[datetime, tuple[str, str]]:
    """When -> (status, what), as a calendar program reads it without signing in."""
    answer = Client().get(address)
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/calendar")
    assert (answer["Referrer-Policy"], answer["X-Robots-Tag"]) == ("no-referrer", "noindex, nofollow")
    assert "no-store" in answer["Cache-Control"]
    found = Calendar.from_ical(answer.content).walk("VEVENT")
    return {one.decoded("dtstart"): (str(one["status"]), str(one["summary"])) for one in found}


def test_all_own_coming_shifts_are_in_it_and_what_falls_out_is_struck_out(
    street: City, at: datetime, django_assert_max_num_queries
) -> None:
    campaign = campaign_of(street, at)
    over, first, full, third = (shift_of(street, at, campaign, hours=h, capacity=1) for h in (-9, 24, 48, 72))
    shift_of(street, at, campaign, hours=96)
    client, other = volunteer_client(1, at), volunteer_client(2, at)
    sign_up(by=other.by, at=at, shift=full)
    sign_up(by=client.by, at=at.replace(hour=0, minute=1), shift=over)
    for shift in (first, third):
        sign_up(by=client.by, at=at, shift=shift)
    wait_for_place(by=client.by, at=at, shift=full)
    address = made(client)
    with django_assert_max_num_queries(6):
        told = events(address)
    name = "美丽雄关·万人清洁"
    assert told == {
        first.starts_at: ("CONFIRMED", name),
        full.starts_at: ("TENTATIVE", name),
        third.starts_at: ("CONFIRMED", name),
    }
    single = Calendar.from_ical(client.get(reverse("portal:volunteer_ics", args=[first.pk])).content).walk("VEVENT")
    uids = [str(one["uid"]) for one in Calendar.from_ical(Client().get(address).content).walk("VEVENT")]
    assert str(single[0]["uid"]) == uids[0], "taken along and come back for, it is one event"
    withdraw(by=client.by, at=at, shift=first)
    withdraw(by=other.by, at=at, shift=full)
    cancel_shift(by=SYSTEM, at=at, shift=third, reason="大风")
    told = events(address)
    assert [told[one.starts_at][0] for one in (first, full, third)] == ["CANCELLED", "CONFIRMED", "CANCELLED"]


def test_the_address_is_kept_as_a_hash_and_only_its_owner_revokes_it(street: City, at: datetime) -> None:
    client, other = volunteer_client(1, at), volunteer_client(2, at)
    address = made(client)
    token = address.split("/")[-1].removesuffix(".ics")
    row = CalendarAddress.objects.get()
    assert len(token) == 32 and token not in str(CalendarAddress.objects.values())
    own = client.get(reverse("portal:own_volunteering")).content.decode()
    revoke = reverse("portal:volunteer_calendar_revoke", args=[row.pk])
    assert revoke in own and token not in own
    assert other.post(revoke).status_code == 404 and Client().post(revoke).status_code == 302
    with pytest.raises(NotFound):
        revoke_calendar_address(by=other.by, at=at, address=row)
    assert events(address) == {}
    assert client.post(revoke).status_code == 302
    assert Client().get(address).status_code == 404
    assert revoke not in client.get(reverse("portal:own_volunteering")).content.decode()
    assert Client().get(reverse("portal:volunteer_calendar", args=["x" * 32])).status_code == 404


def test_there_are_five_at_most_and_none_after_the_account_is_gone(street: City, at: datetime) -> None:
    client = volunteer_client(1, at)
    addresses = [made(client) for _one in range(MOST_ADDRESSES)]
    assert client.post(reverse("portal:volunteer_calendar_make")).status_code == 302
    assert CalendarAddress.objects.count() == MOST_ADDRESSES
    assert Client().post(reverse("portal:volunteer_calendar_make")).headers["Location"].startswith("/citizen/sign-in/")
    forget_everywhere(client.by.citizen_id, at)
    assert {Client().get(address).status_code for address in addresses} == {404}
