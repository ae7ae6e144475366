"""Builds the sample city step by step. A step that is done is skipped, so building again harms nothing."""

import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic

from django.db import transaction

from chuangcheng.cases.queries import Case
from chuangcheng.frameworks.queries import Edition
from chuangcheng.places.queries import Area
from chuangcheng.sample import (
    answered,
    asking,
    calibrating,
    campaign,
    cards,
    channels,
    citizens,
    convened,
    fairness,
    foundations,
    geography,
    helping,
    history,
    honoured,
    listed,
    markets,
    material,
    official,
    planned,
    ranked,
    rechecking,
    recurring,
    rounds,
    routing,
    scores,
    staff,
    streets,
    systems,
    truth,
    ways,
)
from chuangcheng.sample.moments import founded, opening, opening_before, present
from chuangcheng.sample.scenery import Scenery
from chuangcheng.sample.sizes import WHOLE, Size
from chuangcheng.sample.visiting import visit_begun, visit_past
from chuangcheng.units.queries import Unit


class Progress:
    """One line per step, with a count that goes on in place where somebody looks."""

    def __init__(self) -> None:
        self.start = monotonic()
        self.done = 0
        self.title = ""

    def step(self, title: str) -> None:
        self.finish()
        self.title, self.done = title, 0
        self._show()

    def tick(self) -> None:
        self.done += 1
        if self.done % 50 == 0:
            self._show()

    def finish(self) -> None:
        if self.title:
            self._show("\n")
        self.title = ""

    def _show(self, end: str = "") -> None:
        count = f" {self.done}" if self.done else ""
        lead = "\r" if sys.stdout.isatty() else ""
        if end or sys.stdout.isatty():
            print(f"{lead}[{monotonic() - self.start:6.1f} s] {self.title}{count}", end=end, flush=True)


def is_another_city() -> bool:
    """True if the database holds a city that is not the sample: nothing is built into it."""
    areas = Area.objects
    return areas.exists() and not areas.filter(code=geography.CITY_CODE, name_zh=geography.CITY_NAME).exists()


def foundation(now: datetime, progress: Progress, size: Size = WHOLE) -> None:
    """What the first page needs: ground, people, framework, duties. Under a minute."""
    past = founded(now)
    _unless(Area.objects.exists, progress, "areas", lambda: foundations.areas(past))
    _unless(Unit.objects.exists, progress, "units and groups", lambda: staff.units(past))
    _unless(staff.has_staff, progress, "posts and people", lambda: staff.posts(past))
    _unless(Edition.objects.exists, progress, "frameworks", lambda: _frameworks(past, now))
    _unless(cards.has_cards, progress, "standard cards", lambda: cards.cards(past))
    _unless(foundations.is_laid, progress, "streets, facilities, sites", lambda: _ground(past, size))
    _unless(campaign.is_set_up, progress, "duties, holders, categories", lambda: _duties(past))
    _unless(channels.has_channels, progress, "channels", lambda: channels.channels(past))
    progress.finish()


def _frameworks(past: datetime, now: datetime) -> None:
    campaign.cycle(campaign.editions(past), past)
    campaign.assessment_day(past, now)


def _ground(past: datetime, size: Size) -> None:
    foundations.name_site_types(past)
    foundations.segments(past)
    kinds = foundations.facility_kinds(past)
    foundations.toilets(kinds["FK01"], past, size.toilets)
    foundations.sites(past, size)


def _duties(past: datetime) -> None:
    campaign.duties(list(Edition.objects.order_by("kind")), past)
    campaign.categories(past)


def _unless(is_done: Callable[[], bool], progress: Progress, title: str, build: Callable[[], object]) -> None:
    if is_done():
        return
    progress.step(title)
    with transaction.atomic():
        build()


