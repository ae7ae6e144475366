"""Planted secrets: numbers, plates and names that came in through our own actions, and then everything goes wrong.

Other tests of this sort look at what is public (participation, the crawl) and at the tables of one room; here it is
what says that something failed: pages of errors, log lines, the record, jobs and their dead letters.
"""

import io
import logging
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from chuangcheng.cases.models import Category
from chuangcheng.config.scrubbing import Line
from chuangcheng.documents.actions import publish_open_data
from chuangcheng.documents.models import OpenFile
from chuangcheng.exposures.models import Violation
from chuangcheng.frameworks.models import Theme
from chuangcheng.journal.models import Entry, Personal
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.blotting import blotted
from chuangcheng.kit.jobs import enqueue
from chuangcheng.operations.worker import Worker
from chuangcheng.participation.actions import accept_report, publish_report
from chuangcheng.places.queries import Segment
from chuangcheng.proceedings import actions as proceedings
from chuangcheng.proceedings.queries import Proceeding
from chuangcheng.volunteering.actions import sign_up
from tests.exposures.conftest import ADDRESS, PLATE, traffic_of
from tests.honours.conftest import stage  # noqa: F401
from tests.integrity.conftest import FIRM, FIRM_NAME, PERSON, PERSON_NAME, lists_of
from tests.participation.conftest import PHONE, reported, street  # noqa: F401
from tests.stories import City, sign_in
from tests.volunteering.conftest import campaign_of, shift_of, volunteer_client

pytestmark = pytest.mark.django_db
VOLUNTEER, VOLUNTEER_PHONE = "上官晓月", "13900000007"
NOMINEE, NOMINEE_PHONE = "司徒青禾", "13900001111"
OBJECTOR_PHONE, MAIL = "13912345678", "zhang@example.cn"
NUMBERS = (PERSON, FIRM, PLATE, PLATE.replace("·", ""), PHONE, VOLUNTEER_PHONE, NOMINEE_PHONE, OBJECTOR_PHONE, MAIL)
NAMES = (PERSON_NAME, FIRM_NAME, ADDRESS, VOLUNTEER, NOMINEE)
SECRETS = (*NUMBERS, *NAMES)


def found_in(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]


@pytest.fixture
def planted(street: City, stage: Any, at: datetime, settings: Any) -> City:  # noqa: F811
    """欧阳样例 and a firm on a list, a car, a volunteer, a candidate, somebody who reports and somebody who objects."""
    settings.SAMPLE_CITY = True  # short messages are kept, not sent
    lists, traffic = lists_of(street, at), traffic_of(street, at)
    for party in ("person", "firm"):
        lists.noticed("X2", party)
    traffic.imported()
    open_one = traffic.published(number="第2号", address="", days=0)
    objection = {"text": "不是我的车", "objectors": ("phone:x",), "phone": OBJECTOR_PHONE, "token_hash": "a" * 64}
    proceedings.file_objection(by=SYSTEM, at=at, proceeding=open_one.proceeding, **objection)
    stage.nominated(stage.season(), name=NOMINEE, contact=NOMINEE_PHONE)
    street.theme = Theme.objects.create(code="T05", name_zh="文明劝导行动")  # type: ignore[attr-defined]
    street.segment = Segment.objects.get(code="LD01")  # type: ignore[attr-defined]
    comer = volunteer_client(7, at, name=VOLUNTEER)
    sign_up(by=comer.by, at=at, shift=shift_of(street, at, campaign_of(street, at)))  # type: ignore[attr-defined]
    report = reported(
        at, "新华南路井盖塌陷，很危险", category=Category.objects.get(code="B0101"), phone=PHONE, email=MAIL
    )
    publish_report(by=street.actor("tang_yi"), at=at, report=report, text="井盖塌陷")
    accept_report(by=street.actor("tang_yi"), at=at, report=report, description="井盖塌陷")
    return street


@pytest.fixture
def heard() -> Iterator[io.StringIO]:
    """Every log line as it leaves the house."""
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    handler.setFormatter(Line())
    names = ("", "django", "django.request", "django.security", "django_tasks")
    loggers = [logging.getLogger(name) for name in names]
    levels = [one.level for one in loggers]
    for one in loggers:
        one.addHandler(handler)
        one.setLevel(logging.INFO)
    yield said
    for one, level in zip(loggers, levels, strict=True):
        one.removeHandler(handler)
        one.setLevel(level)


