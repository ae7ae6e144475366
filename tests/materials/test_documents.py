"""Ma Jun of the Transport Bureau hands in; Yan Qing of the sub-district reviews."""

from datetime import date, timedelta
from typing import Any

import pytest

from chuangcheng.cases.actions import close_case
from chuangcheng.cases.models import Case
from chuangcheng.evidence.models import File
from chuangcheng.journal.models import Entry
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import NotAllowed, NotFound, Refused
from chuangcheng.materials import queries
from chuangcheng.materials.actions import (
    accept_document,
    add_version,
    adopt_case,
    confirm_link,
    define_demand,
    describe_document,
    link_demand,
    remind_of_demand,
    return_document,
    submit_document,
    unlink_demand,
    withdraw_demand,
    withdraw_document,
)
from chuangcheng.materials.jobs import watch
from chuangcheng.materials.models import Demand, Document, Link, VersionFile
from chuangcheng.notices.models import Message
from tests.cases.conftest import street  # noqa: F401
from tests.materials.conftest import Paper, pdf, picture


def tally(demand: Demand) -> tuple[int, int, int]:
    found = queries.tallies([demand])[demand.pk]
    return found.accepted, found.waiting, found.missing


def test_the_lead_of_the_standard_supplies_unless_somebody_else_is_named(paper: Paper) -> None:
    first = paper.asked()
    second = paper.asked(unit=paper.city.units["DW35"])
    assert (first.code, first.unit.code) == ("C1.1.1-1", "DW26")
    assert (second.code, second.unit.code) == ("C1.1.1-2", "DW35")
    with pytest.raises(Refused, match="no_supplier"):
        define_demand(
            by=paper.by("lin_yue"), at=paper.at, standard=paper.standard("C2.1.2"), kind="plan", title_zh="养护计划"
        )
    with pytest.raises(NotAllowed):
        define_demand(
            by=paper.by("ma_jun"), at=paper.at, standard=paper.standard("C1.1.1"), kind="plan", title_zh="自己要的"
        )


def test_from_the_draft_to_what_counts(paper: Paper) -> None:
    demand = paper.asked(count=2)
    made = paper.handed_in([demand])
    assert made.number == "CL2026-0001" and tally(demand) == (0, 0, 2)
    submit_document(by=paper.by("ma_jun"), at=paper.at, document=made)
    assert tally(demand) == (0, 1, 1)
    return_document(by=paper.by("yan_qing"), at=paper.at, document=made, reason="看不清站名")
    assert tally(demand) == (0, 0, 2)
    add_version(by=paper.by("ma_jun"), at=paper.at, document=made, files=[paper.stored(picture("navy"), "近景.jpg")])
    submit_document(by=paper.by("ma_jun"), at=paper.at, document=made)
    accept_document(by=paper.by("yan_qing"), at=paper.at, document=made)
    assert tally(demand) == (1, 0, 1)
    assert [version.number for version in made.versions.all()] == [2, 1]
    return_document(by=paper.by("yan_qing"), at=paper.at, document=made, reason="后来发现是旧照片")
    assert tally(demand) == (0, 0, 2)


def test_what_lacks_something_is_not_submitted_and_says_what(paper: Paper) -> None:
    demand = paper.asked()
    made = paper.handed_in([demand], place_zh="", thing_on=date(2025, 11, 30))
    with pytest.raises(Refused) as refused:
        submit_document(by=paper.by("ma_jun"), at=paper.at, document=made)
    assert refused.value.code == "caption" and "C1.1.1-1" in str(refused.value.message)
    describe_document(by=paper.by("ma_jun"), at=paper.at, document=made, place_zh="新华南路")
    with pytest.raises(Refused, match="window"):
        submit_document(by=paper.by("ma_jun"), at=paper.at, document=made)
    describe_document(by=paper.by("ma_jun"), at=paper.at, document=made, thing_on=date(2025, 12, 1))
    submit_document(by=paper.by("ma_jun"), at=paper.at, document=made)
    with pytest.raises(Refused, match="in_future"):
        paper.handed_in([demand], thing_on=paper.at.date() + timedelta(days=1))


