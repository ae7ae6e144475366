"""Friday's bulletin in five clicks, and the rest of the desk."""

import io
import re
import zipfile
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chuangcheng.documents import actions
from chuangcheng.documents.models import Document, Letterhead
from chuangcheng.journal.models import Entry
from chuangcheng.notices.actions import send_messages
from chuangcheng.reactions.recipients import posts_to_tell
from tests.documents.conftest import FRIDAY, MONDAY, Desk
from tests.stories import sign_in

MOST_QUERIES = 40


class Clicks:
    """A person at a screen: each `click` is one thing pressed on the page before; what comes is followed."""

    count = 0

    def __init__(self, who: str) -> None:
        self.client, self.page = sign_in(Client(), who), ""

    def begin(self, address: str) -> None:
        """Where the person is when it begins: signing in leads home."""
        self.page = self.client.get(address).content.decode()

    def click(self, address: str, *, button: bool = False) -> str:
        assert (f'action="{address}"' if button else f'href="{address}"') in self.page, address
        Clicks.count += 1
        answer = self.client.post(address, follow=True) if button else self.client.get(address, follow=True)
        assert answer.status_code == 200
        self.page = answer.content.decode()
        return self.page


@pytest.fixture
def friday(desk: Desk, settings) -> Desk:
    """It is Friday afternoon."""
    later = desk.at + timedelta(days=3, hours=6)
    settings.CLOCK_SHIFT_SECONDS += (later - desk.at).total_seconds()
    return desk


def test_fridays_bulletin_takes_five_clicks_of_two_people(friday: Desk) -> None:
    Clicks.count = 0
    office, approver = Clicks("lin_yue"), Clicks("xie_zhen")
    office.begin(reverse("desk:home"))
    office.click(reverse("desk:documents"))
    office.click(reverse("desk:bulletin_of_the_week"), button=True)
    drafted = Document.objects.get()
    assert (drafted.since, drafted.until) == (MONDAY, FRIDAY)
    office.click(reverse("desk:document_move", args=[drafted.pk, "send_document"]), button=True)

    approver.begin(reverse("desk:home"))
    approver.click(reverse("desk:document", args=[drafted.pk]))
    approver.click(reverse("desk:document_move", args=[drafted.pk, "approve_and_issue"]), button=True)
    assert Clicks.count == 5
    issued = Document.objects.get()
    assert issued.state == "issued" and issued.number in approver.page

    # and every number on the page opens the rows that it counts
    links = re.findall(r'<a class="figure-link" href="([^"]+)">(\d+)</a>', approver.page)
    assert len(links) >= 6
    for address, value in links:
        answer = approver.client.get(address.replace("&amp;", "&"))
        assert answer.status_code == 200
        assert answer.context["count"] == int(value)


def test_pages_ask_few_queries(client: Client, desk: Desk) -> None:
    issued, draft = desk.issued(desk.draft()), desk.draft("weekly")
    sign_in(client, "lin_yue")
    for address in (
        reverse("desk:documents"),
        reverse("desk:documents") + "?state=issued&kind=bulletin",
        reverse("desk:document_register"),
        reverse("desk:document_new"),
        reverse("desk:document", args=[issued.pk]),
        reverse("desk:document", args=[draft.pk]),
        reverse("desk:document_rows", args=[issued.pk]) + "?figure=found",
        reverse("desk:received_documents") + f"?unit={desk.city.units['DW26'].pk}",
        reverse("desk:unit", args=[desk.city.units["DW26"].pk]),
        reverse("desk:letterhead"),
    ):
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(address)
        assert answer.status_code == 200, address
        assert len(captured) <= MOST_QUERIES, f"{address}: {len(captured)} queries"


def test_words_are_written_and_refused_ones_come_back(client: Client, desk: Desk) -> None:
    bulletin = desk.draft()
    sign_in(client, "lin_yue")
    address = reverse("desk:document_words", args=[bulletin.pk, "practices"])
    answer = client.post(address, {"text": "雄关街道错时清运。"}, follow=True)
    assert "雄关街道错时清运。" in answer.content.decode()
    answer = client.post(address, {"text": "长" * 8001})
    assert answer.status_code == 200 and "长长长" in answer.content.decode()
    assert client.get(reverse("desk:document_words", args=[bulletin.pk, "found"])).status_code == 404
    desk.issued(Document.objects.get())
    assert client.post(address, {"text": "改一改"}).status_code == 404


def test_a_case_notice_is_made_from_ticked_cases(client: Client, desk: Desk) -> None:
    sign_in(client, "lin_yue")
    unit = desk.city.units["DW26"].pk
    address = reverse("desk:document_draft", args=["case_notice"])
    assert "选择案件" in client.get(address).content.decode()
    answer = client.get(address, {"unit": unit})
    offered = re.findall(r'name="cases" value="(\d+)"', answer.content.decode())
    assert len(offered) == 2
    answer = client.post(f"{address}?unit={unit}", {"unit": unit, "cases": offered}, follow=True)
    said = answer.content.decode()
    assert "路灯不亮" in said and "人行道井盖塌陷" in said and "问题交办单（交通局）" in said
    assert "发现时间" in said
    refused = client.post(f"{address}?unit={unit}", {"unit": unit})
    assert "error" in refused.content.decode()


