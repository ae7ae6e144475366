"""Lin Yue writes, Xie Zhen approves, the Transport Bureau acknowledges."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chuangcheng.cases.queries import Case
from chuangcheng.documents import actions, queries
from chuangcheng.documents.actions import issuing
from chuangcheng.documents.blocks import figures, from_json, plain, printed, texts
from chuangcheng.documents.kinds import lists
from chuangcheng.documents.models import Document, NumberCounter, Revision
from chuangcheng.documents.rules import digest
from chuangcheng.documents.workflow import DOCUMENTS
from chuangcheng.frameworks.models import Edition
from chuangcheng.journal.models import Entry
from chuangcheng.journal.sealing import seal_entries
from chuangcheng.kit.refused import NotAllowed, NotFound, Refused
from chuangcheng.kit.spreadsheets import read_tables
from chuangcheng.notices.queries import inbox
from chuangcheng.plans.actions import (
    add_resolution,
    hold_meeting,
    invite_units,
    plan_meeting,
    set_agenda,
    write_minutes,
)
from tests.documents.conftest import FRIDAY, MONDAY, OFFICE, Desk
from tests.stories import sign_in

KINDS = tuple(queries.SPECS)


def _words(document: Document) -> str:
    blocks = printed(from_json(document.frozen or document.blocks))
    return "\n".join(plain(text) for block in blocks for text in texts(block))


def test_a_bulletin_says_what_was_recorded(desk: Desk) -> None:
    bulletin = desk.draft()
    said = _words(bulletin)
    assert bulletin.title_zh == "关于2026年11月23日至27日实地督查情况的通报"
    assert "本期共发现问题3个。" in said and "已整改1个，未整改2个" in said
    assert "（一）市交通运输局（3个，已改1个）" in said or "（一）交通局（3个，已改1个）" in said
    assert "新华南路：果皮箱满溢（已改）；路灯不亮（" in said
    assert [row.unit.code for row in bulletin.recipients.all()] == ["DW26"]


@pytest.mark.parametrize("kind", ["bulletin", "weekly", "ledger", "close_list"])
def test_every_figure_opens_exactly_the_rows_that_it_counts(desk: Desk, kind: str) -> None:
    document = desk.draft(kind)
    found = figures(from_json(document.blocks))
    assert found
    for key, figure in found.items():
        _figure, rows = queries.figure_of(document, key)
        assert str(queries.rows_behind(desk.actor("lin_yue"), rows).count()) == figure.text, key


def test_words_are_changed_and_both_versions_are_kept(desk: Desk) -> None:
    bulletin = desk.draft()
    actions.edit_document(
        by=desk.actor("lin_yue"), at=desk.at, document=bulletin, slot="practices", text="雄关街道\u202e错时清运。\n"
    )
    assert "、好的做法\n雄关街道错时清运。" in _words(bulletin)
    revision = Revision.objects.get()
    assert (revision.slot, revision.before, revision.after) == ("practices", "", "雄关街道错时清运。")
    with pytest.raises(Refused) as refused:
        actions.edit_document(by=desk.actor("lin_yue"), at=desk.at, document=bulletin, slot="found", text="0")
    assert refused.value.code == "no_slot"


def test_figures_are_read_anew_and_words_stay(desk: Desk) -> None:
    bulletin = desk.draft()
    actions.edit_document(by=desk.actor("lin_yue"), at=desk.at, document=bulletin, slot="demands", text="抓紧整改。")
    later = desk.at + timedelta(hours=2)
    desk.street.dispatched(later, description="护栏缺失")
    assert actions.reread_document(by=desk.actor("lin_yue"), at=later, document=bulletin) == 3
    said = _words(bulletin)
    assert "本期共发现问题4个。" in said and "抓紧整改。" in said
    read = Revision.objects.get(slot="")
    assert (read.before["found"], read.after["found"]) == ("3", "4")


def test_another_person_approves(desk: Desk) -> None:
    bulletin = desk.draft()
    actions.send_document(by=desk.actor("lin_yue"), at=desk.at, document=bulletin)
    with pytest.raises(NotAllowed):
        actions.approve_document(by=desk.actor("lin_yue"), at=desk.at, document=bulletin)
    actions.return_document(by=desk.actor("xie_zhen"), at=desk.at, document=bulletin, reason="请补充好的做法")
    assert bulletin.is_open and bulletin.reason_zh == "请补充好的做法"
    actions.send_document(by=desk.actor("lin_yue"), at=desk.at, document=bulletin)
    actions.approve_document(by=desk.actor("xie_zhen"), at=desk.at, document=bulletin)
    assert bulletin.state == "approved"


def test_whoever_had_a_hand_in_it_does_not_approve_it(desk: Desk) -> None:
    bulletin = desk.draft()
    Revision.objects.create(
        document=bulletin, slot="demands", before="", after="x", made_at=desk.at, made_by=desk.city.people["xie_zhen"]
    )
    actions.send_document(by=desk.actor("lin_yue"), at=desk.at, document=bulletin)
    with pytest.raises(Refused) as refused:
        actions.approve_document(by=desk.actor("xie_zhen"), at=desk.at, document=bulletin)
    assert refused.value.code == "own_document"
    assert "documents.approve_document" not in queries.document_moves(desk.actor("xie_zhen"), bulletin)


def test_an_issued_document_is_frozen_with_its_hashes_and_the_seal(desk: Desk) -> None:
    seal_entries(at=desk.at)
    bulletin = desk.issued(desk.draft())
    assert bulletin.number == "创办发〔2026〕1号"
    assert bulletin.content_hash == digest(bulletin.frozen)
    said = _words(bulletin)
    assert bulletin.seal_hash and bulletin.seal_hash in said
    assert "2026年第1期（总第1期）" in said and f"{OFFICE}文件" in said and "2026年11月24日印发" in said
    row = Entry.objects.get(verb="documents.issue_document")
    assert row.payload["content"] == bulletin.content_hash
    assert {row.payload["pdf"], row.payload["docx"]} == {bulletin.pdf.sha256, bulletin.docx.sha256}
    for verb in ("edit_document", "reread_document", "address_document", "discard_document", "take_back_document"):
        assert DOCUMENTS.find(f"documents.{verb}", "issued") is None


def test_numbers_have_no_gaps_whatever_fails(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = desk.issued(desk.draft()), desk.approved(desk.draft())
    with monkeypatch.context() as broken:
        broken.setattr(issuing, "files_of", lambda *_: (_ for _ in ()).throw(OSError("the disk is full")))
        with pytest.raises(OSError, match="disk"):
            actions.issue_document(by=desk.actor("lin_yue"), at=desk.at, document=second)
    second = Document.objects.get(pk=second.pk)
    assert second.state == "approved" and second.serial is None
    actions.issue_document(by=desk.actor("lin_yue"), at=desk.at, document=second)
    assert [first.serial, second.serial] == [1, 2]
    assert NumberCounter.objects.get(name="创办发:2026").last == 2


def test_a_year_begins_at_one_and_kinds_count_apart(desk: Desk) -> None:
    desk.issued(desk.draft())
    notice = desk.issued(desk.draft("reminder", unit=desk.city.units["DW26"]))
    assert notice.number == "创办提〔2026〕1号" and notice.issue_of_all is None
    bulletin = desk.approved(desk.draft())
    actions.issue_document(by=desk.actor("lin_yue"), at=desk.at + timedelta(days=60), document=bulletin)
    assert (bulletin.number, bulletin.issue_of_year, bulletin.issue_of_all) == ("创办发〔2027〕1号", 1, 2)


def test_what_was_not_approved_is_not_issued(desk: Desk) -> None:
    bulletin = desk.approved(desk.draft())
    Document.objects.filter(pk=bulletin.pk).update(title_zh="另一个标题")
    with pytest.raises(Refused) as refused:
        actions.issue_document(by=desk.actor("lin_yue"), at=desk.at, document=Document.objects.get(pk=bulletin.pk))
    assert refused.value.code == "changed"


def test_a_withdrawn_number_stays_in_the_register_and_in_the_next_bulletin(desk: Desk) -> None:
    reminder = desk.issued(desk.draft("reminder", unit=desk.city.units["DW26"]))
    desk.issued(desk.draft())
    later = desk.at + timedelta(minutes=5)
    actions.withdraw_document(by=desk.actor("lin_yue"), at=later, document=reminder, reason="主送单位有误")
    listed = list(queries.register(desk.actor("lin_yue"), 2026, "创办提"))
    assert [(one.serial, one.state, one.reason_zh) for one in listed] == [(1, "withdrawn", "主送单位有误")]
    desk.at = later + timedelta(minutes=5)
    assert "创办提〔2026〕1号《" in _words(desk.draft()) and "予以撤销：主送单位有误" in _words(desk.draft())


def test_a_replacement_takes_the_place_when_it_is_issued(desk: Desk) -> None:
    old = desk.issued(desk.draft())
    new = desk.draft(replaces=old)
    with pytest.raises(Refused) as refused:
        desk.draft(replaces=old)
    assert refused.value.code == "replaced_already"
    assert Document.objects.get(pk=old.pk).state == "issued"
    desk.issued(new)
    old = Document.objects.get(pk=old.pk)
    assert old.state == "replaced" and new.number in old.reason_zh


def test_the_unit_is_told_and_acknowledges_by_its_post(desk: Desk, django_capture_on_commit_callbacks) -> None:
    bulletin = desk.issued(desk.draft())
    row = bulletin.recipients.get()
    from chuangcheng.reactions.jobs import tell

    tell.func(entry_id=Entry.objects.get(verb="documents.issue_document").pk)
    assert "documents.issue_document" in [one.entry.verb for one in inbox(desk.actor("ma_jun"))]
    actions.acknowledge_document(by=desk.actor("ma_jun"), at=desk.at, recipient=row)
    row = bulletin.recipients.get()
    assert row.acknowledged_at == desk.at and row.acknowledged_by == desk.city.posts["ma_jun"]
    with pytest.raises(Refused) as refused:
        actions.acknowledge_document(by=desk.actor("han_bing"), at=desk.at, recipient=row)
    assert refused.value.code == "done_already"


def test_only_those_it_was_issued_to_see_it(desk: Desk) -> None:
    bulletin = desk.draft()
    with pytest.raises(NotFound):
        queries.get_document_for(desk.actor("ma_jun"), bulletin.pk)
    desk.issued(bulletin)
    assert queries.get_document_for(desk.actor("ma_jun"), bulletin.pk) == bulletin
    for stranger in ("luo_jia", "su_qing"):
        with pytest.raises(NotFound):
            queries.get_document_for(desk.actor(stranger), bulletin.pk)
    with pytest.raises(NotAllowed):
        actions.acknowledge_document(by=desk.actor("luo_jia"), at=desk.at, recipient=bulletin.recipients.get())


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_drafted_approved_and_issued(desk: Desk, kind: str) -> None:
    spec, unit = queries.spec_of(kind), desk.city.units["DW26"]
    more = {"unit": unit} if spec.wants(queries.Asks.UNIT) else {}
    if spec.wants(queries.Asks.CASES):
        more["cases"] = list(Case.objects.filter(closed_at=None).values_list("pk", flat=True))
    if spec.wants(queries.Asks.PERIOD):
        more |= {"since": MONDAY, "until": FRIDAY}
    if spec.wants(queries.Asks.EDITION):
        more["edition"] = Edition.objects.create(
            code="T26", kind="city", year=2026, name_zh="测评体系", made_at=desk.at, changed_at=desk.at
        )
    if spec.wants(queries.Asks.DUE):
        more["due_on"] = FRIDAY
    document = draft = desk.draft(kind, **more)
    if not draft.recipients.exists():
        actions.address_document(
            by=desk.actor("lin_yue"), at=desk.at, document=draft, title=draft.title_zh, units=[unit]
        )
    document = desk.issued(draft)
    assert document.number.endswith("〔2026〕1号")
    assert document.pdf.media_type == "application/pdf" and document.docx.kind == "document"


def _addressed(desk: Desk, document: Document, unit: Any) -> Document:
    given = {"title": document.title_zh, "units": [unit]}
    return actions.address_document(by=desk.actor("lin_yue"), at=desk.at, document=document, **given)


@pytest.mark.parametrize("kind", ["ledger", "close_list"])
def test_a_table_too_long_to_print_is_issued_whole_as_a_spreadsheet(
    client: Client, desk: Desk, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit = desk.city.units["DW26"]
    short = desk.issued(_addressed(desk, desk.draft(kind), unit))
    assert short.sheet is None and "电子表格" not in _words(short)
    monkeypatch.setattr(lists, "MOST_ROWS", 0)
    monkeypatch.setattr(lists, "BATCH", 2)
    draft = desk.draft(kind)
    total = int(next(iter(figures(from_json(draft.blocks)).values())).text)
    assert total >= 1 and f"附表列出前0件，全部{total}件的电子表格随本文件一并印发。" in _words(draft)
    document = desk.issued(_addressed(desk, draft, unit))
    sign_in(client, "lin_yue")
    address = reverse("desk:document_file", args=[document.pk, "xlsx"])
    assert address in client.get(reverse("desk:document", args=[document.pk])).content.decode()
    answer = client.get(address)
    [table] = read_tables(b"".join(answer.streaming_content), "xlsx")
    assert len(table.rows) == total + 1
    assert Entry.objects.get(verb="documents.issue_document", subject_id=document.pk).payload["sheet"]
    assert client.get(reverse("desk:document_file", args=[short.pk, "xlsx"])).status_code == 404


def test_minutes_take_their_text_from_the_meeting(client: Client, desk: Desk) -> None:
    office, case = desk.actor("lin_yue"), desk.street.dispatched()
    units = [desk.city.units["DW26"], desk.city.units["DW35"]]
    given = {"kind": "push", "name_zh": "全市创建工作推进会", "room_zh": "市政务中心三楼", "chair_zh": "创城办主任"}
    meeting = plan_meeting(by=office, at=desk.at, starts_at=desk.at + timedelta(hours=1), **given)
    set_agenda(by=office, at=desk.at, meeting=meeting, add_cases=[case], add_words="传达省级测评反馈")
    invite_units(by=office, at=desk.at, meeting=meeting, units=units)
    desk.at += timedelta(hours=3)
    hold_meeting(by=office, at=desk.at, meeting=meeting, present=[units[0].pk])
    write_minutes(by=office, at=desk.at, meeting=meeting, text="会议指出问题突出。\n会议要求限时整改。")
    text, due = "新华南路开展一周集中整治", date(2026, 12, 4)
    add_resolution(by=office, at=desk.at, meeting=meeting, text=text, unit=units[0], due_on=due)
    sign_in(client, "lin_yue")
    button = f"{reverse('desk:document_draft', args=['minutes'])}?meeting={meeting.pk}"
    page = reverse("desk:meeting", args=[meeting.pk])
    assert button in client.get(page).content.decode()
    form = client.get(button).context["form"]
    assert str(form["meeting"].value()) == str(meeting.pk)
    there = client.post(button, {"meeting": meeting.pk}).url
    document = Document.objects.get(meeting=meeting)
    words = _words(document)
    for said in (
        "2026年11月24日10:30，在市政务中心三楼召开全市创建工作推进会",
        "创城办主任主持会议",
        "出席单位（1家）：交通局。",
        "缺席单位（1家）：市场监管局。",
        f"案件{case.number}",
        "传达省级测评反馈",
        "会议要求限时整改。",
        text,
        "2026年12月4日",
    ):
        assert said in words, said
    assert set(document.recipients.values_list("unit", flat=True)) == {unit.pk for unit in units}
    assert page in client.get(there).content.decode() and there in client.get(page).content.decode()
    add_resolution(by=office, at=desk.at, meeting=meeting, text="每周通报进展", unit=units[1], due_on=due)
    actions.reread_document(by=office, at=desk.at, document=document)
    document.refresh_from_db()
    assert "每周通报进展" in _words(document)
    assert desk.issued(document).number.endswith("〔2026〕1号")


def test_a_kind_says_what_it_lacks(desk: Desk) -> None:
    for kind, field in (("case_notice", "unit"), ("reminder", "unit"), ("responsibility", "edition")):
        with pytest.raises(Refused) as refused:
            desk.draft(kind)
        assert (refused.value.code, refused.value.field) == ("missing", field)
    with pytest.raises(Refused) as refused:
        desk.draft("bulletin", until=MONDAY - timedelta(days=1))
    assert refused.value.code == "bad_period"
    with pytest.raises(Refused) as refused:
        desk.draft("case_notice", unit=desk.city.units["DW35"], cases=[Case.objects.filter(closed_at=None)[0].pk])
    assert refused.value.code == "other_unit"


def test_a_city_sets_series_and_words_and_issued_documents_stay(desk: Desk) -> None:
    first = desk.issued(desk.draft())
    set_wording = {"by": desk.actor("lin_yue"), "at": desk.at}
    actions.set_wording(
        **set_wording, kind="bulletin", series="雄创办发", copies="市委办", words={"demands": "立即整改。"}
    )
    second = desk.issued(desk.draft())
    assert (first.number, second.number) == ("创办发〔2026〕1号", "雄创办发〔2026〕1号")
    assert "立即整改。" in _words(second) and "抄送" not in _words(first) and second.copies_zh == "市委办"
    for bad, code in (("X", "bad_series"), ("创办提", "series_taken")):
        with pytest.raises(Refused) as refused:
            actions.set_wording(**set_wording, kind="bulletin", series=bad, words={})
        assert refused.value.code == code


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(min_size=1, max_size=60))
def test_whatever_a_title_holds_a_draft_keeps_a_clean_one(desk: Desk, title: str) -> None:
    document = desk.draft(title=title)
    assert document.title_zh
    assert not set(document.title_zh) & set("\n\x00\u202e")
