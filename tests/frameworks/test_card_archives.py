"""An edition's cards leave as one ZIP and come into another city: each row looked at, hostile pictures refused."""

import csv
import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from chuangcheng.frameworks.actions import add_card, import_cards
from chuangcheng.frameworks.queries import CheckPoint, StandardCard
from chuangcheng.frameworks.spreadsheet import card_archive, preview_cards
from chuangcheng.journal.models import Entry
from chuangcheng.kit.refused import NotAllowed, Refused
from tests.frameworks.test_cards import bytes_of, picture, point
from tests.stories import City, sign_in

__all__ = ["point"]
HEADER = ("检查点编码", "类型", "说明", "来源", "图片")


def archive(rows: Sequence[Sequence[str]], pictures: dict[str, bytes], index: str = "index.csv") -> bytes:
    """A ZIP as an office packs it by hand."""
    table = io.StringIO()
    csv.writer(table).writerows([HEADER, *rows])
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        packed.writestr(index, table.getvalue().encode("gbk"))
        for name, content in pictures.items():
            packed.writestr(name, content)
    return target.getvalue()


def uploaded(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("cards.zip", content, "application/zip")


def test_what_is_exported_comes_in_elsewhere_and_is_known_at_home(
    client: Client, city: City, at: Any, point: CheckPoint
) -> None:
    office = city.actor("lin_yue")
    for kind, colour in (("pass", "green"), ("fail", "red"), ("exception", "grey")):
        given = {"kind": kind, "caption": f"图示{colour}", "source": "市创城办 2026"}
        add_card(by=office, at=at, check_point=point, picture=picture(at, colour), **given)
    sign_in(client, "su_qing")
    answer = client.get(reverse("desk:export_cards", args=[point.edition_id]))
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert len(packed.namelist()) == 4 and "index.xlsx" in packed.namelist()
        assert all(packed.read(name).startswith(b"\xff\xd8\xff") for name in packed.namelist() if name != "index.xlsx")
    at_home = preview_cards(content, point.edition)
    assert (at_home.rows, at_home.errors, at_home.unchanged_count) == ([], [], 3)
    StandardCard.objects.all().delete()  # another city has the same framework and no cards yet
    elsewhere = preview_cards(content, point.edition)
    assert (elsewhere.added_count, elsewhere.errors) == (3, [])
    made = import_cards(by=office, at=at, edition=point.edition, cards=[row["card"] for row in elsewhere.values])
    assert [(card.kind, card.caption_zh, card.source_zh, card.wording_zh) for card in made] == [
        ("pass", "图示green", "市创城办 2026", point.name_zh),
        ("fail", "图示red", "市创城办 2026", point.name_zh),
        ("exception", "图示grey", "市创城办 2026", point.name_zh),
    ]
    assert (
        dict(card_archive(point.edition, chinese=False)).keys()
        == dict(card_archive(point.edition, chinese=True)).keys()
    )
    assert "市创城办 2026" in client.get(reverse("desk:card", args=[made[0].pk])).content.decode()


def test_the_preview_names_each_faulty_row_and_the_rest_is_taken_over(
    client: Client, city: City, point: CheckPoint
) -> None:
    code = point.code
    rows = [
        (code, "达标", "路面平整", "自拍", "好.jpg"),
        ("P99-99", "达标", "没有这个检查点", "", "好.jpg"),
        (code, "一般", "没有这种类型", "", "好.jpg"),
        (code, "不达标", "", "", "坏.jpg"),
        (code, "不达标", "缺图片", "", "没有.jpg"),
        (code, "不达标", "脚本", "", "script.jpg"),
        (code, "不达标", "一半", "", "half.jpg"),
        (code, "达标", "同一张", "", "好.jpg"),
        (code, "不计", "清扫中", "", "图/清扫.jpg"),
    ]
    half = bytes_of("red")[:400]
    pictures = {"好.jpg": bytes_of("green"), "坏.jpg": bytes_of("red"), "half.jpg": half}
    pictures |= {"script.jpg": b"<svg onload=alert(1)>", "图/清扫.jpg": bytes_of("blue")}
    sign_in(client, "lin_yue")
    address = reverse("desk:import_cards", args=[point.edition_id])
    assert client.get(address).status_code == 200
    page = client.post(address, {"file": uploaded(archive(rows, pictures))})
    preview = page.context["preview"]
    assert [(error.row, error.column) for error in preview.errors] == [
        (3, "check_point 检查点编码"),
        (4, "kind 类型"),
        (5, "caption 说明"),
        (6, "picture 图片"),
        (7, "picture 图片"),
        (8, "picture 图片"),
    ]
    assert (preview.added_count, preview.unchanged_count) == (2, 1)
    assert StandardCard.objects.count() == 0, "nothing is written before somebody has looked"
    done = client.post(address, {"upload": page.context["upload"].pk}, follow=True)
    assert done.redirect_chain[-1][0] == reverse("desk:edition", args=[point.edition_id])
    assert set(StandardCard.objects.values_list("kind", "caption_zh")) == {
        ("pass", "路面平整"),
        ("exception", "清扫中"),
    }
    assert Entry.objects.get(verb="frameworks.import_cards").payload["cards"] == 2
    assert Entry.objects.filter(verb="frameworks.add_card").count() == 2


def _locked() -> bytes:
    """An archive whose entries say that they are encrypted."""
    content = bytearray(archive([], {"a.jpg": b"x"}))
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.find(sign)
        while start != -1:
            content[start + place] |= 1
            start = content.find(sign, start + 1)
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (lambda: b"no archive", "unreadable"),
        (lambda: archive([], {}, index="list.csv"), "no_index"),
        (_locked, "encrypted"),
        (lambda: archive([], {f"{number}.jpg": b"" for number in range(700)}), "too_many"),
    ],
)
def test_what_is_no_archive_of_cards_is_refused_whole(
    client: Client, city: City, point: CheckPoint, content: Callable[[], bytes], code: str
) -> None:
    with pytest.raises(Refused, match=code):
        preview_cards(content(), point.edition)
    sign_in(client, "lin_yue")
    answer = client.post(reverse("desk:import_cards", args=[point.edition_id]), {"file": uploaded(content())})
    assert answer.status_code == 200 and answer.context["form"].errors