def test_title_and_recipients_are_changed_while_it_is_a_draft(client: Client, desk: Desk) -> None:
    bulletin = desk.draft()
    sign_in(client, "lin_yue")
    units = [desk.city.units["DW26"].pk, desk.city.units["DW49"].pk]
    given = {"title": "关于本周督查情况的通报", "units": units, "copies": "市委办"}
    client.post(reverse("desk:document_address", args=[bulletin.pk]), given)
    bulletin.refresh_from_db()
    assert (bulletin.title_zh, bulletin.copies_zh) == ("关于本周督查情况的通报", "市委办")
    assert bulletin.recipients.count() == 2


def test_a_unit_finds_it_at_home_reads_it_and_acknowledges(client: Client, desk: Desk) -> None:
    bulletin = desk.issued(desk.draft())
    entry = Entry.objects.get(verb="documents.issue_document")
    send_messages(by=desk_system(), at=desk.at, entry_id=entry.pk, post_ids=posts_to_tell(entry, desk.at))
    sign_in(client, "ma_jun")
    assert bulletin.number in client.get(reverse("desk:inbox")).content.decode()
    assert bulletin.title_zh in client.get(reverse("desk:home")).content.decode()
    page = client.get(reverse("desk:document", args=[bulletin.pk])).content.decode()
    row = bulletin.recipients.get()
    address = reverse("desk:document_acknowledge", args=[bulletin.pk, row.pk])
    assert address in page and "修改记录" not in page
    client.post(address)
    row.refresh_from_db()
    assert row.acknowledged_by == desk.city.posts["ma_jun"]
    assert bulletin.title_zh not in client.get(reverse("desk:home")).content.decode()
    received = client.get(reverse("desk:documents"), follow=True).content.decode()
    assert bulletin.number in received and desk.city.posts["ma_jun"].name_zh in received
    for form, begin in (("pdf", b"%PDF"), ("docx", b"PK")):
        answer = client.get(reverse("desk:document_file", args=[bulletin.pk, form]))
        assert b"".join(answer.streaming_content).startswith(begin)


def desk_system():
    from chuangcheng.kit.actor import SYSTEM

    return SYSTEM


def test_strangers_do_not_know_that_it_exists(client: Client, desk: Desk) -> None:
    bulletin = desk.issued(desk.draft())
    sign_in(client, "luo_jia")
    for name, more in (("document", []), ("document_rows", []), ("document_file", ["pdf"])):
        assert client.get(reverse(f"desk:{name}", args=[bulletin.pk, *more])).status_code == 404
    row = bulletin.recipients.get()
    assert client.post(reverse("desk:document_acknowledge", args=[bulletin.pk, row.pk])).status_code == 404
    assert client.post(reverse("desk:document_move", args=[bulletin.pk, "withdraw_document"])).status_code == 404


def test_a_draft_is_downloaded_as_it_stands(client: Client, desk: Desk) -> None:
    bulletin = desk.draft()
    sign_in(client, "lin_yue")
    answer = client.get(reverse("desk:document_file", args=[bulletin.pk, "docx"]))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert "送审稿" in archive.read("word/document.xml").decode()
    assert client.get(reverse("desk:document_file", args=[bulletin.pk, "exe"])).status_code == 404


def test_reasons_are_asked_and_shown(client: Client, desk: Desk) -> None:
    bulletin = desk.draft()
    actions.send_document(by=desk.actor("lin_yue"), at=desk.at, document=bulletin)
    sign_in(client, "xie_zhen")
    address = reverse("desk:document_move", args=[bulletin.pk, "return_document"])
    assert client.post(address, {"reason": ""}).status_code == 200
    answer = client.post(address, {"reason": "请核对主送单位"}, follow=True)
    assert "请核对主送单位" in answer.content.decode()
    assert Document.objects.get().state == "returned"


def test_letterhead_and_wording_are_data(client: Client, desk: Desk) -> None:
    sign_in(client, "lin_yue")
    address = reverse("desk:letterhead")
    given = {name: f"雄关{number}" for number, name in enumerate(("authority_zh", "office_zh", "contact_zh"))}
    given |= dict.fromkeys(("title_font", "body_font", "heading_font", "subheading_font"), "宋体")
    client.post(address, given)
    assert Letterhead.objects.get().body_font == "宋体"
    words = reverse("desk:document_wording", args=["bulletin"])
    answer = client.post(words, {"series": "雄创办发", "copies": "", "word_demands": "#set page() {{ 7*7 }} $x$"})
    assert answer.status_code == 302
    assert "#set page() {{ 7*7 }} $x$" in client.get(reverse("desk:document", args=[desk.draft().pk])).content.decode()
    assert "error" in client.post(words, {"series": "创办提"}).content.decode()
    assert client.get(reverse("desk:document_wording", args=["poem"])).status_code == 404


def test_a_replacement_is_drafted_from_the_page(client: Client, desk: Desk) -> None:
    old = desk.issued(desk.draft())
    sign_in(client, "lin_yue")
    address = f"{reverse('desk:document_draft', args=['bulletin'])}?replaces={old.pk}"
    assert address.replace("&", "&amp;") in client.get(reverse("desk:document", args=[old.pk])).content.decode()
    client.post(address, {"since": MONDAY.isoformat(), "until": FRIDAY.isoformat()})
    assert Document.objects.get(replaces=old).state == "draft"
