"""An accepted proposal becomes a project in the plan, once; the two name each other, and the one ends the other."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuangcheng.cases.models import Case, Category
from chuangcheng.evidence.actions import store_file
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import Refused
from chuangcheng.plans.actions import (
    confirm_done,
    confirm_undertaking,
    draft_undertaking,
    drop_undertaking,
    report_done,
)
from chuangcheng.plans.models import Undertaking
from chuangcheng.recurrences.actions import take_up_proposal
from chuangcheng.recurrences.models import Recurrence
from tests.cases.conftest import picture
from tests.recurrences.conftest import count, found
from tests.stories import City, sign_in


@pytest.fixture
def scheme(city: City, at: datetime) -> Undertaking:
    """Key points of 2026 that a task may stand under."""
    given: dict[str, Any] = {"name_zh": "2026年工作要点", "unit": city.units["DW05"], "due_on": date(2026, 12, 31)}
    made = draft_undertaking(by=city.actor("lin_yue"), at=at, code="YD2026", kind="key_points", **given)
    return confirm_undertaking(by=city.actor("lin_yue"), at=at, undertaking=made)


@pytest.fixture
def card(city: City, at: datetime, held: Any, rubbish: Category, twice: list[Case]) -> Recurrence:
    count(found(held, at, category=rubbish))
    return Recurrence.objects.get()


def take_up(city: City, at: datetime, card: Recurrence) -> Recurrence:
    wanted = at.date() + timedelta(days=20)
    return take_up_proposal(by=city.actor("lin_yue"), at=at, recurrence=card, plan="建分类垃圾亭", wanted_by=wanted)


def test_an_accepted_proposal_becomes_one_project_and_ends_with_it(
    client: Client, city: City, at: datetime, card: Recurrence, scheme: Undertaking
) -> None:
    sign_in(client, "lin_yue")
    page, button = reverse("desk:recurrence", args=[card.pk]), reverse("desk:project_of_card", args=[card.pk])
    assert button not in client.get(page).content.decode(), "only a proposal that was taken up becomes a project"
    assert client.get(button).status_code == 404
    take_up(city, at, card)
    assert button in client.get(page).content.decode()
    form = client.get(button).context["form"]
    given = {name: form[name].value() for name in form.fields}
    assert given["text_zh"] == "建分类垃圾亭" and "新华南路北段" in given["name_zh"]
    place = f"segment:{card.segment_id}"
    posted = {name: "" if value is None else value for name, value in given.items()}
    posted |= {"code": "RW2026-09", "parent": scheme.pk, "place": place, "unit": city.units["DW26"].pk}
    answer = client.post(button, posted)
    assert answer.status_code == 302, answer.context["form"].errors
    project = Undertaking.objects.get(code="RW2026-09")
    assert (project.recurrence_id, project.segment_id, project.parent_id) == (card.pk, card.segment_id, scheme.pk)
    there = reverse("desk:undertaking", args=[project.pk])
    shown = client.get(page).content.decode()
    assert there in shown and button not in shown
    assert page in client.get(there).content.decode()
    assert client.get(button).status_code == 404, "a second project of one proposal"

    confirm_undertaking(by=city.actor("lin_yue"), at=at, undertaking=project)
    evidence = store_file(by=SYSTEM, at=at, name="亭.jpg", content=picture("blue"))
    report_done(by=city.actor("ma_jun"), at=at, undertaking=project, text="已建成", evidence=[evidence])
    confirm_done(by=city.actor("lin_yue"), at=at, undertaking=project, note="现场已看")
    card.refresh_from_db()
    assert card.state == "finished" and "RW2026-09" in card.result_zh and "现场已看" in card.result_zh


def test_a_dropped_project_leaves_the_proposal_free_for_another(
    city: City, at: datetime, card: Recurrence, scheme: Undertaking
) -> None:
    office = city.actor("lin_yue")
    given: dict[str, Any] = {"kind": "task", "parent": scheme, "unit": city.units["DW26"], "due_on": date(2026, 12, 20)}
    with pytest.raises(Refused, match="not_taken_up"):
        draft_undertaking(by=office, at=at, code="A1", name_zh="亭", recurrence=card, **given)
    take_up(city, at, card)
    first = draft_undertaking(by=office, at=at, code="A1", name_zh="亭", recurrence=card, **given)
    with pytest.raises(Refused, match="project_already"):
        draft_undertaking(by=office, at=at, code="A2", name_zh="亭", recurrence=card, **given)
    drop_undertaking(by=office, at=at, undertaking=first, reason="并入整街改造")
    assert draft_undertaking(by=office, at=at, code="A2", name_zh="亭", recurrence=card, **given).recurrence == card
