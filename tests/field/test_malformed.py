"""Whatever a phone sends, it gets a plain answer in JSON, and nothing is lost or half done."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.inspections.models import Round
from chuangcheng.inspections.record import Fault, Malformed, read_record
from chuangcheng.receipts.actions import put_part
from chuangcheng.receipts.models import Submission, Upload
from tests.field.phone import Phone, digest, picture, record_of
from tests.stories import City

Phones = Callable[[str], Phone]
UID = "33333333-3333-4333-8333-333333333333"
RECORD: dict[str, Any] = {
    "id": UID,
    "kind": "visit",
    "visit": 1,
    "site": 2,
    "sent_at": "2026-11-24T09:30:00+08:00",
    "position": {"lon": 98.2, "lat": 39.7, "accuracy": 5.0, "is_mocked": False},
    "observations": [{"check_point": 3, "verdict": "fail", "number": "2.5", "photos": [{"sha256": "a" * 64}]}],
    "findings": [{"text": "井盖缺失", "severity": 2}],
}
ODD = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
PATHS = (
    ("kind",),
    ("visit",),
    ("site",),
    ("sent_at",),
    ("position",),
    ("position", "lon"),
    ("position", "accuracy"),
    ("reserve",),
    ("observations",),
    ("observations", 0),
    ("observations", 0, "check_point"),
    ("observations", 0, "verdict"),
    ("observations", 0, "number"),
    ("observations", 0, "repetition"),
    ("observations", 0, "observed_at"),
    ("observations", 0, "photos"),
    ("observations", 0, "photos", 0),
    ("observations", 0, "photos", 0, "sha256"),
    ("findings", 0),
    ("findings", 0, "severity"),
    ("note",),
)


def faults_of(record: Any) -> list[Fault]:
    """What is wrong with a record; nothing where it can be read. Any other exception is an accident."""
    try:
        read_record(record)
    except Malformed as malformed:
        return malformed.faults
    return []


@given(path=st.sampled_from(PATHS), value=ODD)
def test_a_record_is_read_or_its_faults_are_named(path: tuple[Any, ...], value: Any) -> None:
    record = json.loads(json.dumps(RECORD))
    holder = record
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    faults = faults_of(record)
    assert all(fault.field and fault.message for fault in faults)


@given(ODD)
def test_anything_at_all_is_no_accident(value: Any) -> None:
    with pytest.raises(Malformed):
        read_record(value)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'"record"',
        b'{"id": NaN}',
        b'{"id": "\\ud800"}',
        b'{"note": "\\u0000"}',
        b"\xff\xfe",
        b"[" * 9000,
    ],
)
def test_bodies_that_are_no_record(city: City, phone_of: Phones, body: bytes) -> None:
    phone = phone_of("su_qing")
    answer = phone.client.post("/field/submissions/", body, content_type="application/json", headers=phone.headers())
    assert answer.status_code == 400 and answer.json()["code"] in ("not_json", "malformed")
    assert not Submission.objects.exists()


@pytest.mark.django_db
def test_faults_name_their_field(city: City, phone_of: Phones) -> None:
    record = json.loads(json.dumps(RECORD))
    record["observations"][0]["verdict"] = "vielleicht"
    record["observations"].append({"check_point": "x", "photos": [{"sha256": "kurz"}]})
    answer = phone_of("su_qing").send(record)
    fields = {one["field"] for one in answer.json()["errors"]}
    assert answer.status_code == 400
    assert fields >= {"observations[0].verdict", "observations[1].check_point", "observations[1].photos[0].sha256"}


@pytest.mark.django_db
def test_signed_out_is_json_and_not_a_redirect(city: City, phone_of: Phones) -> None:
    phone = phone_of("su_qing")
    phone.client.logout()
    for answer in (
        phone.packet(),
        phone.send(RECORD),
        phone.announce(picture()),
        phone.client.get("/field/session.json"),
    ):
        assert (answer.status_code, answer.json()) == (401, {"code": "signed_out"})


@pytest.mark.django_db
def test_a_stale_token_is_told_from_a_session_that_is_over(city: City) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/field/submissions/", b"{}", content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (401, "signed_out")
    client.force_login(city.su_qing, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post("/field/submissions/", b"{}", content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (403, "csrf")
    token = client.get("/field/session.json").json()["csrf"]
    body = {"id": UID, "name": "x", "persisted": None}
    answer = client.post("/field/devices.json", body, content_type="application/json", headers={"X-CSRFToken": token})
    assert answer.status_code == 201


@pytest.mark.django_db
def test_a_unit_liaison_learns_nothing(city: City) -> None:
    client = Client()
    client.force_login(city.ma_jun, backend="django.contrib.auth.backends.ModelBackend")
    for address in ("/field/sites.json", "/field/submissions/", "/field/uploads/"):
        answer = client.get(address)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    packet = Phone(client).packet().json()
    empty = ("stops", "check_points", "finished", "calibrations", "segments", "free_sites", "patrol")
    assert not any(packet[name] for name in empty), "a liaison's phone is for the patrol alone"


@pytest.mark.django_db
def test_an_interrupted_upload_goes_on_where_it_broke(city: City, phone_of: Phones) -> None:
    phone, content = phone_of("su_qing"), picture("teal", (300, 200))
    assert phone.announce(content).json()["offset"] == 0
    assert phone.put(content, 0, end=500).json()["offset"] == 500
    wrong = phone.put(content, 0)
    assert (wrong.status_code, wrong.json()["offset"]) == (409, 500)
    assert phone.announce(content).json() == {
        "sha256": digest(content),
        "offset": 500,
        "size": len(content),
        "is_complete": False,
    }
    assert phone.put(content, 500).json()["is_complete"]
    assert phone.announce(content).json()["is_complete"]


@pytest.mark.django_db
def test_a_last_part_sent_again_is_no_fault_where_the_process_died_before_its_answer(
    city: City, phone_of: Phones
) -> None:
    phone, content = phone_of("su_qing"), picture("teal", (300, 200))
    phone.announce(content)
    put_part(Upload.objects.get(), 0, content)
    for _time in range(2):
        again = phone.put(content)
        assert (again.status_code, again.json()["is_complete"]) == (200, True)


@pytest.mark.django_db
def test_wrong_hash_too_much_and_no_picture(city: City, phone_of: Phones) -> None:
    phone, content = phone_of("su_qing"), picture("teal")
    other = bytes(reversed(content))
    phone.announce(content)
    answer = phone.put(other, sha256=digest(content))
    assert (answer.status_code, answer.json()["code"]) == (422, "wrong_hash")
    assert not Upload.objects.exists()
    phone.announce(content, size=len(content) - 1)
    assert phone.put(content).json()["code"] == "too_much"
    page = b"<html>" + bytes(500)
    phone.announce(page)
    assert phone.put(page).json()["code"] == "not_a_picture"
    assert phone.announce(content, media_type="image/svg+xml").json()["code"] == "kind_unknown"
    assert phone.announce(content, sha256="A" * 64).json()["code"] == "malformed"
    assert phone.announce(content, size=10**9).json()["code"] == "too_large"


@pytest.mark.django_db
def test_knowing_a_hash_shows_and_attaches_nothing(city: City, phone_of: Phones) -> None:
    content = picture("gold")
    phone_of("su_qing").upload(content)
    other = phone_of("bai_lu")
    answer = other.client.get(f"/field/uploads/{digest(content)}/", headers=other.headers())
    assert answer.status_code == 404
    assert other.announce(content).json()["offset"] == 0


@pytest.mark.django_db
def test_real_photographs_and_damaged_files(
    city: City, opened: Round, phone_of: Phones, work: Callable[[], Any], shared: Path
) -> None:
    """Each of the shared pictures gets an answer: taken in, or refused with a code; none is an accident."""
    folder = shared / "data" / "photos"
    if not folder.is_dir():
        pytest.skip("the photographs are not among the shared sources")
    phone = phone_of("su_qing")
    stop = next(iter(phone.packet().json()["stops"]), None)
    assert stop is not None
    taken = []
    for path in sorted(folder.iterdir()):
        content = path.read_bytes()
        kind = {".png": "image/png"}.get(path.suffix, "image/jpeg")
        answer = phone.announce(content, media_type=kind)
        if answer.status_code in (200, 201):
            answer = phone.put(content)
            taken += [digest(content)] if answer.status_code == 200 else []
        assert answer.status_code in (200, 422), path.name
    record = record_of(phone.packet().json(), stop)
    record["findings"] = [{"text": "照片若干", "photos": [{"sha256": one} for one in taken[:12]]}]
    assert phone.send(record).status_code == 201
    work()
    assert phone.state(record["id"]).json()["state"] in ("applied", "conflict")
