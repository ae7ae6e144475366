"""Before a rule is switched on: November once more under it. Nothing is written until then."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.urls import reverse

from chuangcheng.cases.queries import EscalationStep
from chuangcheng.scoring import rehearsal
from chuangcheng.scoring.result_rules import DEFAULT, changed
from chuangcheng.scoring.results import rules_for
from tests.stories import sign_in


def pairs(found):
    return {unit.code: (before, after) for unit, before, after in found.units}


def rows():
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


@pytest.fixture
def past(november):
    """Three street lamps of two working days: next day, on the eighth of the following days, never."""
    quick, slow = november.closed(), november.closed(days=8)
    return quick, slow, november.street.accepted(november.start)


def test_another_deadline(november, past, later):
    lamps = november.street.category("B0102")
    before = rows()
    longer = rehearsal.with_limit(later, lamps, "10 working_days")
    assert pairs(longer) == {"DW26": (2, 1)}
    assert [case.pk for case in longer.cases] == [past[1].pk]
    assert (longer.replayed, longer.differing) == (3, 1)
    shorter = rehearsal.with_limit(later, lamps, "1 working_hours")
    assert pairs(shorter) == {"DW26": (2, 3)}
    assert pairs(rehearsal.with_limit(later, lamps, "2 working_days")) == {"DW26": (2, 2)}
    assert rows() == before


def test_another_first_addressee(november, past, later):
    found = rehearsal.with_route(later, november.street.category("B0102"), november.city.units["DW49"])
    assert pairs(found) == {"DW26": (3, 0), "DW49": (0, 3)}
    assert found.differing == 3


def test_another_step_of_the_ladder(november, past, later):
    step = EscalationStep.objects.get(kind="escalate", audience="head")
    found = rehearsal.with_step(later, step, 60)
    assert pairs(found) == {"DW26": (2, 1)}
    assert [case.pk for case in found.cases] == [past[1].pk]


def test_another_weight(november, past, later):
    found = rehearsal.with_rules(later, changed(DEFAULT, "on_time.weight", "20"))
    before, after = pairs(found)["DW26"]
    assert (str(before), str(after)) == ("72.83", "86.17")
    assert found.differing == 0


def test_the_page_shows_first_and_switches_on_then(november, past, later, client, settings):
    settings.CLOCK_SHIFT_SECONDS += timedelta(days=20).total_seconds()
    lamps, page = november.street.category("B0102"), reverse("desk:rehearsal")
    sign_in(client, "lin_yue")
    assert client.get(page).status_code == 200
    given = {"what": "limit", "category": lamps.pk, "limit_0": "10", "limit_1": "working_days"}
    shown = client.get(page, given)
    assert pairs(shown.context["found"]) == {"DW26": (2, 1)}
    lamps.refresh_from_db()
    assert lamps.limit == "2 working_days"
    assert client.post(page, given).status_code == 302
    lamps.refresh_from_db()
    assert lamps.limit == "10 working_days"
    weight = {"what": "rules", "number": "on_time.weight", "value": "20"}
    assert client.get(page, weight).context["found"].units
    assert client.post(page, weight).status_code == 302
    version, data = rules_for(later.date().replace(day=1))
    assert (version, data["on_time"]["weight"]) == (1, "20")
    step = EscalationStep.objects.get(kind="escalate", audience="head")
    assert client.post(page, {"what": "step", "step": step.pk, "hours": "60"}).status_code == 302
    assert EscalationStep.objects.get(kind="escalate", audience="head").working_hours == 60
    route = {"what": "route", "category": lamps.pk, "unit": november.city.units["DW49"].pk}
    assert client.post(page, route).status_code == 302
    lamps.refresh_from_db()
    assert lamps.default_unit.code == "DW49"
    assert client.get(page, {"what": "magic"}).status_code == 404
    sign_in(client, "ma_jun")
    assert client.get(page).status_code == 404