def test_what_was_planted_is_in_no_payload_no_job_and_no_export(planted: City, at: datetime, client: Client) -> None:
    publish_open_data(by=SYSTEM, at=at)
    said = str(list(Entry.objects.values_list("verb", "payload")))
    assert "exposures.import_violations" in said and "volunteering.sign_up" in said and "honours.nominate" in said
    assert found_in(said) == []
    assert [one for one in NUMBERS if one in str(list(Personal.objects.values_list("text", flat=True)))] == []
    jobs = str(list(DBTaskResult.objects.values_list("task_path", "args_kwargs")))
    assert "chuangcheng." in jobs and found_in(jobs) == []
    sign_in(client, "lin_yue")
    addresses = [
        *(f"/open-data/{name}" for name in OpenFile.objects.values_list("name", flat=True)),
        *("/open311/v2/requests.json?extensions=true", "/reports/feed.atom", reverse("portal:notice_feed")),
        *(reverse("desk:export_list_entries", args=["xlsx"]), reverse("desk:traffic_statistics")),
        *(reverse("portal:notice", args=[one]) for one in Proceeding.objects.values_list("number", flat=True)),
    ]
    assert len(addresses) > 8
    for address in addresses:
        answer: Any = client.get(address)
        body = answer.getvalue() if answer.streaming else answer.content
        assert found_in(body.decode("utf-8", "replace")) == [], address


def test_pages_that_are_missing_or_refuse_say_nothing_of_what_was_asked(planted: City, heard: io.StringIO) -> None:
    visitor, office = Client(enforce_csrf_checks=True), sign_in(Client(), "lin_yue")
    answers = []
    for secret in SECRETS:
        for client in (visitor, office):
            answers += [client.get(f"/notices/{secret}/"), client.get(f"/desk/no-such-page/{secret}/?plate={secret}")]
            answers += [client.get(f"/notices/2026-9999/pictures/{secret}/"), client.get(f"/reports/{secret}/")]
        answers.append(visitor.post(reverse("portal:letter_objection"), {"text": secret, "phone": PHONE}))
        answers.append(office.post("/desk/no-such-page/", {"name": secret}, headers={"referer": f"/x/{secret}"}))
    answers.append(visitor.get("/", headers={"host": f"{FIRM.lower()}.example"}))
    assert {answer.status_code for answer in answers} >= {400, 403, 404}
    for answer in answers:
        assert answer.status_code in (400, 403, 404)
        body = answer.content.decode()
        assert found_in(body) == [], (answer.request["PATH_INFO"], [x for x in body.splitlines() if found_in(x)])
    assert "Not Found: /notices/" in heard.getvalue() and "CSRF" in heard.getvalue()
    assert found_in(heard.getvalue()) == []


def test_a_refused_form_says_nothing_of_what_others_gave(planted: City, heard: io.StringIO) -> None:
    typed = {"ground": "", "party_kind": "person", "name": "甲乙丙", "number": PERSON[:-1] + "5", "document_zh": "8号"}
    row = Proceeding.objects.filter(kind_code__startswith="traffic").earliest("pk")
    wrong_letter = {"number": row.number, "code": "ABCDEF", "text": "不对", "phone": "13811112222"}
    taken = volunteer_client(8, planted.at, name="另一人")  # type: ignore[attr-defined]
    tried = (
        (sign_in(Client(), "luo_jia"), reverse("desk:new_list_entry"), {**typed, "decided_on": "2026-11-02"}),
        (Client(), reverse("portal:letter_objection"), wrong_letter),
        (taken, "/report/", {"description": "", "step": "send"}),
        (sign_in(Client(), "lin_yue"), reverse("desk:violations"), {"plate": "甘B·00000"}),
    )
    for client, address, given in tried:
        answer = client.post(address, given)
        assert answer.status_code in (200, 422), address
        assert found_in(answer.content.decode()) == [], address
    assert found_in(heard.getvalue()) == []


BROKEN = (
    ("chuangcheng.exposures.queries.violations_for", "desk:violations"),
    ("chuangcheng.integrity.queries.entries_for", "desk:list_entries"),
    ("chuangcheng.honours.queries.seasons_for", "desk:honour_seasons"),
    ("chuangcheng.volunteering.queries.public_campaigns", "portal:volunteering"),
    ("chuangcheng.participation.queries.public_reports", "portal:reports"),
)


def fails(*_given: Any, **_more: Any) -> None:
    """As code fails in the middle of somebody's data: what it says has the data in it."""
    raise LookupError(f"cannot place {SECRETS} in {dict(enumerate(SECRETS))!r}")