def year(now: datetime, progress: Progress, size: Size = WHOLE) -> None:
    """What the year brought: three rounds, one that is open, today's draw, the cases. Goes on where it stopped."""
    scenery = Scenery(present(now))
    for number, days_ago in enumerate(rounds.PAST, start=1):
        _past_round(number, days_ago, scenery, progress, size)
    _open_round(len(rounds.PAST) + 1, scenery, progress, size)
    for number, days_ago in enumerate(markets.ASSESSED, start=1):
        _assessment(number, days_ago, scenery, progress, size)
    _streets(scenery, progress, size)
    _unless(markets.is_patrolled, progress, "a market's patrol, a trouble spot", lambda: markets.patrol(scenery))
    if not rounds.has_todays_draw():
        progress.step("the draw of today")
        with transaction.atomic():
            rounds.todays_draw(scenery.now, size)
    _unless(calibrating.has_calibrations, progress, "calibrations", lambda: calibrating.calibrations(scenery))
    _ways(len(rounds.PAST) + 1, scenery, progress)
    if Case.objects.count() < size.cases:
        progress.step("cases of the last year")
        history.cases(scenery, size, progress.tick)
    _unless(asking.has_surveys, progress, "questionnaires", lambda: asking.surveys(scenery))
    _unless(citizens.has_reports, progress, "reports of citizens", lambda: citizens.reports(scenery))
    _unless(helping.has_campaigns, progress, "volunteers", lambda: helping.volunteering(scenery))
    _unless(fairness.has_working_rules, progress, "working rules", lambda: fairness.working_rules(scenery))
    _unless(fairness.has_instructions, progress, "written instructions", lambda: fairness.instructions(scenery))
    _unless(fairness.has_results, progress, "results of units", lambda: fairness.results(scenery))
    _unless(material.is_asked, progress, "material, figures, negative events", lambda: material.material(scenery, size))
    if not truth.has_mock():
        progress.step("a mock assessment")
        with transaction.atomic():
            truth.mock(scenery, progress.tick)
    _unless(lambda: scores.are_estimated(scenery), progress, "scores and intervals", lambda: scores.estimate(scenery))
    _unless(truth.has_score, progress, "the whole score, repairs, a forecast", lambda: truth.score(scenery))
    _unless(lambda: ranked.are_ranked(scenery), progress, "rankings, trouble spots", lambda: ranked.rank(scenery))
    _unless(planned.has_plans, progress, "plans and their progress", lambda: planned.plans(scenery))
    _unless(answered.has_feedback, progress, "feedback of the province", lambda: answered.feedback(scenery))
    _unless(convened.has_meetings, progress, "meetings", lambda: convened.meetings(scenery))
    _unless(routing.has_rules, progress, "routing rules", lambda: routing.rules(scenery))
    _unless(listed.has_lists, progress, "red and black lists", lambda: listed.lists(scenery))
    _unless(listed.has_violations, progress, "violations in traffic", lambda: listed.violations(scenery))
    _unless(honoured.has_honours, progress, "honours", lambda: honoured.honours(scenery))
    _unless(official.has_papers, progress, "official documents", lambda: official.papers(scenery))
    _unless(systems.has_systems, progress, "another system, open data", lambda: systems.systems(scenery))
    progress.finish()


def _streets(scenery: Scenery, progress: Progress, size: Size) -> None:
    """Contracts and what came of them; then what was closed is looked at again, and what keeps coming back."""
    _unless(streets.has_terms, progress, "contracts for streets", lambda: streets.terms(scenery))
    for number, days_ago in enumerate(streets.ROUNDS[-size.street_rounds :], start=1):
        found = streets.round_of_streets(number)
        if found is not None and found.state == "ended":
            continue
        progress.step(f"round {number} of the shopping streets")
        planned = found or streets.prepared(number, opening(scenery.now - timedelta(days=days_ago)), size)
        visit_past(planned, number, scenery, progress.tick, streets.StreetTour)
    _unless(streets.has_looked, progress, "units look for themselves", lambda: streets.self_checks(scenery))
    _unless(
        rechecking.are_made, progress, "closed cases looked at again", lambda: rechecking.recheck_rounds(scenery, size)
    )
    _unless(recurring.has_cards, progress, "what keeps coming back", lambda: recurring.cards(scenery))


def _ways(number: int, scenery: Scenery, progress: Progress) -> None:
    found = rounds.round_of(number)
    if found is not None and found.state == "open":
        _unless(ways.has_ways, progress, "year plan and today's routes", lambda: ways.ways(found, scenery.now))


def _past_round(number: int, days_ago: int, scenery: Scenery, progress: Progress, size: Size) -> None:
    found = rounds.round_of(number)
    if found is not None and found.state == "ended":
        return
    progress.step(f"round {number}")
    opened_at = opening(scenery.now - timedelta(days=days_ago))
    visit_past(found or rounds.prepared(number, opened_at, size), number, scenery, progress.tick)


def _assessment(number: int, days_ago: int, scenery: Scenery, progress: Progress, size: Size) -> None:
    found = markets.assessment_of(number)
    if found is not None and found.state == "ended":
        return
    progress.step(f"assessment {number} of the markets")
    opened_at = opening(scenery.now - timedelta(days=days_ago))
    visit_past(found or markets.assessment(number, opened_at, size), number, scenery, progress.tick)


def _open_round(number: int, scenery: Scenery, progress: Progress, size: Size) -> None:
    found = rounds.round_of(number)
    if found is not None and found.state != "open":
        return
    progress.step(f"round {number}, begun")
    planned = found or rounds.prepared(number, opening_before(scenery.now), size)
    visit_begun(planned, number, scenery, progress.tick)