def test_a_bomb_is_not_unpacked(point: CheckPoint, settings: Any) -> None:
    """A picture that claims to be small and unpacks to far more than any picture may be."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("index.csv", f"{','.join(HEADER)}\n{point.code},达标,炸弹,,bomb.jpg\n".encode())
        packed.writestr("bomb.jpg", b"\xff\xd8\xff" + b"\0" * (settings.MAX_UPLOAD_BYTES + 10))
    preview = preview_cards(target.getvalue(), point.edition)
    assert preview.rows == [] and [error.column for error in preview.errors] == ["picture 图片"]


def test_names_written_in_gbk_without_saying_so_are_read(point: CheckPoint) -> None:
    """As programs on Windows in China pack them."""
    content = archive([(point.code, "达标", "平整", "", "路面.jpg")], {"XXXX.jpg": bytes_of("green")})
    packed = content.replace(b"XXXX.jpg", "路面.jpg".encode("gbk"))
    assert preview_cards(packed, point.edition).added_count == 1


def test_no_more_cards_than_a_wording_may_have(city: City, at: Any, point: CheckPoint) -> None:
    colours = (
        "red",
        "green",
        "blue",
        "grey",
        "white",
        "black",
        "navy",
        "teal",
        "olive",
        "purple",
        "pink",
        "gold",
        "tan",
    )
    rows = [(point.code, "达标", colour, "", f"{colour}.jpg") for colour in colours]
    preview = preview_cards(archive(rows, {f"{one}.jpg": bytes_of(one) for one in colours}), point.edition)
    assert preview.added_count == 12 and [error.row for error in preview.errors] == [14]
    with pytest.raises(NotAllowed):
        cards = [row["card"] for row in preview.values]
        import_cards(by=city.actor("su_qing"), at=at, edition=point.edition, cards=cards)