def test_a_page_that_breaks_tells_neither_its_reader_nor_the_log(
    planted: City, heard: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = sign_in(Client(raise_request_exception=False), "lin_yue")
    for broken, page in BROKEN:
        assert client.get(reverse(page)).status_code == 200
        with monkeypatch.context() as patched:
            patched.setattr(broken, fails)
            answer = client.get(reverse(page), {"q": PERSON_NAME})
        assert answer.status_code == 500 and "系统出错" in answer.content.decode()
        assert found_in(answer.content.decode()) == [], page
    said = heard.getvalue()
    assert said.count("LookupError: cannot place") >= len(BROKEN) and 'File "' in said, "where and what is told"
    assert found_in(said) == []


def test_what_the_database_says_of_a_row_it_refuses_stays_inside(
    planted: City, heard: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_given: Any, **_more: Any) -> None:
        kept = Violation.objects.exclude(plate_sealed="").earliest("pk")
        with transaction.atomic():
            Violation.objects.filter(pk=kept.pk).update(place_zh=ADDRESS, shown_plate=PLATE, is_final=None)

    monkeypatch.setattr("chuangcheng.exposures.queries.violations_for", refuses)
    client = sign_in(Client(raise_request_exception=False), "lin_yue")
    assert found_in(client.get(reverse("desk:violations")).content.decode()) == []
    said = heard.getvalue()
    assert "IntegrityError" in said and found_in(said) == []
    assert connection.vendor != "postgresql" or "DETAIL" in said


def test_a_job_that_dies_leaves_a_letter_without_anybody_s_data(
    planted: City, heard: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    DBTaskResult.objects.all().delete()
    monkeypatch.setattr("chuangcheng.exposures.jobs.forget_plates", fails)
    enqueue("chuangcheng.exposures.jobs.tend")
    DBTaskResult.objects.update(worker_ids=list("abcdefgh"))
    assert Worker(batch=True).drain() == 1
    letter = DBTaskResult.objects.get()
    assert letter.status == "FAILED" and "LookupError: cannot place" in letter.traceback
    assert found_in(str(DBTaskResult.objects.values().get())) == []
    client = sign_in(Client(), "wu_di")
    page = client.get(reverse("desk:dead_letter", args=[letter.pk])).content.decode()
    assert "cannot place" in page and found_in(page) == []
    client.post(reverse("desk:dead_letter", args=[letter.pk]), {"discard": "1", "reason": "已修复"})
    assert found_in(str(Entry.objects.filter(verb="operations.discard_dead_letter").values().get())) == []
    assert "dead letter" in heard.getvalue() and found_in(heard.getvalue()) == []


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("form", ["{}", "'{}'", "/x/{}/", "({}, 3)", "name={};", "号码{}的人"])
def test_blotted_in_whatever_stands_around(secret: str, form: str) -> None:
    assert secret not in blotted(form.format(secret))
    assert secret.encode("unicode_escape").decode() not in blotted(form.format(ascii(secret))) or secret.isascii()


@pytest.mark.parametrize(
    "line",
    [
        "2026-11-27 10:41:21,120 WARNING django.request Not Found: /desk/cases/12/",
        '  File "/srv/app/exposures/jobs.py", line 16, in tend',
        "django.db.utils.IntegrityError: UNIQUE constraint failed: exposures_violation.number",
        "ValueError: 1732698081 is later than 2026-11-27T10:41:21+08:00",
        "Task id=0191f3a2-7c1e-7bb0-a1d2-9e8f7a6b5c4d path=chuangcheng.exposures.jobs.tend state=FAILED",
    ],
)
def test_what_whoever_mends_it_needs_stays(line: str) -> None:
    assert blotted(line) == line


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("ValueError: invalid literal for int() with base 10: '{}'", "invalid literal"),
        ('psycopg.errors.InvalidTextRepresentation: invalid input syntax for type date: "{}"', "for type date"),
        ("KeyError: '{}'", "KeyError"),
        ("django.core.exceptions.ValidationError: ['“it” cannot be', {{'name': '{}', 3: \"{}\"}}]", "ValidationError"),
        ("LookupError: can't place '{}'\nbehind '{}'", "can't place"),
        ("TypeError: Field 'born' expected a day but got '{}'.", "Field 'born' expected"),
        (
            'IntegrityError: null in column "is_final" of relation "exposures_violation", not "{}"',
            '"is_final" of relation',
        ),
        (
            "AttributeError: 'NoneType' object has no attribute 'plate' of '{}'",
            "'NoneType' object has no attribute 'plate'",
        ),
    ],
)
def test_a_value_in_what_an_exception_says_is_blotted_in_any_script(said: str, kept: str) -> None:
    for secret in ("Eleanor Whitcombe", "whitcombe", "O'Hara", "E12345678", "eleanor.w@example.org"):
        raised = said.format(secret, secret)
        trace = f'Traceback (most recent call last):\n  File "/srv/app/jobs.py", line 3, in tend\n    go()\n{raised}\n'
        again = f"{trace}\nDuring handling of the above exception, another exception occurred:\n\n{trace}"
        for text in (trace, f"2026-11-27 10:41:21 ERROR django.request Internal Server Error: /x/\n{again}"):
            found = blotted(text)
            assert secret not in found and kept in found and '"/srv/app/jobs.py", line 3' in found


def test_a_passport_and_an_address_are_known_by_their_form_anywhere() -> None:
    for secret in ("E12345678", "EA1234567", "H123456789", "eleanor.w@example.org"):
        assert secret not in blotted(f"no traveller {secret} here")


def test_a_day_of_birth_is_no_number(at: datetime) -> None:
    assert blotted(f"since {date(1990, 5, 1)} for {timedelta(days=3)}") == "since 1990-05-01 for 3 days, 0:00:00"