def test_the_second_person_is_neither_of_the_unit_nor_who_handed_it_in(paper: Paper) -> None:
    demand = paper.asked()
    made = paper.handed_in([demand])
    submit_document(by=paper.by("ma_jun"), at=paper.at, document=made)
    for key in ("ma_jun", "han_bing"):  # no reviewers at all
        with pytest.raises(NotAllowed):
            accept_document(by=paper.by(key), at=paper.at, document=made)
    with pytest.raises(NotAllowed):
        paper.handed_in([demand], unit=paper.city.units["DW49"], colour="red")
    office = Document.objects.get(pk=made.pk)
    Document.objects.filter(pk=made.pk).update(unit=paper.city.units["DW05"])
    office.refresh_from_db()
    with pytest.raises(Refused, match="own_unit"):
        accept_document(by=paper.by("lin_yue"), at=paper.at, document=office)
    Document.objects.filter(pk=made.pk).update(
        unit=paper.city.units["DW26"], submitted_by=paper.city.people["yan_qing"]
    )
    office.refresh_from_db()
    with pytest.raises(Refused, match="own_work"):
        accept_document(by=paper.by("yan_qing"), at=paper.at, document=office)


def test_one_document_serves_two_standards_without_a_second_upload(paper: Paper) -> None:
    first, second = paper.asked(), paper.asked("C1.1.2")
    made = paper.accepted([first])
    files = File.objects.count()
    link = link_demand(by=paper.by("ma_jun"), at=paper.at, document=made, demand=second)
    assert tally(second) == (0, 1, 0), "an accepted document still waits until its further use is confirmed"
    confirm_link(by=paper.by("yan_qing"), at=paper.at, link=Link.objects.get(pk=link.pk))
    assert tally(first) == tally(second) == (1, 0, 0)
    assert File.objects.count() == files and VersionFile.objects.count() == 1
    unlink_demand(by=paper.by("ma_jun"), at=paper.at, document=made, demand=first)
    assert tally(first) == (0, 0, 1)
    with pytest.raises(Refused, match="last_link"):
        unlink_demand(by=paper.by("ma_jun"), at=paper.at, document=made, demand=second)


def test_accepted_material_must_fit_what_it_is_used_for(paper: Paper) -> None:
    made = paper.accepted([paper.asked()])
    old = paper.asked("C1.1.2", window_ends_on=date(2025, 12, 31))
    with pytest.raises(Refused, match="window"):
        link_demand(by=paper.by("ma_jun"), at=paper.at, document=made, demand=old)


def test_who_confirms_a_use_did_not_make_it(paper: Paper) -> None:
    second = paper.asked("C1.1.2")
    made = paper.accepted([paper.asked()])
    link = link_demand(by=paper.by("ma_jun"), at=paper.at, document=made, demand=second)
    Link.objects.filter(pk=link.pk).update(linked_by=paper.city.people["yan_qing"])
    with pytest.raises(Refused, match="own_work"):
        confirm_link(by=paper.by("yan_qing"), at=paper.at, link=Link.objects.get(pk=link.pk))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"MZ\x90\x00 a program", "kind_unknown"),
        (b"%PDF-1.4\n1 0 obj<</OpenAction<</S/JavaScript/JS(x)>>>>endobj\nstartxref\n9\n%%EOF\n", "active"),
        (b"PK\x03\x04 not an archive", "broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old word", "kind_old_office"),
        (b"", "empty"),
    ],
)
def test_hostile_uploads_are_refused(paper: Paper, content: bytes, code: str) -> None:
    with pytest.raises(Refused, match=code):
        paper.stored(content, "工作总结.docx")


def test_a_picture_is_asked_for_and_a_pdf_is_none(paper: Paper) -> None:
    made = paper.handed_in([paper.asked()], files=[paper.stored(pdf())])
    with pytest.raises(Refused, match="no_picture"):
        submit_document(by=paper.by("ma_jun"), at=paper.at, document=made)


def test_a_unit_sees_its_own_and_others_do_not(paper: Paper) -> None:
    made = paper.handed_in([paper.asked()])
    assert queries.get_document_for(paper.by("ma_jun"), made.pk) == made
    for key in ("luo_jia", "su_qing", "wu_di"):
        with pytest.raises(NotFound):
            queries.get_document_for(paper.by(key), made.pk)
    with pytest.raises(NotFound):
        queries.file_for(paper.by("luo_jia"), VersionFile.objects.get().pk)


def test_the_record_names_no_person_of_a_caption(paper: Paper) -> None:
    made = paper.accepted([paper.asked()], persons_zh="赵某某、钱某某")
    describe = [str(row.payload) for row in Entry.objects.filter(verb__startswith="materials.")]
    assert made.persons_zh == "赵某某、钱某某"
    assert not [payload for payload in describe if "赵" in payload or "钱某某" in payload]


