"""People join by invitation, and get a new password by one-time link: nobody signs up by themselves."""

from datetime import timedelta

import pytest

from chuangcheng.accounts.actions import (
    accept_invitation,
    deactivate_person,
    issue_password_link,
    reactivate_person,
    register_person,
    revoke_invitation,
    use_password_link,
)
from chuangcheng.accounts.queries import Invitation, PasswordLink
from chuangcheng.journal.models import Entry, Personal
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotAllowed, NotFound, Refused
from chuangcheng.units.actions import invite_to_post, take_up_post
from chuangcheng.units.queries import actor_for, holder_of

NOBODY = Actor(person_id=0, name="")
PASSWORD = "jiayu-guan-great-wall-9"


@pytest.fixture
def invited(city, at):
    return invite_to_post(
        by=city.actor("han_bing"), at=at, post=city.posts["ma_jun"], username="zhou.xiao", name="周晓"
    )


def test_accepting_makes_the_personnel_change(city, at, invited):
    _invitation, token = invited
    later = at + timedelta(days=2)
    person = accept_invitation(by=NOBODY, at=later, token=token, password=PASSWORD)
    assert person.check_password(PASSWORD)
    assert person.password.startswith("argon2")
    take_up_post(by=actor_for(person, later), at=later, person=person)
    assert holder_of(city.posts["ma_jun"].pk, later).person == person
    assert holder_of(city.posts["ma_jun"].pk, later - timedelta(minutes=1)).person == city.ma_jun
    assert take_up_post(by=actor_for(person, later), at=later, person=person) is None


def test_the_token_is_kept_nowhere(city, invited):
    invitation, token = invited
    stored = " ".join(str(value) for row in Invitation.objects.values() for value in row.values())
    stored += " ".join(str(entry.payload) for entry in Entry.objects.all())
    stored += " ".join(str(part.text) for part in Personal.objects.all())
    assert token not in stored
    assert len(token) >= 22, "at least 128 random bits"
    assert invitation.token_hash != token


def test_a_token_works_once_in_time_and_not_when_withdrawn(city, at, invited):
    invitation, token = invited
    with pytest.raises(NotFound):
        accept_invitation(by=NOBODY, at=at + timedelta(days=7), token=token, password=PASSWORD)
    with pytest.raises(NotFound):
        accept_invitation(by=NOBODY, at=at, token=token + "x", password=PASSWORD)
    accept_invitation(by=NOBODY, at=at, token=token, password=PASSWORD)
    with pytest.raises(NotFound):
        accept_invitation(by=NOBODY, at=at, token=token, password=PASSWORD)
    with pytest.raises(Refused, match="not_open"):
        revoke_invitation(by=city.actor("lin_yue"), at=at, invitation=invitation)


def test_a_withdrawn_invitation_frees_its_username(city, at, invited):
    invitation, token = invited
    office = city.actor("lin_yue")
    with pytest.raises(Refused, match="already_invited"):
        invite_to_post(by=office, at=at, post=city.posts["luo_jia"], username="zhou.xiao", name="周晓")
    revoke_invitation(by=office, at=at, invitation=invitation)
    with pytest.raises(NotFound):
        accept_invitation(by=NOBODY, at=at, token=token, password=PASSWORD)
    invite_to_post(by=office, at=at, post=city.posts["luo_jia"], username="zhou.xiao", name="周晓")


def test_a_weak_password_is_refused_and_the_invitation_stays_open(at, invited):
    _invitation, token = invited
    for weak in ("12345678901", "short", "zhou.xiao1", "password123"):
        with pytest.raises(Refused, match="weak_password"):
            accept_invitation(by=NOBODY, at=at, token=token, password=weak)
    accept_invitation(by=NOBODY, at=at, token=token, password=PASSWORD)


def test_a_unit_head_invites_to_own_posts_only(city, at):
    with pytest.raises(NotAllowed):
        invite_to_post(by=city.actor("han_bing"), at=at, post=city.posts["su_qing"], username="zhou.xiao", name="周晓")
    with pytest.raises(NotAllowed):
        invite_to_post(by=city.actor("ma_jun"), at=at, post=city.posts["ma_jun"], username="zhou.xiao", name="周晓")


def test_a_new_password_by_link_works_once(city, at):
    office = city.actor("lin_yue")
    _old, first = issue_password_link(by=office, at=at, person=city.ma_jun)
    _link, token = issue_password_link(by=office, at=at, person=city.ma_jun)
    with pytest.raises(NotFound):
        use_password_link(by=NOBODY, at=at, token=first, password=PASSWORD)
    with pytest.raises(NotFound):
        use_password_link(by=NOBODY, at=at + timedelta(hours=24), token=token, password=PASSWORD)
    person = use_password_link(by=NOBODY, at=at, token=token, password=PASSWORD)
    assert person.check_password(PASSWORD)
    with pytest.raises(NotFound):
        use_password_link(by=NOBODY, at=at, token=token, password=PASSWORD)
    assert PasswordLink.objects.filter(used_at=None, revoked_at=None).count() == 0


def test_a_closed_account_gets_no_link_until_it_is_opened_again(city, at):
    office = city.actor("lin_yue")
    deactivate_person(by=office, at=at, person=city.ma_jun, reason="退休")
    with pytest.raises(Refused, match="account_closed"):
        issue_password_link(by=office, at=at, person=city.ma_jun)
    with pytest.raises(Refused, match="own_account"):
        deactivate_person(by=office, at=at, person=city.lin_yue)
    city.wu_di.is_superuser = True
    with pytest.raises(Refused, match="superuser"):
        deactivate_person(by=office, at=at, person=city.wu_di)
    reactivate_person(by=office, at=at, person=city.ma_jun)
    issue_password_link(by=office, at=at, person=city.ma_jun)


@pytest.mark.parametrize("username", ["", "ab", "Ma.Jun", "马军", "1abc", "a b c", "a" * 41])
def test_usernames_that_nobody_can_type_are_refused(city, at, username):
    with pytest.raises(Refused, match="username_form"):
        register_person(by=city.actor("lin_yue"), at=at, username=username, name="周晓")


def test_names_stay_outside_the_hashed_record(city):
    for entry in Entry.objects.filter(verb__startswith="accounts."):
        assert not {"name", "username", "phone"} & set(entry.payload)
        assert entry.personal_digest
