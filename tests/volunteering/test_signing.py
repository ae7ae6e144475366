"""Places and waiting lists: the last place goes to one, the first who can still come moves up."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections

from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import Refused
from chuangcheng.notices.models import ShortMessage
from chuangcheng.notices.queries import short_messages
from chuangcheng.volunteering.actions import (
    call_for_help,
    cancel_shift,
    change_volunteer,
    edit_shift,
    give_consent,
    sign_up,
    wait_for_place,
    withdraw,
)
from chuangcheng.volunteering.actions.volunteers import Details
from chuangcheng.volunteering.models import Shift, SignUp, SignUpState
from chuangcheng.volunteering.workflow import CAMPAIGNS, SERVICES, SHIFTS, SIGN_UPS
from tests.volunteering.conftest import CHILD, campaign_of, shift_of, volunteer_client


def stands(client, shift):
    return SignUp.objects.get(shift=shift, volunteer=client.volunteer).state


@pytest.mark.parametrize("table", [CAMPAIGNS, SHIFTS, SIGN_UPS, SERVICES])
def test_every_state_can_be_reached_and_left(table):
    born = {move.target for move in table.moves if move.source is None}
    assert born
    for state in table.states:
        assert state in table.final or table.leaving(state)
        for verb in {move.verb for move in table.moves}:
            known = [move for move in table.moves if (move.verb, move.source) == (verb, state)]
            assert (table.find(verb, state) is not None) == bool(known)


def test_full_is_full_and_the_waiting_list_moves_up_by_itself(street, at):
    shift = shift_of(street, at, campaign_of(street, at), capacity=1)
    first, second, third = (volunteer_client(number, at) for number in (1, 2, 3))
    sign_up(by=first.by, at=at, shift=shift)
    with pytest.raises(Refused, match="full"):
        sign_up(by=second.by, at=at, shift=shift)
    wait_for_place(by=second.by, at=at, shift=shift)
    wait_for_place(by=third.by, at=at + timedelta(minutes=1), shift=shift)
    withdraw(by=first.by, at=at, shift=shift)
    assert [stands(one, shift) for one in (first, second, third)] == ["withdrawn", "placed", "waiting"]
    assert [row.phone for row in short_messages()] == ["13900000002"]
    shift.refresh_from_db()
    assert shift.taken_count == 1
    with pytest.raises(Refused, match="wrong_state"):
        sign_up(by=second.by, at=at, shift=shift)


def test_who_cannot_come_any_more_is_passed_over(street, at):
    campaign = campaign_of(street, at)
    shift, same_time = (shift_of(street, at, campaign, capacity=1) for _shift in range(2))
    first, second, third = (volunteer_client(number, at) for number in (1, 2, 3))
    sign_up(by=first.by, at=at, shift=shift)
    wait_for_place(by=second.by, at=at, shift=shift)
    wait_for_place(by=third.by, at=at + timedelta(minutes=1), shift=shift)
    sign_up(by=second.by, at=at, shift=same_time)
    withdraw(by=first.by, at=at, shift=shift)
    assert [stands(one, shift) for one in (second, third)] == ["waiting", "placed"]


def test_more_places_let_those_in_who_wait(street, at):
    shift = shift_of(street, at, campaign_of(street, at), capacity=1)
    first, second = volunteer_client(1, at), volunteer_client(2, at)
    sign_up(by=first.by, at=at, shift=shift)
    wait_for_place(by=second.by, at=at, shift=shift)
    times = {"starts_at": shift.starts_at, "ends_at": shift.ends_at, "meeting_zh": ""}
    edit_shift(by=street.actor("han_bing"), at=at, shift=shift, capacity=3, **times)
    assert stands(second, shift) == SignUpState.PLACED
    with pytest.raises(Refused, match="taken"):
        edit_shift(by=SYSTEM, at=at, shift=shift, capacity=1, **times)


def test_nobody_is_in_two_places_and_everybody_rests(street, at):
    campaign = campaign_of(street, at, rest_minutes=60, most_minutes_a_day=300)
    shift = shift_of(street, at, campaign)
    client = volunteer_client(1, at)
    sign_up(by=client.by, at=at, shift=shift)
    for hours, lasts, why in ((25, 2, "overlap"), (26.5, 1, "rest"), (28, 4, "day_full")):
        with pytest.raises(Refused, match=why):
            sign_up(by=client.by, at=at, shift=shift_of(street, at, campaign, hours=hours, lasts=lasts))


def test_skills_age_and_a_guardians_consent(street, at):
    shift = shift_of(street, at, campaign_of(street, at, youngest=14, skills=["急救"]))
    with pytest.raises(Refused, match="guardian"):
        volunteer_client(1, at, born=CHILD)
    named = {"guardian_name": "诸葛守护", "guardian_phone": "13811112222"}
    minor = volunteer_client(2, at, born=CHILD, **named)
    with pytest.raises(Refused, match="no_consent"):
        sign_up(by=minor.by, at=at, shift=shift)
    message = next(row for row in short_messages() if row.phone == "13811112222")
    give_consent(by=SYSTEM, at=at, token=message.text.rstrip("/").rsplit("/", 1)[1])
    with pytest.raises(Refused, match="skills"):
        sign_up(by=minor.by, at=at, shift=shift)
    change_volunteer(by=minor.by, at=at, details=Details(skills=["急救"]))
    assert sign_up(by=minor.by, at=at, shift=shift).state == SignUpState.PLACED
    grown_ups_only = shift_of(street, at, campaign_of(street, at, code="V02"), hours=72)
    with pytest.raises(Refused, match="too_young"):
        sign_up(by=minor.by, at=at, shift=grown_ups_only)


def test_a_call_goes_to_those_asked_longest_ago(street, at):
    campaign = campaign_of(street, at)
    shift, later = shift_of(street, at, campaign), shift_of(street, at, campaign, hours=50)
    people = [volunteer_client(number, at) for number in (1, 2, 3)]
    volunteer_client(4, at, takes_calls=False)
    office = street.actor("han_bing")
    assert call_for_help(by=office, at=at, shift=shift, text="急需人手", count=2).asked_count == 2
    moments = at + timedelta(hours=1)
    assert call_for_help(by=office, at=moments, shift=later, text="急需人手", count=1).asked_count == 1
    asked = [type(one.volunteer).objects.get(pk=one.volunteer.pk).asked_at for one in people]
    assert asked == [at, at, moments]


def test_a_cancelled_shift_tells_everybody_and_takes_nobody(street, at):
    shift = shift_of(street, at, campaign_of(street, at))
    client = volunteer_client(1, at)
    sign_up(by=client.by, at=at, shift=shift)
    ShortMessage.objects.all().delete()
    cancel_shift(by=street.actor("han_bing"), at=at, shift=shift, reason="沙尘暴")
    assert [row.phone for row in short_messages()] == ["13900000001"]
    with pytest.raises(Refused, match="not_open"):
        sign_up(by=volunteer_client(2, at).by, at=at, shift=shift)


@pytest.mark.django_db(transaction=True)
def test_two_people_and_one_place_left(street, at):
    shift = shift_of(street, at, campaign_of(street, at), capacity=1)
    clients = [volunteer_client(number, at) for number in (1, 2)]
    outcomes, gate = [], threading.Barrier(2)

    def come(client):
        try:
            gate.wait(10)
            sign_up(by=client.by, at=at, shift=Shift.objects.select_related("campaign").get(pk=shift.pk))
            outcomes.append("placed")
        except Refused as refused:
            outcomes.append(refused.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=come, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["full", "placed"], connection.vendor
    shift.refresh_from_db()
    assert shift.taken_count == 1