def test_withdrawn_material_and_demands_are_over(paper: Paper) -> None:
    demand = paper.asked()
    made = paper.handed_in([demand])
    with pytest.raises(Refused, match="missing"):
        withdraw_document(by=paper.by("ma_jun"), at=paper.at, document=made, reason=" ")
    withdraw_document(by=paper.by("ma_jun"), at=paper.at, document=made, reason="重复")
    with pytest.raises(Refused, match="wrong_state"):
        submit_document(by=paper.by("ma_jun"), at=paper.at, document=made)
    withdraw_demand(by=paper.by("lin_yue"), at=paper.at, demand=demand, reason="新版不要求")
    with pytest.raises(Refused, match="withdrawn"):
        paper.handed_in([demand], colour="red")


def test_the_unit_is_told_what_is_missing_once_a_week(paper: Paper) -> None:
    demand = paper.asked()
    watch.func()
    rows = Entry.objects.filter(verb="materials.remind_of_demand", subject_id=demand.pk)
    assert rows.count() == 1 and rows.get().payload["missing"] == 1
    watch.func()
    assert rows.count() == 1
    demand.refresh_from_db()
    with pytest.raises(Refused, match="told_already"):
        remind_of_demand(by=SYSTEM, at=paper.at + timedelta(days=6), demand=demand)
    remind_of_demand(by=SYSTEM, at=paper.at + timedelta(days=7), demand=demand)
    assert rows.count() == 2


@pytest.fixture
def closed_case(paper: Paper, street: Any) -> Case:  # noqa: F811
    """A broken stop in Xinhua South Road, put right by the Transport Bureau with pictures before and after."""
    case = street.submitted()
    Case.objects.filter(pk=case.pk).update(standard=paper.standard("C1.1.1"))
    case.refresh_from_db()
    later = paper.at + timedelta(minutes=5)
    close_case(by=paper.by("gao_yuan"), at=later, case=case)
    return Case.objects.get(pk=case.pk)


def test_pictures_of_a_closed_case_are_offered_instead_of_asking_again(paper: Paper, closed_case: Case) -> None:
    demand = paper.asked(window_ends_on=date(2026, 11, 30))
    files = File.objects.count()
    found = queries.candidates(paper.by("ma_jun"), demand)
    assert [one.case for one in found] == [closed_case] and found[0].is_same_standard
    assert queries.candidates(paper.by("luo_jia"), demand) == [], "the market bureau did not do this work"
    made = adopt_case(
        by=paper.by("ma_jun"), at=paper.at, demand=demand, case=closed_case, unit=paper.city.units["DW26"]
    )
    assert {row.label_zh for row in queries.newest_files(made)} == {"整改前", "整改后"}
    assert File.objects.count() == files and made.thing_on is not None and made.theme_zh == "公交站点设施完好"
    assert queries.candidates(paper.by("ma_jun"), demand) == []
    other = paper.asked("C1.1.2")
    again = adopt_case(
        by=paper.by("ma_jun"), at=paper.at, demand=other, case=closed_case, unit=paper.city.units["DW26"]
    )
    assert again == made and made.links.count() == 2


def test_a_neighbour_under_the_same_content_comes_second_and_an_open_case_not_at_all(
    paper: Paper, closed_case: Case
) -> None:
    near = queries.candidates(paper.by("ma_jun"), paper.asked("C1.1.2"))
    assert [one.is_same_standard for one in near] == [False]
    assert queries.candidates(paper.by("ma_jun"), paper.asked("C2.1.1")) == []
    Case.objects.filter(pk=closed_case.pk).update(state="accepted", closed_at=None)
    assert queries.candidates(paper.by("ma_jun"), paper.asked()) == []


def test_units_are_told_and_the_office_sees_the_gaps(paper: Paper) -> None:
    first = paper.asked(count=2, due_on=date(2026, 11, 1))
    paper.asked("C1.1.2")
    paper.accepted([first])
    row = queries.sums_by_unit(paper.by("lin_yue"), paper.at)[0]
    assert (row.unit.code, row.demands, row.complete, row.missing, row.overdue) == ("DW26", 2, 0, 2, 1)
    assert queries.sums_by_unit(paper.by("luo_jia"), paper.at) == []
    assert [one.code for one in queries.owed(paper.by("ma_jun"), paper.at)] == ["C1.1.1-1", "C1.1.2-1"]
    assert [one.code for one in queries.standards_without_demand(paper.at)] == ["C2.1.1"]
    assert Message.objects.count() == 0, "news is sent by a job, after the act"
