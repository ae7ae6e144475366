"""Signing in on the real pages: password, lock-out, one-time codes, sessions, superusers."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from django.urls import reverse

from chuangcheng.accounts.actions import deactivate_person, end_session, release_lock, reset_second_factor
from chuangcheng.accounts.queries import UserSession, sessions_of
from chuangcheng.config.superuser import ENDS_AT
from chuangcheng.journal.models import Entry
from chuangcheng.kit import clock
from chuangcheng.kit.refused import NotAllowed, Refused
from tests.stories import PASSWORD, sign_in


def try_password(client, username, password):
    return client.post(reverse("account_login"), {"login": username, "password": password})


def is_signed_in(client):
    return client.get(reverse("desk:account")).status_code == 200


def test_a_person_signs_in_with_a_password_and_out_again(city, client):
    response = try_password(client, "ma.jun", PASSWORD)
    assert response.url == reverse("desk:home")
    assert is_signed_in(client)
    assert client.get(reverse("account_logout")).status_code == 200
    client.post(reverse("account_logout"))
    assert not is_signed_in(client)


def test_a_closed_account_does_not_open(city, client, at):
    deactivate_person(by=city.actor("lin_yue"), at=at, person=city.ma_jun)
    assert try_password(client, "ma.jun", PASSWORD).url == reverse("account_inactive")
    assert client.get(reverse("account_inactive")).status_code == 200
    assert not is_signed_in(client)
    assert try_password(client, "nobody.here", PASSWORD).status_code == 200, (
        "a name that does not exist says nothing more"
    )


def test_too_many_wrong_passwords_lock_the_name_and_the_office_releases_it(city, client, at):
    for _ in range(settings.AXES_FAILURE_LIMIT - 1):
        assert try_password(client, "ma.jun", "falsch-falsch").status_code == 200
    assert try_password(client, "ma.jun", "falsch-falsch").status_code == 429
    locked = try_password(client, "ma.jun", PASSWORD)
    assert locked.status_code == 429
    assert "account/locked_out.html" in [template.name for template in locked.templates]
    assert not is_signed_in(client)
    assert try_password(client, "han.bing", PASSWORD).url == reverse("desk:home"), "others of the office go on"
    client.post(reverse("account_logout"))
    release_lock(by=city.actor("lin_yue"), at=at, person=city.ma_jun)
    assert try_password(client, "ma.jun", PASSWORD).url == reverse("desk:home")


def test_with_one_time_codes_the_password_alone_is_not_enough(city, client):
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(city.ma_jun, secret)
    response = try_password(client, "ma.jun", PASSWORD)
    assert response.url == reverse("mfa_authenticate")
    assert not is_signed_in(client)
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert not is_signed_in(client)
    code = totp.format_hotp_value(totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time()))))
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert is_signed_in(client)


def test_a_person_sets_up_one_time_codes_and_the_journal_knows(city, client, django_capture_on_commit_callbacks):
    try_password(client, "ma.jun", PASSWORD)
    asked = client.get(reverse("mfa_activate_totp"))
    assert asked.url.startswith(reverse("account_reauthenticate")), "what is sensitive asks for the password again"
    client.post(asked.url, {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    code = totp.format_hotp_value(totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time()))))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_activate_totp"), {"code": code})
    assert Authenticator.objects.filter(user=city.ma_jun, type="totp").exists()
    changes = [e.payload["change"] for e in Entry.objects.filter(verb="accounts.note_security_change")]
    assert "totp_activated" in changes


def test_the_office_removes_the_second_factor_of_a_lost_phone(city, client, at):
    totp.TOTP.activate(city.ma_jun, totp.generate_totp_secret())
    RecoveryCodes.activate(city.ma_jun)
    with pytest.raises(NotAllowed):
        reset_second_factor(by=city.actor("han_bing"), at=at, person=city.ma_jun)
    assert reset_second_factor(by=city.actor("lin_yue"), at=at, person=city.ma_jun) == 2
    assert try_password(client, "ma.jun", PASSWORD).url == reverse("desk:home")
    with pytest.raises(Refused, match="own_account"):
        reset_second_factor(by=city.actor("lin_yue"), at=at, person=city.lin_yue)


def test_a_session_is_listed_and_can_be_ended_from_another_device(city, client, at):
    from django.test import Client

    other = Client(HTTP_USER_AGENT="办公室电脑")
    try_password(other, "ma.jun", PASSWORD)
    try_password(client, "ma.jun", PASSWORD)
    page = client.get(reverse("desk:account")).content.decode()
    assert "办公室电脑" in page
    session = UserSession.objects.get(user=city.ma_jun, user_agent="办公室电脑")
    client.post(reverse("desk:session_end", args=[session.pk]))
    assert not is_signed_in(other)
    assert is_signed_in(client)


def test_nobody_ends_a_session_of_somebody_else(city, client, at):
    try_password(client, "ma.jun", PASSWORD)
    [session] = sessions_of(city.ma_jun)
    with pytest.raises(NotAllowed):
        end_session(by=city.actor("han_bing"), at=at, session=session)
    from django.test import Client

    stranger = sign_in(Client(), city.han_bing)
    assert stranger.post(reverse("desk:session_end", args=[session.pk])).status_code == 404
    assert is_signed_in(client)


def test_closing_an_account_ends_its_sessions(city, client, at):
    try_password(client, "ma.jun", PASSWORD)
    deactivate_person(by=city.actor("lin_yue"), at=at, person=city.ma_jun)
    assert not is_signed_in(client)


def test_changing_the_password_ends_the_other_sessions_and_is_journalled(city, client):
    from django.test import Client

    other = Client()
    try_password(other, "ma.jun", PASSWORD)
    try_password(client, "ma.jun", PASSWORD)
    new = "great-wall-of-jiayuguan-3"
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert not is_signed_in(other)
    assert is_signed_in(client)
    assert Entry.objects.filter(verb="accounts.note_security_change", payload__change="password_changed").exists()


def test_there_is_no_way_to_sign_up_or_to_ask_for_a_mail(city, client):
    for name in ("account_signup", "account_reset_password", "account_email", "socialaccount_signup"):
        assert client.get(reverse(name)).status_code == 404
        assert client.post(reverse(name), {"username": "x", "password1": PASSWORD}).status_code == 404


def test_a_superuser_session_is_journalled_and_short(city, client):
    city.wu_di.is_superuser = True
    city.wu_di.save()
    try_password(client, "wu.di", PASSWORD)
    assert is_signed_in(client)
    assert is_signed_in(client)
    assert Entry.objects.filter(verb="accounts.open_superuser_session", actor_id=city.wu_di.pk).count() == 1
    session = client.session
    session[ENDS_AT] = (clock.now() - timedelta(seconds=1)).isoformat()
    session.save()
    assert client.get(reverse("desk:account")).url.startswith(reverse("account_login"))
    assert not is_signed_in(client)


def test_the_chosen_language_follows_the_person(city, client):
    sign_in(client, city.ma_jun)
    response = client.post(reverse("desk:account"), {"language": "en", "phone": "0937-6200000"})
    assert response.status_code == 302
    assert client.get(reverse("desk:account")).headers["Content-Language"] == "en"
    entry = Entry.objects.get(verb="accounts.change_own_details")
    assert "0937" not in str(entry.payload)


def test_filters_are_saved_shared_and_deleted(city, client, at):
    from chuangcheng.accounts.queries import saved_filters

    sign_in(client, city.ma_jun)
    client.post(
        reverse("desk:filter_save", args=["desk:people"]),
        {"name": "本单位", "query": "unit=2&cursor=abc", "next": reverse("desk:people"), "is_shared": "1"},
    )
    [saved] = saved_filters(city.actor("han_bing"), "desk:people")
    assert saved.query == "unit=2"
    sign_in(client, city.han_bing)
    assert client.post(reverse("desk:filter_delete", args=[saved.pk])).status_code == 404
    sign_in(client, city.ma_jun)
    client.post(reverse("desk:filter_delete", args=[saved.pk]))
    assert saved_filters(city.actor("ma_jun"), "desk:people") == []


def test_reading_pages_writes_nothing(city, client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    try_password(client, "ma.jun", PASSWORD)
    client.get(reverse("desk:groups"))
    with CaptureQueriesContext(connection) as seen:
        client.get(reverse("desk:groups"))
    assert not [query["sql"] for query in seen if not query["sql"].startswith("SELECT")]
    assert len(seen) <= 14, [query["sql"] for query in seen]
