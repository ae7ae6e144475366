"""The pack that is sent, and the link under which assessors look."""

import csv
import hashlib
import io
import logging
import tracemalloc
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from chuangcheng.config.scrubbing import Line
from chuangcheng.evidence import blobs
from chuangcheng.journal.models import Entry
from chuangcheng.kit.refused import NotAllowed, NotFound, Refused
from chuangcheng.kit.spreadsheets import read_tables
from chuangcheng.kit.tokens import scrubbed
from chuangcheng.materials import queries
from chuangcheng.materials.actions import (
    ask_pack,
    make_view_link,
    return_document,
    revoke_view_link,
)
from chuangcheng.materials.jobs import build
from chuangcheng.materials.models import Pack, ViewLink
from tests.materials.conftest import Paper, pdf
from tests.stories import sign_in

FORTNIGHT = timedelta(days=14)
HANDLERS = [one for one in logging.getLogger().handlers if isinstance(one.formatter, Line)]
"""Those that the settings have set: they write the log."""


def edition(paper: Paper) -> Any:
    return paper.standard("C1.1.1").edition


def built(paper: Paper) -> Pack:
    asked = ask_pack(by=paper.by("lin_yue"), at=paper.at, edition=edition(paper))
    build.func(pack_id=asked.pk)
    return Pack.objects.get(pk=asked.pk)


def archive(pack: Pack) -> zipfile.ZipFile:
    with default_storage.open(pack.path, "rb") as file:
        return zipfile.ZipFile(io.BytesIO(file.read()))


def test_a_pack_has_folders_by_code_an_index_captions_and_hashes(paper: Paper) -> None:
    photo, plan = paper.asked(), paper.asked("C2.1.1", "plan", title_zh="年度计划", caption=[])
    other = paper.asked("C1.1.2")
    paper.accepted([photo, other], title_zh="站台/..\\改造：前后")
    paper.accepted([plan], kind="plan", title_zh="2026年计划", files=[paper.stored(pdf(), "计划.pdf")])
    paper.handed_in([photo], colour="red")  # a draft stays at home
    pack = built(paper)
    assert (pack.state, pack.document_count, pack.file_count) == ("ready", 2, 3)
    with archive(pack) as found:
        names = found.namelist()
        assert all(".." not in name and "\\" not in name and not name.startswith("/") for name in names)
        folders = [name.split("/")[2].split(" ")[0] for name in names if name.count("/") == 3]
        assert folders == ["C1.1.1", "C1.1.2", "C2.1.1"]
        rows = list(csv.DictReader(io.StringIO(found.read("索引.csv").decode("utf-8-sig"))))
        book = read_tables(found.read("索引.xlsx"), "索引.xlsx")[0]
        sums = dict(line.split("  ")[::-1] for line in found.read("SHA256SUMS").decode().splitlines())
        for row in rows:
            content = found.read(row["文件路径"])
            assert hashlib.sha256(content).hexdigest() == row["SHA-256"] == sums[row["文件路径"]]
    assert len(book.rows) == len(rows) + 1 == 4
    assert rows[0]["地点"] == "新华南路公交站" and rows[0]["人物"] == "王某某" and rows[0]["日期"] == "2026-09-01"
    with default_storage.open(pack.path, "rb") as file:
        assert hashlib.sha256(file.read()).hexdigest() == pack.sha256


def test_a_pack_is_built_once_however_often_the_job_runs(paper: Paper) -> None:
    paper.accepted([paper.asked()])
    pack = built(paper)
    build.func(pack_id=pack.pk)
    assert Pack.objects.get().built_at == pack.built_at


def test_nothing_accepted_is_no_pack_and_two_at_once_are_one(paper: Paper) -> None:
    demand = paper.asked()
    with pytest.raises(Refused, match="nothing"):
        ask_pack(by=paper.by("lin_yue"), at=paper.at, edition=edition(paper))
    made = paper.accepted([demand])
    asked = ask_pack(by=paper.by("lin_yue"), at=paper.at, edition=edition(paper))
    with pytest.raises(Refused, match="asked_already"):
        ask_pack(by=paper.by("lin_yue"), at=paper.at, edition=edition(paper))
    return_document(by=paper.by("yan_qing"), at=paper.at, document=made, reason="重拍")
    build.func(pack_id=asked.pk)
    asked.refresh_from_db()
    assert (asked.state, asked.path) == ("empty", "")
    with pytest.raises(NotAllowed):
        ask_pack(by=paper.by("ma_jun"), at=paper.at, edition=edition(paper))


