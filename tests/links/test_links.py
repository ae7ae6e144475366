"""The page of a case for a chat group: what it shows, what it hides, how it ends, and where its token never appears."""

import base64
import io
import logging
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from hypothesis import assume, example, given
from hypothesis import strategies as st

from chuangcheng.accounts.actions import deactivate_person, make_link, revoke_link
from chuangcheng.accounts.queries import Link
from chuangcheng.cases.masking import masked, traces
from chuangcheng.config.scrubbing import Line, Report
from chuangcheng.journal.models import Entry, Personal
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import NotAllowed, NotFound, Refused
from chuangcheng.kit.tokens import new_token, scrubbed, token_hash
from tests.reactions.test_news import case_of, dispatched
from tests.stories import City, sign_in

WORDS = "张三举报，电话13912345678，车牌甘B12345"


def shared(city: City, at: datetime, case: Any, who: str = "ma_jun", days: int = 7, said: str = "站台破损") -> str:
    _link, token = make_link(
        by=city.actor(who), at=at, purpose="case", subject_id=case.pk, lasts=timedelta(days=days), said=said
    )
    return token


def url(token: str) -> str:
    return reverse("desk:shared_case", args=[token])


@pytest.mark.django_db
def test_ma_jun_passes_a_case_on_and_the_group_reads_it(city: City, at: datetime, client: Client) -> None:
    case = dispatched(city, at)
    sign_in(client, "ma_jun")
    page = client.post(reverse("desk:case_links", args=[case.pk]), {"days": "3", "said": "新华南路站台立柱破损"})
    made = page.context["made"]
    assert case.number in made["text"] and "市交通运输局" in made["text"] and made["url"] in made["text"]
    group = Client()
    read = group.get(made["url"].removeprefix("http://testserver"))
    text = read.content.decode()
    assert read.status_code == 200 and case.number in text and "新华南路站台立柱破损" in text and "市交通运输局" in text
    assert read.headers["Referrer-Policy"] == "no-referrer" and "noindex" in read.headers["X-Robots-Tag"]
    assert "no-store" in read.headers["Cache-Control"] and "private" in read.headers["Cache-Control"]
    to_act = group.get(reverse("desk:case", args=[case.pk]))
    assert to_act.status_code == 302 and "login" in to_act.headers["Location"]
    link = Link.objects.get()
    assert link.opened_count == 1
    listed = client.get(reverse("desk:links")).content.decode()
    assert "新华南路站台立柱破损" in listed and made["url"] not in listed
    client.post(reverse("desk:link_revoke", args=[link.pk]))
    assert group.get(url(made["url"].rstrip("/").rpartition("/")[2])).status_code == 410


@pytest.mark.django_db
def test_the_page_names_nobody(city: City, at: datetime) -> None:
    """Not the reporter, not who found it, not who works on it; not a word of a citizen; no picture."""
    case = case_of(city, at, source="citizen", description=WORDS)
    token = shared(city, at, case, who="lin_yue", said="")
    text = Client().get(url(token)).content.decode()
    for hidden in ("张三", "13912345678", "甘B12345", "苏晴", "林悦", "新华南路12号", "/photos/", "<img"):
        assert hidden not in text, hidden


@pytest.mark.django_db
def test_the_words_proposed_are_blotted_and_what_points_to_a_person_is_refused(
    city: City, at: datetime, client: Client
) -> None:
    sign_in(client, "lin_yue")
    citizen = case_of(city, at, source="citizen", description=WORDS)
    assert client.get(reverse("desk:case_links", args=[citizen.pk])).context["form"].initial["said"] == ""
    own = case_of(city, at, description=WORDS)
    proposed = client.get(reverse("desk:case_links", args=[own.pk])).context["form"].initial["said"]
    assert "＊＊＊" in proposed and "139" not in proposed and "甘B" not in proposed
    refused = client.post(reverse("desk:case_links", args=[own.pk]), {"days": "1", "said": WORDS})
    assert refused.context["form"].errors["said"] and not Link.objects.exists()


@pytest.mark.django_db
def test_only_whoever_sees_the_case_makes_a_link(city: City, at: datetime, client: Client) -> None:
    case = dispatched(city, at)
    with pytest.raises(NotFound):
        shared(city, at, case, who="luo_jia")
    with pytest.raises(NotAllowed):
        make_link(by=SYSTEM, at=at, purpose="case", subject_id=case.pk, lasts=timedelta(days=1))
    with pytest.raises(LookupError):
        make_link(by=city.actor("ma_jun"), at=at, purpose="unknown", subject_id=case.pk, lasts=timedelta(days=1))
    sign_in(client, "luo_jia")
    assert client.get(reverse("desk:case_links", args=[case.pk])).status_code == 404


