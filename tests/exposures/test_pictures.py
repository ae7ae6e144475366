"""A picture of a red light: 林悦 covers it, 高原 sees the covered copy and nothing else, everybody for fifteen days."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from chuangcheng.evidence import blobs
from chuangcheng.evidence.actions import place_hold, redact_picture
from chuangcheng.evidence.jobs import drop_originals
from chuangcheng.evidence.models import File
from chuangcheng.exposures import actions, jobs, queries
from chuangcheng.exposures.models import Violation, ViolationPicture
from chuangcheng.journal.models import Entry, Personal
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import Refused
from chuangcheng.proceedings import actions as proceedings
from chuangcheng.proceedings import queries as proceeding_queries
from tests.exposures.conftest import DAY, Traffic
from tests.participation.test_covering import body, corner, rows, white
from tests.stories import sign_in

pytestmark = pytest.mark.django_db
PLATE_BOX = (0, 0, 500, 333)
FORM_BOX = (0, 0, 50, 33.3)


def added(traffic: Traffic, one: Violation, content: bytes = b"", by: str = "lin_yue") -> ViolationPicture:
    file = io.BytesIO(content or white())
    return actions.add_picture(by=traffic.actor(by), at=traffic.at, violation=one, content=file)


def covered(traffic: Traffic, one: Violation, by: str = "lin_yue", picture: Any = None) -> ViolationPicture:
    return cover(traffic, picture or added(traffic, one, by=by), by=by)


def cover(traffic: Traffic, picture: ViolationPicture, by: str = "lin_yue", version: int = 0) -> ViolationPicture:
    given = {"boxes": [PLATE_BOX], "version": version, "is_confirmed": True}
    return actions.cover_picture(by=traffic.actor(by), at=traffic.at, picture=picture, **given)


def proposed(traffic: Traffic, one: Violation, by: str = "lin_yue") -> Any:
    actions.propose_exposure(by=traffic.actor(by), at=traffic.at, violation=one, text="拟曝光")
    return one.proceeding


def published(traffic: Traffic, one: Violation) -> Any:
    """Without an address: reviewed by 高原, decided by 邓海, each of whom saw what is there."""
    row = proposed(traffic, one)
    for key, deed, more in (
        ("gao_yuan", proceedings.review_proceeding, {}),
        ("deng_hai", proceedings.decide_proceeding, {"outcome": "exposed"}),
    ):
        seen = proceeding_queries.seen_mark(row)
        deed(by=traffic.actor(key), at=traffic.at, proceeding=row, text="属实", seen=seen, **more)
    return row


def address(row: Any, token: str) -> str:
    return reverse("portal:notice_picture", args=[row.number, token])


def is_gone(client: Client, url: str) -> bool:
    answer = client.get(url)
    return answer.status_code == 404 and answer["Cache-Control"] == "no-store"


def test_from_the_upload_to_the_public_page_and_off_it(traffic: Traffic, client: Client, settings: Any) -> None:
    one = traffic.imported(address="")
    sign_in(client, "lin_yue")
    upload = SimpleUploadedFile("甘B73945.jpg", white(), "image/jpeg")
    first = client.post(reverse("desk:add_violation_picture", args=[one.pk]), {"picture": upload})
    picture = one.pictures.get()
    page = reverse("desk:violation_cover", args=[one.pk, picture.pk])
    assert first["Location"] == page and client.get(page).status_code == 200
    assert client.post(page, rows(FORM_BOX, version=0)).status_code == 200, "nobody stood for it"
    assert client.post(page, rows(version=0, is_confirmed="on")).status_code == 200, "nothing is covered"
    assert client.post(page, rows(FORM_BOX, version=0, is_confirmed="on")).status_code == 302
    client.post(reverse("desk:violation_move", args=[one.pk, "propose_exposure"]), {"text": "拟曝光"})
    one.refresh_from_db()
    picture.refresh_from_db()
    row = one.proceeding
    public, shown = reverse("portal:notice", args=[row.number]), address(row, picture.token)

    def step(person: str, name: str, **given: str) -> Any:
        sign_in(client, person)
        url = reverse("desk:proceeding_move", args=[row.pk, name])
        sight = client.get(url)
        staff = reverse("desk:proceeding_picture", args=[row.pk, picture.token])
        assert staff in sight.content.decode() and corner(body(client.get(staff))) < 60
        return client.post(url, {**given, "seen": sight.context["form"]["seen"].value()}).status_code

    assert is_gone(client, shown)
    assert step("gao_yuan", "review_proceeding", text="属实") == 302
    assert client.get(page).status_code == 404, "nothing changes once the second person has looked"
    assert step("deng_hai", "decide_proceeding", outcome="exposed", text="符合") == 302
    visitor = Client()
    assert shown in visitor.get(public).content.decode()
    answer = visitor.get(shown)
    assert corner(body(answer)) < 60 and answer["Cache-Control"] == "no-store"
    assert picture.token not in visitor.get(reverse("portal:notice_feed")).content.decode()
    objection = {"text": "图中不是我的车", "phone": "13912345678"}
    assert visitor.post(reverse("portal:notice_objection", args=[row.number]), objection).status_code == 302
    assert is_gone(visitor, shown), "suspended"
    row.refresh_from_db()
    proceedings.answer_objection(by=traffic.actor("gao_yuan"), at=traffic.at, proceeding=row, text="已核对号牌")
    assert corner(body(visitor.get(shown))) < 60
    settings.CLOCK_SHIFT_SECONDS += 15 * 24 * 3600 + 60
    assert is_gone(visitor, shown), "over"
    said = str([*Entry.objects.values("payload"), *Personal.objects.values("text"), *File.objects.values("name")])
    assert "73945" not in said


def test_nothing_goes_on_with_a_picture_that_nobody_covered(traffic: Traffic) -> None:
    one = traffic.imported(address="")
    picture = added(traffic, one)
    row = proposed(traffic, one)
    second = {"by": traffic.actor("gao_yuan"), "at": traffic.at, "proceeding": row, "text": "属实"}
    with pytest.raises(Refused, match="picture_uncovered"):
        proceedings.review_proceeding(**second, seen=proceeding_queries.seen_mark(row))
    row.refresh_from_db()
    cover(traffic, picture)
    with pytest.raises(Refused, match="not_as_seen"):
        proceedings.review_proceeding(**second)
    row.refresh_from_db()
    seen = proceeding_queries.seen_mark(row)
    cover(traffic, picture, version=1)
    with pytest.raises(Refused, match="not_as_seen"):
        proceedings.review_proceeding(**second, seen=seen)
    row.refresh_from_db()
    proceedings.review_proceeding(**second, seen=proceeding_queries.seen_mark(row))
    redact_picture(by=SYSTEM, at=traffic.at, file=picture.file, boxes=[PLATE_BOX], version=2)
    decision = {**second, "by": traffic.actor("deng_hai"), "outcome": "exposed"}
    with pytest.raises(Refused, match="picture_uncovered"):
        proceedings.decide_proceeding(**decision, seen=proceeding_queries.seen_mark(row))
    row.refresh_from_db()
    actions.take_out_picture(by=traffic.actor("gao_yuan"), at=traffic.at, picture=picture)
    assert proceedings.decide_proceeding(**decision).published_from == traffic.at


def test_not_to_be_exposed_is_decided_whatever_its_pictures(traffic: Traffic) -> None:
    one = traffic.imported(address="")
    picture = covered(traffic, one)
    row = proposed(traffic, one)
    step = {"at": traffic.at, "proceeding": row, "text": "不符合"}
    proceedings.review_proceeding(by=traffic.actor("gao_yuan"), **step, seen=proceeding_queries.seen_mark(row))
    redact_picture(by=SYSTEM, at=traffic.at, file=picture.file, boxes=[PLATE_BOX], version=1)
    proceedings.decide_proceeding(by=traffic.actor("deng_hai"), outcome="not_exposed", **step)
    assert row.published_from is None


def test_a_form_that_showed_an_older_picture_shows_the_new_one_first(traffic: Traffic, client: Client) -> None:
    one = traffic.imported(address="")
    picture = covered(traffic, one)
    row = proposed(traffic, one)
    sign_in(client, "gao_yuan")
    url = reverse("desk:proceeding_move", args=[row.pk, "review_proceeding"])
    old = client.get(url).context["form"]["seen"].value()
    cover(traffic, picture, version=1)
    again = client.post(url, {"text": "属实", "seen": old})
    picture.refresh_from_db()
    assert again.status_code == 200 and picture.token in again.content.decode()
    now = again.context["form"]["seen"].value()
    assert now != old and client.post(url, {"text": "属实", "seen": now}).status_code == 302


def test_who_proposes_has_covered_and_nobody_else_changes_it(traffic: Traffic) -> None:
    one = traffic.imported(address="")
    picture = covered(traffic, one, by="gao_yuan")
    with pytest.raises(Refused, match="covered_by_another"):
        proposed(traffic, one)
    one.refresh_from_db()
    cover(traffic, picture, version=1)
    proposed(traffic, one)
    for deed in (
        lambda: cover(traffic, picture, by="gao_yuan", version=2),
        lambda: added(traffic, one, white() + b"\0", by="gao_yuan"),
    ):
        with pytest.raises(Refused, match="not_proposer"):
            deed()
    with pytest.raises(Refused, match="twice"):
        added(traffic, one)
    assert File.objects.count() == 1, "what was refused was not kept"
    for wrong, given in (("unconfirmed", {"is_confirmed": False}), ("nothing_covered", {"boxes": []})):
        said = {"boxes": [PLATE_BOX], "version": 2, "is_confirmed": True, **given}
        with pytest.raises(Refused, match=wrong):
            actions.cover_picture(by=traffic.actor("lin_yue"), at=traffic.at, picture=picture, **said)


def test_before_it_is_covered_only_who_covers_sees_it(traffic: Traffic, client: Client) -> None:
    one = traffic.imported(address="")
    picture = added(traffic, one)
    shown = reverse("desk:violation_picture", args=[one.pk, picture.pk, "shown"])
    sign_in(client, "he_ping")
    assert client.get(shown).status_code == 404
    assert shown not in client.get(reverse("desk:violation", args=[one.pk])).content.decode()
    cover(traffic, picture)
    assert corner(body(client.get(shown))) < 60
    assert shown in client.get(reverse("desk:violation", args=[one.pk])).content.decode()
    for name in ("desk:violation_cover", "desk:violation_original", "desk:take_out_violation_picture"):
        assert client.post(reverse(name, args=[one.pk, picture.pk])).status_code == 404
    sign_in(client, "lin_yue")
    original = reverse("desk:violation_original", args=[one.pk, picture.pk])
    assert client.post(original, {"original-reason": ""}).status_code == 302
    assert corner(client.post(original, {"original-reason": "核对号牌"}).content) > 200


def test_four_pictures_at_most_and_nothing_else(traffic: Traffic) -> None:
    one = traffic.imported(address="")
    for number in range(4):
        added(traffic, one, white() + b"\0" * number)
    with pytest.raises(Refused, match="too_many"):
        added(traffic, one, white() + b"\0" * 9)
    paper = b"%PDF-1.4\n1 0 obj<<>>endobj\nstartxref\n0\n%%EOF\n"
    with pytest.raises(Refused, match="not_a_picture"):
        added(traffic, traffic.imported("第2号", address=""), paper)
    assert File.objects.count() == 4
    walker = traffic.imported("第3号", "TV05", address="")
    assert not queries.may_change_pictures(traffic.actor("lin_yue"), walker)
    with pytest.raises(Refused, match="not_allowed_kind"):
        added(traffic, walker, white() + b"\0" * 9)


def test_a_picture_leaves_the_public_page_with_whoever_takes_it_out_or_covers_it_anew(
    traffic: Traffic, client: Client, django_assert_max_num_queries: Any
) -> None:
    one = traffic.imported(address="")
    kept, other = covered(traffic, one), covered(traffic, one, picture=added(traffic, one, white() + b"\0"))
    row = published(traffic, one)
    with django_assert_max_num_queries(8):
        page = client.get(reverse("portal:notice", args=[row.number])).content.decode()
    assert kept.token in page and other.token in page
    sign_in(client, "lin_yue")
    for name, key, most in (("desk:violation", one.pk, 30), ("desk:proceeding", row.pk, 34)):
        with django_assert_max_num_queries(most):
            assert client.get(reverse(name, args=[key])).content.decode().count("shown-picture") == 2
    assert client.post(reverse("desk:take_out_violation_picture", args=[one.pk, other.pk])).status_code == 302
    assert is_gone(client, address(row, other.token)) and not File.objects.filter(pk=other.file_id).exists()
    made = redact_picture(by=SYSTEM, at=traffic.at, file=kept.file, boxes=[PLATE_BOX], version=1)
    assert is_gone(client, address(row, kept.token)) and is_gone(client, address(row, made.token))
    assert "<img" not in client.get(reverse("portal:notice", args=[row.number])).content.decode().split("<main")[1]


@pytest.mark.parametrize("how", ["annulled", "withdrawn"])
def test_what_is_taken_back_takes_its_picture_along(traffic: Traffic, client: Client, how: str) -> None:
    one = traffic.imported(address="")
    picture = covered(traffic, one)
    row = published(traffic, one)
    assert corner(body(client.get(address(row, picture.token)))) < 60
    office = {"by": traffic.actor("lin_yue"), "at": traffic.at}
    if how == "annulled":
        actions.annul_violation(**office, violation=one)
    else:
        proceedings.withdraw_proceeding(**office, proceeding=row, text="号牌有误")
    assert is_gone(client, address(row, picture.token))


def test_the_original_goes_on_schedule_and_then_all_of_it(
    traffic: Traffic, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    one, open_one = traffic.imported(address=""), traffic.imported("第2号", address="")
    picture, waiting = covered(traffic, one), added(traffic, open_one, white() + b"\0")
    held = added(traffic, traffic.imported("第3号", address=""), white() + b"\0\0")
    place_hold(by=SYSTEM, at=traffic.at, file=held.file, reason="复议")
    published(traffic, one)
    proposed(traffic, open_one)
    assert list(queries.over_pictures(traffic.at + 14 * DAY, traffic.at + DAY)) == []
    settings.CLOCK_SHIFT_SECONDS += timedelta(days=181).total_seconds()
    with django_capture_on_commit_callbacks(execute=True):
        drop_originals.call()
    assert not blobs.exists(picture.file.path) and blobs.exists(waiting.file.path)
    assert Entry.objects.filter(verb="evidence.drop_original", subject_id=picture.file_id).count() == 1
    jobs.tend.call()
    assert set(ViolationPicture.objects.values_list("pk", flat=True)) == {waiting.pk, held.pk}
    assert not File.objects.filter(pk=picture.file_id).exists()
    assert Entry.objects.filter(verb="exposures.forget_pictures").get().payload == {"count": 1}
