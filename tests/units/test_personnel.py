"""A change of personnel is one act: whatever hangs on the post passes with it."""

from datetime import timedelta

import pytest

from chuangcheng.accounts.actions import deactivate_person, register_person
from chuangcheng.journal.models import Entry
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import NotAllowed, Refused
from chuangcheng.units.actions import appoint_person, vacate_post
from chuangcheng.units.queries import actor_for, holder_of, people_of_group, recipients, vacant_posts


def newcomer(at, name="周晓"):
    return register_person(by=SYSTEM, at=at, username="zhou.xiao", name=name)


def test_a_new_liaison_takes_over_everything_in_one_act(city, at):
    later = at + timedelta(days=3)
    zhou = newcomer(at)
    before = city.actor("ma_jun", later)
    written = Entry.objects.count()

    appoint_person(by=city.actor("lin_yue"), at=later, post=city.posts["ma_jun"], person=zhou, reason="轮岗")

    assert Entry.objects.count() == written + 1
    entry = Entry.objects.latest("id")
    assert entry.verb == "units.appoint_person"
    assert entry.payload["previous_person_id"] == city.ma_jun.pk
    assert "周晓" not in str(entry.payload)
    after = actor_for(zhou, later)
    assert after.post_ids == before.post_ids
    assert after.grants == before.grants
    assert after.group_ids == before.group_ids
    assert actor_for(city.ma_jun, later).grants == ()
    assert holder_of(city.posts["ma_jun"].pk, later - timedelta(seconds=1)).person == city.ma_jun
    assert zhou in people_of_group(city.groups["G06"], later)


def test_the_unit_head_may_do_it_in_the_own_unit_only(city, at):
    zhou = newcomer(at)
    head = city.actor("han_bing")
    appoint_person(by=head, at=at, post=city.posts["ma_jun"], person=zhou)
    with pytest.raises(NotAllowed):
        appoint_person(by=head, at=at, post=city.posts["su_qing"], person=zhou)


def test_nobody_appoints_themselves(city, at):
    with pytest.raises(Refused, match="own_appointment"):
        appoint_person(by=city.actor("lin_yue"), at=at, post=city.posts["wu_di"], person=city.lin_yue)


def test_a_vacant_post_is_a_gap_and_the_unit_still_hears(city, at):
    transport = city.units["DW26"]
    assert [post.code for post in recipients(transport, at)] == ["DW26-ma_jun"]
    later = at + timedelta(hours=1)
    vacate_post(by=city.actor("lin_yue"), at=later, post=city.posts["ma_jun"], reason="退休")
    assert [post.code for post in vacant_posts(city.actor("lin_yue"), later)] == ["DW26-ma_jun"]
    assert [post.code for post in recipients(transport, later)] == ["DW26-han_bing"]
    with pytest.raises(Refused, match="already_vacant"):
        vacate_post(by=city.actor("lin_yue"), at=later, post=city.posts["ma_jun"])


def test_a_change_cannot_lie_before_the_present_holder_began(city, at):
    zhou = newcomer(at)
    with pytest.raises(Refused, match="before_predecessor"):
        appoint_person(by=city.actor("lin_yue"), at=at - timedelta(days=1), post=city.posts["ma_jun"], person=zhou)
    with pytest.raises(Refused, match="already_holds"):
        appoint_person(by=city.actor("lin_yue"), at=at, post=city.posts["ma_jun"], person=city.ma_jun)


def test_a_closed_account_holds_nothing_new(city, at):
    zhou = newcomer(at)
    deactivate_person(by=city.actor("lin_yue"), at=at, person=zhou)
    with pytest.raises(Refused, match="account_closed"):
        appoint_person(by=city.actor("lin_yue"), at=at, post=city.posts["ma_jun"], person=zhou)