def test_a_file_that_the_storage_lost_is_named_in_the_index(paper: Paper) -> None:
    demand = paper.asked(count=2)
    paper.accepted([demand])
    lost = paper.accepted([demand], colour="red", title_zh="丢失的")
    blobs.remove(queries.newest_files(lost)[0].file.path)
    with archive(built(paper)) as found:
        rows = list(csv.DictReader(io.StringIO(found.read("索引.csv").decode("utf-8-sig"))))
    assert [row["备注"] for row in rows] == ["", "文件缺失"]


def test_the_memory_does_not_grow_with_the_files(paper: Paper) -> None:
    """Two packs of large files: the second is five times as large, and needs no more memory."""
    demand = paper.asked("C2.1.1", "plan", title_zh="计划", caption=[], count=9)
    peaks = []
    for count in (1, 5):
        for number in range(count):
            content = pdf(f"{count}-{number}-" + "x" * 4_000_000)
            paper.accepted([demand], kind="plan", files=[paper.stored(content)], title_zh=f"计划{count}{number}")
        pack = ask_pack(by=paper.by("lin_yue"), at=paper.at, edition=edition(paper))
        tracemalloc.start()
        build.func(pack_id=pack.pk)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert Pack.objects.order_by("-pk")[0].size > 20_000_000
    assert max(peaks) < 8_000_000, peaks


@pytest.fixture
def linked(paper: Paper) -> tuple[ViewLink, str]:
    """A link for the provincial assessors, two weeks."""
    return make_view_link(
        by=paper.by("lin_yue"), at=paper.at, edition=edition(paper), label_zh="省级评审组", lasts=FORTNIGHT
    )


def test_the_token_is_long_and_kept_as_a_hash_only(paper: Paper, linked: tuple[ViewLink, str]) -> None:
    link, token = linked
    assert len(token) * 6 >= 128
    link.refresh_from_db()
    assert token not in str(link.__dict__) and link.token_hash == hashlib.sha256(token.encode()).hexdigest()
    assert not [row for row in Entry.objects.all() if token in str(row.payload)]


def test_assessors_read_by_standard_without_signing_in(
    client: Client, paper: Paper, linked: tuple[ViewLink, str]
) -> None:
    link, token = linked
    demand = paper.asked()
    made = paper.accepted([demand])
    paper.handed_in([demand], colour="red", title_zh="还是草稿")
    first = client.get(reverse("portal:materials", args=[token]))
    page = client.get(reverse("portal:material_standard", args=[token, paper.standard("C1.1.1").pk]))
    assert "公交站点设施完好" in first.content.decode()
    assert made.title_zh in page.content.decode() and "还是草稿" not in page.content.decode()
    row = queries.newest_files(made)[0]
    shown = client.get(reverse("portal:material_file", args=[token, row.pk, "shown"]))
    assert shown.status_code == 200 and shown["Content-Type"] == "image/jpeg"
    for answer in (first, page, shown):
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "noindex" in answer["X-Robots-Tag"] and "no-store" in answer["Cache-Control"]
    link.refresh_from_db()
    assert link.opening_count == 3 and link.last_opened_at is not None
    original = client.get(reverse("portal:material_file", args=[token, row.pk, "original"]))
    assert original.status_code == 404, "what the camera wrote stays here"


def test_the_office_sees_each_page_and_file_that_was_opened_and_when(
    client: Client, paper: Paper, linked: tuple[ViewLink, str], settings: Any
) -> None:
    link, token = linked
    made = paper.accepted([paper.asked()])
    row, standard = queries.newest_files(made)[0], paper.standard("C1.1.1")
    client.get(reverse("portal:materials", args=[token]))
    settings.CLOCK_SHIFT_SECONDS += 600
    for _twice in range(2):
        client.get(reverse("portal:material_standard", args=[token, standard.pk]))
    client.get(reverse("portal:material_file", args=[token, row.pk, "thumbnail"]))
    client.get(reverse("portal:material_file", args=[token, row.pk, "shown"]))
    client.head(reverse("portal:material_file", args=[token, row.pk, "shown"]))
    assert client.get(reverse("portal:material_standard", args=[token, paper.standard("C2.1.1").pk])).status_code == 404
    sign_in(client, "lin_yue")
    answer = client.get(reverse("desk:material_link", args=[link.pk]))
    shown = [(one.standard_id, one.file_id) for one in answer.context["page"]]
    assert shown == [(None, row.pk), (standard.pk, None), (standard.pk, None), (None, None)]
    first, last = answer.context["page"].rows[-1], answer.context["page"].rows[0]
    assert last.opened_at - first.opened_at >= timedelta(seconds=600)
    assert (answer.context["standards_opened"], answer.context["files_opened"]) == (1, 1)
    assert made.number in answer.content.decode()
    sign_in(client, "ma_jun")
    assert client.get(reverse("desk:material_link", args=[link.pk])).status_code == 404


