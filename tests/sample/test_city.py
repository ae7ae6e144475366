"""A tenth of the sample city, built by actions alone and interrupted, is whole; building it again harms nothing."""

from datetime import datetime, timedelta

import pytest
from django.apps import apps

from chuangcheng.cases.queries import Case, Recheck
from chuangcheng.draws.queries import Draw
from chuangcheng.draws.rules import verify
from chuangcheng.duties.queries import adopted, street_counts
from chuangcheng.exposures.models import ViolationPicture
from chuangcheng.inspections.models import Finding
from chuangcheng.inspections.queries import Round, RouteStop, SelfCheck, Visit, YearPlan, batches
from chuangcheng.journal import chain
from chuangcheng.journal.sealing import seal_entries
from chuangcheng.participation.models import Report
from chuangcheng.patrols.queries import Alarm, Scan, TroubleSpot, Window
from chuangcheng.places.queries import Facility, Segment, Site
from chuangcheng.plans.queries import Shortfall
from chuangcheng.recurrences.queries import Recurrence
from chuangcheng.sample.building import Progress, foundation, is_another_city, year
from chuangcheng.sample.sizes import TENTH
from chuangcheng.sample.staff import actor
from chuangcheng.scoring.city import OfficialResult
from chuangcheng.scoring.questionnaires import questionnaire_scores
from chuangcheng.scoring.streets import street_results, usual_period
from chuangcheng.surveys.queries import Survey, hints_of, samples_of, work_of
from chuangcheng.units.queries import Group, Unit
from tests.standing import AT as NOW

SURVEY_DRAWS = 2
"""Communities and households of the survey that is over."""
pytestmark = pytest.mark.django_db


def rows() -> dict[str, int]:
    """How many rows each table of ours has."""
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def test_the_sample_city_is_whole_and_building_it_again_changes_nothing(sample_city: datetime) -> None:
    assert OfficialResult.objects.exists()

    assert (Unit.objects.count(), Group.objects.count(), Segment.objects.count()) == (99, 18, 83)
    toilets = Facility.objects.filter(kind__code="FK01").count()
    assert (toilets, Site.objects.filter(site_type__code="P33").count()) == (123, 15)
    ours = Round.objects.filter(kind="round", draw__context__street__isnull=True, draw__context__mock__isnull=True)
    assert [one.state for one in Round.objects.filter(draw__context__mock=True)] == ["ended"]
    assert [one.state for one in ours.order_by("code")] == ["ended", "ended", "ended", "open"]
    assert [one.state for one in Round.objects.filter(kind="market")] == ["ended", "ended"]
    _one_market_is_patrolled()
    _streets_have_terms_results_and_cards()
    # Beside them what the province fed back, what citizens reported, and what the mock assessment found.
    fed_back = Shortfall.objects.exclude(case=None).values("case")
    reported = Report.objects.exclude(case=None).values("case")
    mocked = Finding.objects.filter(visit__round__draw__context__mock=True).values("case")
    others = Case.objects.exclude(pk__in=fed_back).exclude(pk__in=reported).exclude(pk__in=mocked)
    assert others.count() == TENTH.cases
    _nobody_was_up_at_night()
    _proofs_hold_and_say_that_they_are_samples()
    _su_qing_has_stops_left()
    _a_survey_is_scored_and_one_goes_on()
    # Exposed, on its way, and one whose picture waits to be covered.
    assert [bool(one.token) for one in ViolationPicture.objects.order_by("pk")] == [True, True, False]

    assert RouteStop.objects.filter(route__round__state="open", position__isnull=False).exists()
    # The mock assessment of last month may serve the batches that the open round would: chance draws both.
    states = {row.state for row in batches(YearPlan.objects.get(), NOW)}
    assert "done" in states and len(states) > 1

    before = rows()
    foundation(NOW + timedelta(days=1), Progress(), TENTH)
    year(NOW + timedelta(days=1), Progress(), TENTH)
    assert rows() == before
    assert not is_another_city()

    while seal_entries(at=NOW + timedelta(days=2)):
        pass
    verdict = chain.check(chain.lines())
    assert not chain.orphans()
    assert (verdict.fault, verdict.unsealed) == ("", 0)


def _a_survey_is_scored_and_one_goes_on() -> None:
    states = {one.code.rsplit("-", 1)[1]: one for one in Survey.objects.all()}
    assert (states["1"].state, states["2"].state) == ("closed", "open")
    found = questionnaire_scores(edition=states["1"].edition, at=NOW)
    assert {"", "C1.5.5", "C2.2.4"} <= {one.standard for one in found}
    assert all(0.4 < one.value < 1 and one.standard_error > 0 for one in found)
    hints = [hint for sample in samples_of(states["1"]) for hint in hints_of(sample)]
    assert "alike" in {hint.kind for hint in hints}
    assert len(work_of(actor("yanqing", NOW))) == 9


def _nobody_was_up_at_night() -> None:
    hours = {case.opened_at.astimezone(NOW.tzinfo).hour for case in Case.objects.all()}
    assert hours <= set(range(7, 22))  # the night market is loud until ten
    assert not Case.objects.filter(opened_at__gt=NOW).exists()


def _proofs_hold_and_say_that_they_are_samples() -> None:
    for draw in Draw.objects.filter(state="revealed"):
        assert draw.proof["sample"] is True
        assert verify(draw.proof).holds
    assert Draw.objects.filter(state="revealed").count() == 5 + TENTH.street_rounds + 2 + SURVEY_DRAWS
    assert Draw.objects.get(context__today=True).state == "committed"


def _one_market_is_patrolled() -> None:
    """A gap ahead, scans, one alarm of one point; a trouble spot in treatment with its log."""
    window = Window.objects.get(team=None)
    assert window.starts_at > NOW
    assert Scan.objects.count() > 100
    assert [one.point.name_zh for one in Alarm.objects.get().points.all()] == ["垃圾收集点"]
    spot = TroubleSpot.objects.get()
    assert (spot.state, spot.entries.count(), spot.assessments.count()) == ("treating", 2, 2)


def _streets_have_terms_results_and_cards() -> None:
    """Contracts of every kind, drawn visits on shopping streets, private checks, a re-check round, five cards."""
    counts = street_counts(NOW)
    assert (counts["lapsed"], counts["ending"], counts["nobody"]) == (1, 1, 0)
    assert counts["joint"] > 0
    assert SelfCheck.objects.exclude(finished_at=None).count() == 3
    assert SelfCheck.objects.filter(private_until__gt=NOW).count() == 1
    outcomes = set(Recheck.objects.filter(is_drawn=True).values_list("outcome", flat=True))
    assert "kept" in outcomes
    assert sorted(Recurrence.objects.values_list("state", "times")) == [
        ("declined", 3),
        ("finished", 3),
        ("proposed", 3),
        ("proposed", 4),
        ("taken_up", 3),
    ]
    visits = [one.result.visits for one in street_results(list(adopted(NOW)), usual_period(NOW), NOW)]
    assert max(visits) >= 3


def _su_qing_has_stops_left() -> None:
    waiting = Visit.objects.filter(round__state="open", state="planned")
    own = waiting.filter(inspectors__post__code="DW30-suqing")
    assert {"drawn", "recheck"} <= set(own.values_list("kind", flat=True))
