"""Citizens: telephone and code, no staff rights, limits, a session of their own, and a deletion that is one."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.accounts import rules
from chuangcheng.accounts.actions import ask_citizen_code, delete_citizen, name_citizen, sign_in_citizen
from chuangcheng.accounts.models import CitizenAccount, CitizenCode, CitizenSession
from chuangcheng.accounts.queries import citizen_by_token, citizen_phone, citizens_by_id
from chuangcheng.journal.models import Entry, Personal
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.citizen import Citizen, actor_of, on_forgetting, public_verbs
from chuangcheng.kit.refused import NotAllowed, Refused
from chuangcheng.notices.actions import text_citizen
from chuangcheng.notices.models import ShortMessage
from chuangcheng.units.actions import define_unit
from tests.citizens import actor, citizen_client
from tests.stories import sign_in

PHONE, NAME = "13900007788", "钟离未央"
ADDRESS = "198.51.100.7"


def asked_for(at, phone=PHONE, address=ADDRESS):
    return ask_citizen_code(by=SYSTEM, at=at, phone=phone, address=address)


def stored():
    """Every value of every row that the product keeps, as one text."""
    models = [model for model in apps.get_models() if model.__module__.startswith("chuangcheng.")]
    return " ".join(str(value) for model in models for row in model._default_manager.values() for value in row.values())


@pytest.mark.parametrize(
    ("typed", "plain"),
    [("139 0000 0001", "13900000001"), ("+86-13900000001", "13900000001"), ("１３９０００００００１", "13900000001")],
)
def test_a_number_is_read_as_people_write_it(typed, plain):
    assert rules.plain_mobile(typed) == plain


@given(st.text(max_size=15))
def test_what_is_no_mobile_number_is_none(text):
    plain = rules.plain_mobile(text)
    assert plain == "" or (len(plain) == 11 and plain.isdecimal() and rules.plain_mobile(plain) == plain)


def test_the_code_opens_once_and_makes_the_account(db, at):
    asked = asked_for(at)
    session, token = sign_in_citizen(by=SYSTEM, at=at, uid=asked.uid, code=asked.code, agent="Firefox/130 (Android)")
    assert session.device == "Firefox · Android"
    with pytest.raises(Refused, match="code_over"):
        sign_in_citizen(by=SYSTEM, at=at, uid=asked.uid, code=asked.code)
    citizen, _row = citizen_by_token(token, at)
    assert citizen_phone(citizen.id) == PHONE
    assert citizen_by_token(token, at + rules.CITIZEN_SESSION_LASTS) is None
    again = asked_for(at + timedelta(minutes=2))
    second, _token = sign_in_citizen(by=SYSTEM, at=at + timedelta(minutes=2), uid=again.uid, code=again.code)
    assert second.account_id == session.account_id


def test_five_tries_and_five_minutes(db, at):
    asked = asked_for(at)
    wrong = "000000" if asked.code != "000000" else "111111"
    for _try in range(rules.CODE_TRIES):
        with pytest.raises(Refused, match="wrong_code"):
            sign_in_citizen(by=SYSTEM, at=at, uid=asked.uid, code=wrong)
    with pytest.raises(Refused, match="code_over"):
        sign_in_citizen(by=SYSTEM, at=at, uid=asked.uid, code=asked.code)
    late = asked_for(at + timedelta(minutes=2))
    with pytest.raises(Refused, match="code_over"):
        sign_in_citizen(by=SYSTEM, at=at + timedelta(minutes=7), uid=late.uid, code=late.code)
    assert not CitizenAccount.objects.exists()


def test_another_code_ends_the_first(db, at):
    first = asked_for(at)
    asked_for(at + timedelta(minutes=1))
    with pytest.raises(Refused, match="code_over"):
        sign_in_citizen(by=SYSTEM, at=at + timedelta(minutes=1), uid=first.uid, code=first.code)


def test_limits_per_number_and_per_connection(db, at):
    asked_for(at)
    with pytest.raises(Refused, match="too_soon"):
        asked_for(at + timedelta(seconds=59))
    for minute in range(1, 5):
        asked_for(at + timedelta(minutes=minute * 2))
    with pytest.raises(Refused, match="too_many"):
        asked_for(at + timedelta(minutes=20))
    for number in range(15):
        asked_for(at + timedelta(minutes=20), phone=f"1380000{number:04}")
    with pytest.raises(Refused, match="too_many"):
        asked_for(at + timedelta(minutes=21), phone="13800009999")
    asked_for(at + timedelta(minutes=21), phone="13800009999", address="203.0.113.9")


def test_number_code_and_name_stand_nowhere_in_clear(db, at, settings):
    settings.SAMPLE_CITY = True
    asked = asked_for(at)
    text = f"{asked.code} ist der Code"
    until = asked.expires_at
    text_citizen(by=SYSTEM, at=at, phone=asked.phone, text=text, purpose="code", wanted_until=until)
    session, token = sign_in_citizen(by=SYSTEM, at=at, uid=asked.uid, code=asked.code)
    name_citizen(by=actor_of(Citizen(session.account_id, "")), at=at, name=NAME)
    assert citizens_by_id([session.account_id]) == {session.account_id: Citizen(session.account_id, NAME)}
    everything = stored()
    for secret in (PHONE, NAME, token, ADDRESS):
        assert secret not in everything
    rows = [*Entry.objects.values_list("payload", flat=True), *Personal.objects.values_list("text", flat=True)]
    assert asked.code not in str(rows)


def test_an_older_key_of_the_city_still_finds_the_account(db, at, settings):
    asked = asked_for(at)
    session, _token = sign_in_citizen(by=SYSTEM, at=at, uid=asked.uid, code=asked.code)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key of the city, long enough to be one"
    later = at + timedelta(hours=2)
    again = asked_for(later)
    same, _token = sign_in_citizen(by=SYSTEM, at=later, uid=again.uid, code=again.code)
    assert same.account_id == session.account_id
    settings.SECRET_KEY_FALLBACKS = []
    assert citizen_phone(same.account_id) == PHONE


def test_a_citizen_has_the_verbs_of_the_public_and_no_other(city, at):
    by = actor(citizen_client())
    assert public_verbs() >= {"accounts.delete_citizen"}
    assert all(by.may(verb) for verb in public_verbs())
    assert not by.may("cases.see_case")
    assert not by.is_system and not by.person_id
    with pytest.raises(NotAllowed):
        define_unit(by=by, at=at, code="DW99", name_zh="假单位", short_name_zh="假", kind="government")


def test_deleting_forgets_everywhere_in_one_transaction(city, at, monkeypatch):
    client, heard = citizen_client(PHONE, NAME), []
    monkeypatch.setattr("chuangcheng.kit.citizen._forgetters", [])

    def forget(citizen_id, moment):
        heard.append((citizen_id, CitizenAccount.objects.filter(pk=citizen_id).exists()))

    on_forgetting(forget)
    delete_citizen(by=actor(client), at=at)
    assert heard == [(client.citizen.id, True)]
    assert not CitizenAccount.objects.exists() and not CitizenSession.objects.exists()
    assert not CitizenCode.objects.exists()
    last = Entry.objects.order_by("pk").last()
    assert (last.verb, last.actor_id, last.payload) == ("accounts.delete_citizen", 0, {})
    assert client.get("/citizen/").status_code == 302


def test_the_whole_way_through_the_pages(city, settings):
    settings.SAMPLE_CITY = True
    client = Client()
    assert client.get("/citizen/").headers["Location"] == "/citizen/sign-in/?next=%2Fcitizen%2F"
    assert client.get("/citizen/", HTTP_ACCEPT="application/json").status_code == 401
    sent = client.post("/citizen/sign-in/", {"phone": PHONE, "next": "/draws/"})
    assert sent.headers["Location"].endswith("?next=%2Fdraws%2F")
    assert PHONE not in sent.headers["Location"]
    assert client.post("/citizen/sign-in/", {"phone": PHONE}).status_code == 429
    operator = sign_in(Client(), "wu_di").get("/desk/short-messages/").content.decode()
    code = operator.split(PHONE)[1].split("</span>", 1)[1].strip()
    digits = "".join(sign for sign in code if sign.isdecimal())[:6]
    here = client.post(sent.headers["Location"], {"code": digits, "next": "/draws/"})
    assert here.headers["Location"] == "/draws/"
    assert here.cookies["citizen"]["httponly"]
    client.post("/citizen/name/", {"name": NAME})
    page = client.get("/citizen/").content.decode()
    assert NAME in page and "139****7788" in page and PHONE not in page
    assert "citizen" not in sign_in(Client(), "lin_yue").get("/desk/").cookies
    gone = client.post("/citizen/delete/", {"confirmed": "1"})
    assert gone.status_code == 200 and not CitizenAccount.objects.exists()
    assert not ShortMessage.objects.exists()


def test_a_way_back_leads_to_our_own_pages_only(city):
    client = citizen_client()
    assert client.get("/citizen/sign-in/?next=https://elsewhere.example/").headers["Location"] == "/citizen/"
    assert client.get("/citizen/sign-in/?next=/draws/").headers["Location"] == "/draws/"


def test_a_member_of_the_staff_is_another_person_as_a_citizen(city):
    client = citizen_client()
    assert client.get("/desk/").status_code == 302
    sign_in(client, "lin_yue")
    assert client.get("/desk/").status_code == 200
    client.post("/citizen/sign-out/")
    assert not CitizenSession.objects.filter(ended_at=None).exists()
    assert client.get("/desk/").status_code == 200
    assert client.get("/citizen/").status_code == 302


def test_one_ends_only_sign_ins_of_ones_own(city):
    mine, other = citizen_client(), citizen_client("13900000002")
    theirs = CitizenSession.objects.get(account=other.citizen.id)
    assert mine.post(f"/citizen/sessions/{theirs.pk}/end/").status_code == 404
    here = CitizenSession.objects.get(account=mine.citizen.id)
    mine.post(f"/citizen/sessions/{here.pk}/end/")
    assert mine.get("/citizen/").status_code == 302
