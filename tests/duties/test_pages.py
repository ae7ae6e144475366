"""The pages of duties: lists, forms, wizards, gaps, and who is responsible."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from chuangcheng.duties.actions import assign_duty, hold_place
from chuangcheng.duties.queries import StandardDuty, duty_rows, holding_rows, remit_rows
from chuangcheng.frameworks.actions import copy_edition, publish_edition
from tests.duties.test_duties import TABLE, standard
from tests.stories import sign_in


@pytest.fixture
def held(city: Any, at: Any, edition: Any, street: Any, site: Any) -> Any:
    """Transport leads one standard with market supervision, and holds the street."""
    duty = assign_duty(
        by=city.actor("lin_yue"),
        at=at,
        standard=standard("C1.1.1"),
        lead_unit=city.units["DW26"],
        lead_post=city.posts["ma_jun"],
        supports=[(city.units["DW35"], None)],
        material_zh="养护台账",
        due="06-30",
    )
    hold_place(by=city.actor("lin_yue"), at=at, place=street, unit=city.units["DW26"])
    return duty


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_every_page_opens_in_every_language_within_its_queries(
    client: Any, city: Any, held: Any, street: Any, language: str, django_assert_max_num_queries: Any
) -> None:
    sign_in(client, "lin_yue")
    client.cookies["django_language"] = language
    gaps = ("without-lead", "too-many", "segments", "sites", "facilities", "areas", "vacant-posts")
    for address in (
        reverse("desk:duties"),
        reverse("desk:duties") + f"?unit={city.units['DW26'].pk}&part=lead&search=路面&method=field",
        reverse("desk:duties") + "?part=nobody",
        reverse("desk:duty", args=[held.pk]),
        reverse("desk:assign_duty", args=[held.standard_id]),
        reverse("desk:name_duty_post", args=[held.pk, city.units["DW26"].pk]),
        reverse("desk:withdraw_duty", args=[held.pk]),
        reverse("desk:holdings"),
        reverse("desk:holdings") + "?kind=segment&search=新华",
        reverse("desk:new_holding") + f"?place=segment:{street.pk}",
        reverse("desk:remits"),
        reverse("desk:remit", args=[city.groups["G06"].pk]),
        reverse("desk:coverage"),
        *(reverse("desk:coverage_gap", args=[gap]) for gap in (*gaps, "without-check-points")),
        reverse("desk:who_is_responsible"),
        reverse("desk:who_is_responsible") + f"?place=segment:{street.pk}&standard=C1.1.1",
        reverse("desk:my_duties"),
        reverse("desk:import_duties"),
        reverse("desk:import_holdings"),
        reverse("desk:import_remits"),
    ):
        with django_assert_max_num_queries(28):
            answer = client.get(address)
        assert answer.status_code == 200, address
    for name in ("export_duties", "export_holdings", "export_remits"):
        assert client.get(reverse(f"desk:{name}")).status_code == 200
    assert client.get(reverse("desk:coverage_gap", args=["nonsense"])).status_code == 404


def test_the_list_is_paged_without_gaps(client: Any, city: Any, edition: Any) -> None:
    sign_in(client, "ma_jun")
    answer = client.get(reverse("desk:duties"))
    assert [line.standard.code for line in answer.context["lines"]] == ["C1.1.1", "C1.1.2", "C2.1.1", "C2.1.2"]


def test_a_duty_is_given_out_changed_and_withdrawn(client: Any, city: Any, held: Any) -> None:
    sign_in(client, "lin_yue")
    page = reverse("desk:assign_duty", args=[held.standard_id])
    given = {"lead_unit": city.units["DW26"].pk, "supports": [city.units["DW49"].pk], "due": "7月1日", "note": "新"}
    client.post(page, given)
    held.refresh_from_db()
    assert (held.due, held.note, held.lead_post) == ("07-01", "新", city.posts["ma_jun"])
    wrong = {**given, "supports": [city.units["DW26"].pk]}
    assert "supports" in client.post(page, wrong).context["form"].errors
    assert "due" in client.post(page, {**given, "due": "31-12"}).context["form"].errors
    client.post(reverse("desk:withdraw_duty", args=[held.pk]), {"confirmed": 1})
    assert not StandardDuty.objects.exists()


def test_a_liaison_names_posts_of_the_own_unit_only(client: Any, city: Any, held: Any) -> None:
    sign_in(client, "ma_jun")
    own = reverse("desk:name_duty_post", args=[held.pk, city.units["DW26"].pk])
    client.post(own, {"post": city.posts["han_bing"].pk})
    held.refresh_from_db()
    assert held.lead_post == city.posts["han_bing"]
    assert "post" in client.post(own, {"post": city.posts["fang_min"].pk}).context["form"].errors
    other = reverse("desk:name_duty_post", args=[held.pk, city.units["DW35"].pk])
    assert client.get(other).status_code == 404
    assert client.get(reverse("desk:assign_duty", args=[held.standard_id])).status_code == 404
    assert "养护台账" in client.get(reverse("desk:my_duties")).content.decode()


def test_the_table_of_duties_is_previewed_then_taken_over(client: Any, city: Any, edition: Any) -> None:
    sign_in(client, "lin_yue")
    page = reverse("desk:import_duties")
    content = (TABLE + "C1.1.2,没有的局,,,,\n").encode("gbk")
    answer = client.post(page, {"file": SimpleUploadedFile("责任分解表.csv", content)})
    preview = answer.context["preview"]
    assert (preview["added_count"], preview["refused_count"]) == (2, 1)
    assert "没有的局" in answer.content.decode()
    assert duty_rows([edition]) == []
    client.post(page, {"upload": answer.context["upload"].pk, "replaces": "0"})
    assert [row.lead_unit for row in duty_rows([edition])] == ["DW26", "DW05"]
    answer = client.post(page, {"file": SimpleUploadedFile("x.csv", b"foo,bar\n1,2\n")})
    assert answer.context["preview"]["errors"]


def test_holders_and_remits_come_from_tables_too(client: Any, city: Any, at: Any, edition: Any, street: Any) -> None:
    sign_in(client, "lin_yue")
    for name, text in (
        ("import_holdings", "code,holder_units\nLD12,DW35|DW26\n"),
        ("import_remits", "code,remit_contents,remit_site_types\nG06,C1.1,P01|P02\n"),
    ):
        page = reverse(f"desk:{name}")
        answer = client.post(page, {"file": SimpleUploadedFile("t.csv", text.encode())})
        assert answer.context["preview"]["added_count"] == 1
        client.post(page, {"upload": answer.context["upload"].pk})
    assert holding_rows("segment", at + timedelta(hours=1))[0].holders == (("DW35", ""), ("DW26", ""))
    assert remit_rows()[0].site_types == ("P01", "P02")
    remit = reverse("desk:remit", args=[city.groups["G06"].pk])
    client.post(remit, {"contents": "C2.1", "site_types": "P01", "areas": "XG", "units": [city.units["DW05"].pk]})
    assert remit_rows()[0].areas == ("XG",)
    assert client.post(remit, {"contents": "C8"}).context["form"].errors
    assert remit_rows()[0].contents == ("C2.1",)


def test_a_unit_takes_on_a_place_and_gives_it_up(client: Any, city: Any, at: Any, edition: Any, street: Any) -> None:
    sign_in(client, "lin_yue")
    new = reverse("desk:new_holding")
    given = {"place": f"segment:{street.pk}", "unit": city.units["DW26"].pk, "is_lead": "on", "starts_on": "2026-03-01"}
    assert client.post(new, given).url.startswith(reverse("desk:holdings"))
    who = reverse("desk:who_is_responsible") + f"?place=segment:{street.pk}"
    answer = client.get(who)
    assert [one["candidate"].unit.code for one in answer.context["candidates"]] == ["DW26", "DW49"]
    assert "2026年3月1日" in answer.content.decode()
    holding = client.get(reverse("desk:holdings")).context["page"].rows[0]
    client.post(reverse("desk:end_holding", args=[holding.pk]), {"confirmed": 1})
    assert not client.get(reverse("desk:holdings")).context["page"].rows
    assert "standard" in client.get(who + "&standard=C9.9").context["form"].errors


def test_the_threshold_is_data(client: Any, city: Any, held: Any) -> None:
    sign_in(client, "lin_yue")
    client.post(reverse("desk:set_number"), {"code": "most_standards", "value": "1"})
    assert client.get(reverse("desk:coverage")).context["most"] == 1
    client.post(reverse("desk:set_number"), {"code": "most_standards", "value": "0"})
    assert client.get(reverse("desk:coverage")).context["most"] == 1
    sign_in(client, "ma_jun")
    assert client.post(reverse("desk:set_number"), {"code": "most_standards", "value": "5"}).status_code == 404


def test_proposed_duties_are_confirmed_by_hand(client: Any, city: Any, at: Any, edition: Any, held: Any) -> None:
    lin_yue = city.actor("lin_yue")
    following = copy_edition(by=lin_yue, at=at, edition=edition, code="city-2027", year=2027)
    publish_edition(by=lin_yue, at=at, edition=following)
    sign_in(client, "lin_yue")
    page = reverse("desk:propose_duties", args=[following.pk])
    answer = client.get(page)
    assert [one["standard"].code for one in answer.context["proposals"]] == ["C1.1.1", "C1.1.2"]
    client.post(page, {"rows": ["C1.1.1"]})
    assert [row.standard for row in duty_rows([following])] == ["C1.1.1"]
