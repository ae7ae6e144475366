"""Standard cards belong to a wording, explain it while the edition stands, and show to inspector and unit alike."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from chuangcheng.evidence.actions import store_file
from chuangcheng.evidence.queries import File
from chuangcheng.frameworks.actions import add_card, add_check_point, copy_edition, publish_edition, withdraw_card
from chuangcheng.frameworks.queries import CheckPoint, StandardCard, cards_of
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import NotAllowed, Refused
from tests.stories import City, sign_in


def bytes_of(colour: str) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(content, "JPEG")
    return content.getvalue()


def picture(at: Any, colour: str = "green") -> File:
    return store_file(by=SYSTEM, at=at, name=f"{colour}.jpg", content=io.BytesIO(bytes_of(colour)))


@pytest.fixture
def point(make_edition: Callable[..., Any], at: Any) -> CheckPoint:
    """The even road surface of a published edition."""
    edition = make_edition()
    found: CheckPoint = edition.check_points.get(code="P01-01")
    second = edition.check_points.get(code="P01-02")
    add_check_point(by=SYSTEM, at=at, edition=edition, site_type=second.site_type, name_zh=found.name_zh, code="P02-09")
    publish_edition(by=SYSTEM, at=at, edition=edition)
    found.edition.refresh_from_db()
    return found


def test_cards_belong_to_the_wording_and_live_on_in_a_copy(city: City, at: Any, point: CheckPoint) -> None:
    office = city.actor("lin_yue")
    for kind, colour in (("exception", "grey"), ("fail", "red"), ("pass", "green")):
        add_card(by=office, at=at, check_point=point, kind=kind, caption=f" {colour} ", picture=picture(at, colour))
    draft = copy_edition(by=office, at=at, edition=point.edition, code="city-2027")
    all_points = list(CheckPoint.objects.order_by("pk"))
    found = cards_of(all_points)
    saying = [one.pk for one in all_points if one.name_zh == point.name_zh]
    assert sorted(found) == saying
    assert len(saying) == 4
    assert draft.check_points.filter(pk__in=found).count() == 2
    assert [card.kind for card in found[point.pk]] == ["pass", "fail", "exception"]
    assert found[point.pk][0].caption_zh == "green"


def test_all_cards_of_a_checklist_come_in_one_query(
    city: City, at: Any, point: CheckPoint, django_assert_num_queries: Any
) -> None:
    add_card(by=SYSTEM, at=at, check_point=point, kind="pass", caption="平整", picture=picture(at))
    points = list(CheckPoint.objects.all())
    with django_assert_num_queries(1):
        assert [card.file.sha256 for card in cards_of(points)[point.pk]]


def test_what_is_no_card_is_refused(city: City, at: Any, point: CheckPoint) -> None:
    office, shown = city.actor("lin_yue"), picture(at)
    card = add_card(by=office, at=at, check_point=point, kind="pass", caption="平整", picture=shown)
    table = store_file(
        by=SYSTEM, at=at, name="a.pdf", content=io.BytesIO(b"%PDF-1.4\n" + b" " * 200 + b"\nstartxref\n0\n%%EOF\n")
    )
    for code, values in (
        ("unknown_kind", {"kind": "perhaps"}),
        ("no_caption", {"caption": "  "}),
        ("no_caption", {"caption": "长" * 201}),
        ("no_picture", {"picture": table}),
        ("card_exists", {}),
    ):
        given: dict[str, Any] = {"kind": "pass", "caption": "平整", "picture": shown, **values}
        with pytest.raises(Refused) as refused:
            add_card(by=office, at=at, check_point=point, **given)
        assert refused.value.code == code
    with pytest.raises(NotAllowed):
        add_card(by=city.actor("su_qing"), at=at, check_point=point, kind="fail", caption="坑", picture=shown)
    with pytest.raises(Refused, match="reason_missing"):
        withdraw_card(by=office, at=at, card=card, reason=" ")
    withdraw_card(by=office, at=at + timedelta(hours=1), card=card, reason="画面不清")
    assert cards_of([point]) == {}
    with pytest.raises(Refused, match="card_withdrawn"):
        withdraw_card(by=office, at=at, card=StandardCard.objects.get(), reason="再次")
    add_card(by=office, at=at, check_point=point, kind="pass", caption="平整", picture=shown)
    for number in range(11):
        add_card(
            by=office,
            at=at,
            check_point=point,
            kind="fail",
            caption="坑洼",
            picture=picture(at, f"#{number * 20:02x}4488"),
        )
    with pytest.raises(Refused, match="too_many_cards"):
        add_card(by=office, at=at, check_point=point, kind="exception", caption="围挡", picture=picture(at, "blue"))


def test_the_office_adds_a_card_and_inspector_and_unit_see_it(
    client: Any, city: City, at: Any, point: CheckPoint, django_assert_max_num_queries: Any
) -> None:
    sign_in(client, "lin_yue")
    page = reverse("desk:check_point", args=[point.pk])
    new = reverse("desk:new_card", args=[point.pk])
    assert new in client.get(page).content.decode()
    assert client.get(new).status_code == 200
    bad = SimpleUploadedFile("x.jpg", b"not a picture")
    answer = client.post(new, {"kind": "fail", "caption": "路面坑洼", "picture": bad})
    assert answer.context["form"].errors
    good = SimpleUploadedFile("x.jpg", bytes_of("red"))
    assert client.post(new, {"kind": "fail", "caption": "路面坑洼", "picture": good}).url == page
    card = StandardCard.objects.get()
    shown = reverse("desk:card_picture", args=[card.pk, "thumbnail"])
    standard = reverse("desk:standard", args=[point.standard_id])
    for who in ("su_qing", "ma_jun"):
        sign_in(client, who)
        for address in (page, standard):
            with django_assert_max_num_queries(26):
                told = client.get(address).content.decode()
            assert "路面坑洼" in told
            assert shown in told
            assert new not in told
        for address in (shown, reverse("field:card", args=[card.pk])):
            answer = client.get(address)
            assert answer.headers["Content-Type"] == "image/jpeg"
        assert client.get(reverse("desk:card", args=[card.pk])).status_code == 200
        assert client.get(reverse("desk:card_picture", args=[card.pk, "original"])).status_code == 404
        assert client.get(reverse("desk:withdraw_card", args=[card.pk])).status_code == 404
    client.logout()
    assert client.get(reverse("field:card", args=[card.pk])).status_code in (302, 401)
    sign_in(client, "lin_yue")
    away = reverse("desk:withdraw_card", args=[card.pk])
    assert client.get(away).status_code == 200
    client.post(away, {"reason": "画面不清"})
    assert "画面不清" in client.get(reverse("desk:card", args=[card.pk])).content.decode()
    sign_in(client, "su_qing")
    assert client.get(reverse("desk:card", args=[card.pk])).status_code == 404
    assert client.get(reverse("field:card", args=[card.pk])).status_code == 404