@pytest.mark.django_db
def test_a_link_ends_by_time_by_hand_and_with_its_makers_account(city: City, at: datetime) -> None:
    case = dispatched(city, at)
    visitor = Client()
    with pytest.raises(Refused, match="lasts"):
        shared(city, at, case, days=31)
    old = shared(city, at - timedelta(days=8), case)
    assert visitor.get(url(old)).status_code == 410
    token = shared(city, at, case)
    link = Link.objects.get(token_hash=token_hash(token))
    with pytest.raises(NotAllowed):
        revoke_link(by=city.actor("su_qing"), at=at, link=link)
    revoke_link(by=city.actor("lin_yue"), at=at, link=link)
    assert visitor.get(url(token)).status_code == 410
    with pytest.raises(Refused, match="not_open"):
        revoke_link(by=city.actor("ma_jun"), at=at, link=link)
    last = shared(city, at, case)
    assert visitor.get(url(last)).status_code == 200
    deactivate_person(by=SYSTEM, at=at, person=city.ma_jun)
    assert visitor.get(url(last)).status_code == 410


@pytest.mark.django_db
def test_the_token_is_nowhere_but_in_the_hand_of_its_holder(city: City, at: datetime) -> None:
    case = dispatched(city, at)
    token = shared(city, at, case)
    assert len(token) >= 32 and not Link.objects.filter(token_hash=token).exists()
    rows = [*Entry.objects.values_list("payload", flat=True), *Personal.objects.values_list("text", flat=True)]
    assert token not in str(rows)
    heard = io.StringIO()
    handler = logging.StreamHandler(heard)
    handler.setFormatter(Line())
    log = logging.getLogger("django.request")
    log.addHandler(handler)
    try:
        assert Client().get(url(token) + "x").status_code == 404
        Client().get(url("a1" + token))
    finally:
        log.removeHandler(handler)
    said = heard.getvalue()
    assert "/desk/shared/cases/…" in said and token not in said


def test_a_report_of_an_error_hides_the_token() -> None:
    token = new_token()
    request = RequestFactory().get(f"/desk/shared/cases/{token}/")

    def fails(token: str, path: str) -> None:
        raise ValueError(f"no page at {path}")

    try:
        fails(token, request.path)
    except ValueError as error:
        report = Report(request, type(error), error, error.__traceback__)
    for text in (report.get_traceback_text(), report.get_traceback_html()):
        assert token not in text and "no page at" in text


def test_the_settings_use_both(settings: Any) -> None:
    assert settings.LOGGING["formatters"]["line"] == {"()": "chuangcheng.config.scrubbing.Line"}
    assert settings.DEFAULT_EXCEPTION_REPORTER == "chuangcheng.config.scrubbing.Report"


@given(st.binary(min_size=24, max_size=24).map(lambda raw: base64.urlsafe_b64encode(raw).decode()))
@example(base64.urlsafe_b64encode(bytes(range(24))).decode())
def test_every_token_is_scrubbed(token: str) -> None:
    assume(any(sign.isdigit() or sign.isupper() for sign in token))
    assert token not in scrubbed(f'"GET /desk/join/{token}/ HTTP/1.1" 410')
    assert token not in scrubbed(f"Gone: /desk/new-password/{token}")
    assert token not in scrubbed(f'"GET /desk/calendar/{token}.ics HTTP/1.1" 200')


@pytest.mark.parametrize(
    "path", ["/desk/cases/12/moves/dispatch_case/", "/static/built/field-worker.js", "/srv/a/b.py"]
)
def test_ordinary_addresses_stay_readable(path: str) -> None:
    assert scrubbed(f"GET {path} 200") == f"GET {path} 200"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("电话13912345678", "13912345678"),
        ("+86 139-1234-5678 联系", "+86 139-1234-5678"),
        ("座机0937-6225812。", "0937-6225812"),
        ("身份证620201199003071234", "620201199003071234"),
        ("车牌甘B12345乱停", "甘B12345"),
        ("邮箱 zhang@example.cn", "zhang@example.cn"),
        ("卡号6222021234567890123", "6222021234567890123"),
    ],
)
def test_numbers_that_point_to_a_person(text: str, found: str) -> None:
    assert found in traces(text) and found not in masked(text)


@pytest.mark.parametrize("text", ["新华南路12号站台破损3处", "2026年11月24日", "案件2026-000123", "面积1200平方米"])
def test_other_numbers_stay(text: str) -> None:
    assert masked(text) == text
