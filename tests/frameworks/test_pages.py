"""The pages of the framework: what the office, an inspector and nobody see; wizards walked through."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from chuangcheng.frameworks.actions import copy_edition, publish_edition
from chuangcheng.frameworks.queries import Cycle, Edition
from tests.frameworks.conftest import CHECK_POINTS, FILES, INDICATORS
from tests.stories import sign_in


def addresses(edition: Any) -> list[str]:
    standard = edition.indicators.get(code="C1.1.1")
    content = edition.indicators.get(code="C1.1")
    point = edition.check_points.get(code="P01-01")
    return [
        reverse("desk:editions"),
        reverse("desk:edition", args=[edition.pk]),
        reverse("desk:edition", args=[edition.pk]) + "?search=路面&method=field",
        reverse("desk:edition_difference", args=[edition.pk]),
        reverse("desk:edition_site_types", args=[edition.pk]),
        reverse("desk:edition_site_type", args=[edition.pk, point.site_type_id]),
        reverse("desk:bare_standards", args=[edition.pk]),
        reverse("desk:standard", args=[standard.pk]),
        reverse("desk:standard", args=[content.pk]),
        reverse("desk:check_point", args=[point.pk]),
        reverse("desk:cycles"),
        reverse("desk:themes"),
    ]


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_every_page_opens_in_every_language_within_its_queries(
    client: Any, city: Any, at: Any, make_edition: Any, language: str, django_assert_max_num_queries: Any
) -> None:
    edition = make_edition(is_reconstructed=True)
    copy_edition(by=city.actor("lin_yue"), at=at, edition=edition, code="copy")
    sign_in(client, "lin_yue")
    client.cookies["django_language"] = language
    for address in addresses(edition):
        with django_assert_max_num_queries(26):
            answer = client.get(address)
        assert answer.status_code == 200, address
        assert answer.headers["Content-Language"] == language


def test_a_reconstructed_edition_says_so_everywhere(client: Any, city: Any, make_edition: Any) -> None:
    edition = make_edition(is_reconstructed=True, source_note="样例：非官方文本")
    sign_in(client, "lin_yue")
    for address in addresses(edition):
        if "cycles" in address or "themes" in address or address == reverse("desk:editions"):
            continue
        assert "样例：非官方文本" in client.get(address).content.decode(), address


def test_an_inspector_reads_and_changes_nothing(client: Any, city: Any, make_edition: Any) -> None:
    edition = make_edition()
    standard = edition.indicators.get(code="C1.1.1")
    sign_in(client, "su_qing")
    assert client.get(reverse("desk:standard", args=[standard.pk])).status_code == 200
    for name, args in (
        ("import_edition", []),
        ("publish_edition", [edition.pk]),
        ("edit_standard", [standard.pk]),
        ("new_check_point", [edition.pk]),
        ("new_cycle", []),
    ):
        assert client.get(reverse(f"desk:{name}", args=args)).status_code == 404


def test_the_import_wizard_shows_before_it_writes(client: Any, city: Any) -> None:
    sign_in(client, "lin_yue")
    page = reverse("desk:import_edition")
    assert client.get(page).status_code == 200
    faulty = CHECK_POINTS + "P01,P01-09,字,C1.1.9,binary,,on_fail,,2,\nP01,P01-10,字,U1.1.1,binary,,on_fail,,2,\n"
    given = {"kind": "city", "code": "city-2027", "name_zh": "新体系", "year": 2027, "total_points": 100}
    files = [SimpleUploadedFile(name, content) for name, content in FILES[:2]]
    files.append(SimpleUploadedFile("checkpoints.csv", faulty.encode("gbk")))
    answer = client.post(page, {**given, "files": files})
    told = answer.content.decode()
    assert "C1.1.9" in told
    assert "checkpoints" in told
    assert [row.row for row in answer.context["aside"]] == [5]
    assert answer.context["preview"]["refused_count"] == 1
    assert not Edition.objects.exists()
    waiting = {**given, "upload": answer.context["upload"].pk}
    answer = client.post(page, waiting)
    edition = Edition.objects.get()
    assert answer.url == reverse("desk:edition", args=[edition.pk])
    assert edition.check_points.count() == 2
    again = client.post(page, waiting, follow=True)
    assert edition.code in again.content.decode()
    assert Edition.objects.count() == 1


def test_a_file_that_is_none_is_refused_in_the_form(client: Any, city: Any) -> None:
    sign_in(client, "lin_yue")
    given = {"kind": "city", "code": "x", "name_zh": "x", "year": 2027, "total_points": 100}
    for content in (b"a,b\n1,2\n", b"PK\x03\x04broken", b"\x00\x01\x02"):
        answer = client.post(reverse("desk:import_edition"), {**given, "files": [SimpleUploadedFile("x.csv", content)]})
        assert answer.status_code == 200
        assert answer.context["form"].errors


def test_a_draft_is_edited_published_and_frozen(client: Any, city: Any, at: Any, make_edition: Any) -> None:
    edition = make_edition()
    standard = edition.indicators.get(code="C1.1.1")
    sign_in(client, "lin_yue")
    edit = reverse("desk:edit_standard", args=[standard.pk])
    given = {
        "name_zh": "路面平整",
        "methods": ["field"],
        "weight": "不计权重",
        "style": "grade",
        "style_parameters": "",
    }
    assert "style_parameters" in client.post(edit, given).context["form"].errors
    client.post(edit, {**given, "style_parameters": "A=1|B=0.6|C=0"})
    standard.refresh_from_db()
    assert (standard.style, standard.weight_note, standard.style_parameters["B"]) == ("grade", "不计权重", 0.6)
    new = reverse("desk:new_check_point", args=[edition.pk])
    street = edition.check_points.first().site_type
    point = {"site_type": street.pk, "name_zh": "盲道畅通", "standard": "C1.1.1", "kind": "binary", "photo": "on_fail"}
    client.post(new, {**point, "severity": 3, "example_faults": "盲道被占\n盲道破损"})
    made = edition.check_points.get(code="P01-03")
    assert made.example_faults == ["盲道被占", "盲道破损"]
    change = reverse("desk:check_point", args=[made.pk])
    assert "standard" in client.post(change, {**point, "standard": "C9", "severity": 1}).context["form"].errors
    client.post(reverse("desk:remove_check_point", args=[made.pk]), {"confirmed": 1})
    assert edition.check_points.count() == 2
    publish = reverse("desk:publish_edition", args=[edition.pk])
    assert client.get(publish).status_code == 200
    client.post(publish, {"confirmed": 1})
    edition.refresh_from_db()
    assert edition.is_published
    answer = client.post(edit, {**given, "style": "binary"})
    assert answer.context["form"].errors
    standard.refresh_from_db()
    assert standard.style == "grade"


def test_copy_title_page_and_discard(client: Any, city: Any, at: Any, make_edition: Any) -> None:
    edition = make_edition()
    publish_edition(by=city.actor("lin_yue"), at=at, edition=edition)
    sign_in(client, "lin_yue")
    copy = reverse("desk:copy_edition", args=[edition.pk])
    assert client.get(copy).context["form"].initial["code"] == "city-2027"
    client.post(copy, {"code": "city-2027", "name_zh": "新体系", "year": 2027})
    draft = Edition.objects.get(code="city-2027")
    title = {"name_zh": "新体系（征求意见）", "year": 2027, "total_points": 100, "is_reconstructed": "on"}
    client.post(reverse("desk:edit_edition", args=[draft.pk]), title)
    draft.refresh_from_db()
    assert (draft.name_zh, draft.is_reconstructed) == ("新体系（征求意见）", True)
    client.post(reverse("desk:discard_edition", args=[draft.pk]), {"confirmed": 1})
    assert Edition.objects.count() == 1
    assert client.get(reverse("desk:export_edition", args=[edition.pk])).status_code == 200
    csv = b"".join(client.get(reverse("desk:export_edition", args=[edition.pk]) + "?kind=csv").streaming_content)
    assert "路面平整见本色" in csv.decode("utf-8-sig")


def test_a_cycle_is_set_up_corrected_and_put_in_force(client: Any, city: Any, at: Any, make_edition: Any) -> None:
    edition = make_edition()
    publish_edition(by=city.actor("lin_yue"), at=at, edition=edition)
    sign_in(client, "lin_yue")
    new = reverse("desk:new_cycle")
    initial = client.get(new).context["form"].initial
    assert (initial["material"], initial["year_weights"]) == (40.0, "15 25 60")
    given = {
        "code": "2026-2028",
        "name_zh": "第八届",
        "first_year": 2026,
        "city_edition": edition.pk,
        "material": 40,
        "field": 50,
        "questionnaire": 20,
        "year_weights": "15 25 60",
    }
    assert client.post(new, given).context["form"].errors
    client.post(new, {**given, "field": 40})
    cycle = Cycle.objects.get()
    page = reverse("desk:cycle", args=[cycle.pk])
    assert client.get(page + "?edit=1").status_code == 200
    client.post(page, {**given, "field": 40, "name_zh": "第八届文明城市"})
    client.post(reverse("desk:put_cycle_in_force", args=[cycle.pk]), {"confirmed": 1})
    cycle.refresh_from_db()
    assert (cycle.name_zh, cycle.is_in_force) == ("第八届文明城市", True)
    assert client.get(page).status_code == 200


def test_themes_are_imported_or_told_why_not(client: Any, city: Any) -> None:
    sign_in(client, "lin_yue")
    page = reverse("desk:import_themes")
    wrong = SimpleUploadedFile("themes.csv", "code,name_zh,lead_unit\nT01,礼仪,DW99\n".encode())
    assert client.post(page, {"file": wrong}).context["form"].errors
    right = SimpleUploadedFile("themes.csv", "code,name_zh,lead_unit\nT01,礼仪,DW05\n".encode())
    assert client.post(page, {"file": right}).url == reverse("desk:themes")
    assert "礼仪" in client.get(reverse("desk:themes")).content.decode()


def test_changed_file_for_a_draft_is_shown_as_difference(client: Any, city: Any, make_edition: Any) -> None:
    edition = make_edition()
    sign_in(client, "lin_yue")
    page = reverse("desk:import_edition")
    assert client.get(f"{page}?code={edition.code}").context["form"].initial["name_zh"] == edition.name_zh
    changed = SimpleUploadedFile("f.csv", INDICATORS.replace("路面平整见本色", "路面平整").encode())
    given = {"kind": "city", "code": edition.code, "name_zh": "x", "year": 2027, "total_points": 100}
    preview = client.post(page, {**given, "files": [changed]}).context["preview"]
    assert (preview["added_count"], preview["changed_count"], preview["removed_count"]) == (0, 1, 0)
    assert preview["rows"][0]["changes"][0][1:] == ("路面平整见本色", "路面平整")