def test_expired_revoked_and_guessed_links_do_not_exist(
    client: Client, paper: Paper, linked: tuple[ViewLink, str], settings: Any
) -> None:
    link, token = linked
    paper.accepted([paper.asked()])
    address = reverse("portal:materials", args=[token])
    assert client.get(address).status_code == 200
    guessed = token[:-1] + ("y" if token.endswith("x") else "x")
    assert client.get(reverse("portal:materials", args=[guessed])).status_code == 404
    with pytest.raises(NotFound):
        queries.view_link_of(token, link.expires_at)
    settings.CLOCK_SHIFT_SECONDS += FORTNIGHT.total_seconds()
    assert client.get(address).status_code == 404
    settings.CLOCK_SHIFT_SECONDS -= FORTNIGHT.total_seconds()
    revoke_view_link(by=paper.by("lin_yue"), at=paper.at, link=link)
    assert client.get(address).status_code == 404


def test_a_link_opens_nothing_but_its_own(client: Client, paper: Paper, linked: tuple[ViewLink, str]) -> None:
    _link, token = linked
    made = paper.accepted([paper.asked()])
    row = queries.newest_files(made)[0]
    address = reverse("portal:material_file", args=[token, row.pk, "shown"])
    assert client.get(address).status_code == 200
    return_document(by=paper.by("yan_qing"), at=paper.at, document=made, reason="重拍")
    assert client.get(address).status_code == 404
    assert client.get(reverse("portal:material_standard", args=[token, paper.standard("C2.1.1").pk])).status_code == 404
    assert client.post(reverse("portal:materials", args=[token])).status_code == 405


def test_a_link_for_nobody_or_for_ever_is_refused(paper: Paper) -> None:
    given: dict[str, Any] = {"by": paper.by("lin_yue"), "at": paper.at, "edition": edition(paper)}
    with pytest.raises(Refused, match="missing"):
        make_view_link(**given, label_zh=" ", lasts=FORTNIGHT)
    with pytest.raises(Refused, match="bad_end"):
        make_view_link(**given, label_zh="评审组", lasts=timedelta(days=61))


def test_the_log_never_holds_a_token(client: Client, paper: Paper, linked: tuple[ViewLink, str], caplog: Any) -> None:
    _link, token = linked
    revoke_view_link(by=paper.by("lin_yue"), at=paper.at, link=ViewLink.objects.get())
    with caplog.at_level("WARNING"):
        client.get(reverse("portal:materials", args=[token]))
    written = [handler.format(record) for handler in HANDLERS for record in caplog.records]
    assert any("/m/…/" in line for line in written) and not any(token in line for line in written)
    assert scrubbed(f'GET "/m/{token}/12/?x=1" 500') == 'GET "/m/…/12/?x=1" 500'
    assert scrubbed("Not Found: /desk/materials/documents/12/") == "Not Found: /desk/materials/documents/12/"


def test_the_office_asks_for_a_pack_and_loads_it(client: Client, paper: Paper) -> None:
    paper.accepted([paper.asked()])
    sign_in(client, "lin_yue")
    answer = client.post(reverse("desk:material_pack_new"), {"edition": edition(paper).pk})
    pack = Pack.objects.get()
    assert answer.headers["Location"] == reverse("desk:material_pack", args=[pack.pk])
    assert client.get(reverse("desk:material_pack_download", args=[pack.pk])).status_code == 404
    build.func(pack_id=pack.pk)
    loaded = client.get(reverse("desk:material_pack_download", args=[pack.pk]))
    assert loaded.status_code == 200 and b"".join(loaded.streaming_content).startswith(b"PK")
    sign_in(client, "ma_jun")
    assert client.get(reverse("desk:material_pack_download", args=[pack.pk])).status_code == 404


def test_the_address_of_a_link_is_shown_once(client: Client, paper: Paper) -> None:
    sign_in(client, "lin_yue")
    given = {"edition": edition(paper).pk, "label_zh": "省级评审组", "days": 14}
    shown = client.post(reverse("desk:material_link_new"), given)
    assert "/m/" in shown.content.decode()
    assert "/m/" not in client.get(reverse("desk:material_packs")).content.decode()
