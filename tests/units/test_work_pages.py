"""The Transport Bureau's page of work, and the remit of its group: every figure opens its rows."""

from datetime import timedelta

from django.urls import reverse

from chuangcheng.cases.actions import accept_case, dispute_case, reject_dispute, return_case, uphold_dispute
from chuangcheng.cases.queries import counts_of_unit
from chuangcheng.desk.units.forms import known_words
from chuangcheng.desk.units.roles import ROOMS
from chuangcheng.duties.actions import set_remit
from chuangcheng.kit.actor import SYSTEM
from tests.cases.conftest import street  # noqa: F401
from tests.stories import sign_in


def disputed(street, at):  # noqa: F811
    case = street.dispatched()
    office, other = street.actor("lin_yue"), street.city.units["DW35"]
    return dispute_case(by=street.actor("ma_jun"), at=at, case=case, proposed_unit=other, reason="不归我们管"), office


def test_disputes_won_and_lost_and_rework(street, at):  # noqa: F811
    won, office = disputed(street, at)
    uphold_dispute(by=office, at=at, case=won, unit=street.city.units["DW35"], reason="确属市场监管局")
    lost, office = disputed(street, at)
    reject_dispute(by=office, at=at, case=lost, reason="职责明确")
    case = street.submitted()
    return_case(by=street.actor("gao_yuan"), at=at, case=case, reason="仍有残留")
    unit = street.city.units["DW26"]
    counts = {"rework": 1, "disputes_won": 1, "disputes_lost": 1}
    assert counts_of_unit(street.actor("ma_jun"), unit, at + timedelta(hours=1)) == counts
    assert counts_of_unit(office, unit, at + timedelta(days=120)) == dict.fromkeys(counts, 0)


def test_every_figure_of_the_units_page_opens(street, at, client):  # noqa: F811
    won, office = disputed(street, at)
    uphold_dispute(by=office, at=at, case=won, unit=street.city.units["DW35"], reason="确属市场监管局")
    street.accepted()
    unit = street.city.units["DW26"]
    sign_in(client, "ma_jun")
    page = client.get(reverse("desk:unit_work", args=[unit.pk]))
    assert page.status_code == 200
    assert len(page.context["figures"]) == 10
    for one in page.context["figures"]:
        assert client.get(one["url"]).status_code == 200, one
    rows = client.get(reverse("desk:unit_cases", args=[unit.pk, "disputes_won"])).content.decode()
    assert won.number in rows
    assert won.description not in rows, "a case that is another unit's now is named, not opened"
    assert client.get(reverse("desk:unit_cases", args=[unit.pk, "magic"])).status_code == 404
    assert client.get(reverse("desk:unit", args=[unit.pk])).status_code == 200
    sign_in(client, "luo_jia")
    assert client.get(reverse("desk:unit_work", args=[unit.pk])).status_code == 404


def test_the_remit_of_a_group_shows_what_it_saw_what_moved_what_hangs(street, at, client):  # noqa: F811
    group = street.city.groups["G06"]
    set_remit(by=SYSTEM, at=at, group=group, units=["DW26"])
    case = street.accepted(by=street.actor("ma_jun"), source="group")
    street.submitted()
    sign_in(client, "deng_hai")
    page = client.get(reverse("desk:group_remit", args=[group.pk]))
    figures = {one["label"]: one["value"] for one in page.context["figures"]}
    assert list(figures.values()) == [1, 2, 0, 2, 0, 0, 0]
    for one in page.context["figures"]:
        assert client.get(one["url"]).status_code == 200, one
    assert case in page.context["hanging"]
    assert len(page.context["moved"]) == 3
    assert client.get(reverse("desk:group", args=[group.pk])).status_code == 200
    sign_in(client, "luo_jia")
    assert client.get(reverse("desk:group_remit", args=[group.pk])).status_code == 404


def test_the_pages_stay_cheap(street, at, client, django_assert_max_num_queries):  # noqa: F811
    for _index in range(6):
        accept_case(by=street.actor("ma_jun"), at=at, case=street.dispatched())
    sign_in(client, "lin_yue")
    with django_assert_max_num_queries(45):
        client.get(reverse("desk:unit_work", args=[street.city.units["DW26"].pk]))


def test_every_room_with_verbs_has_a_name_on_the_page_of_a_role():
    rooms = {name.partition(".")[0] for name in known_words()}
    assert rooms - set(ROOMS) == set()
