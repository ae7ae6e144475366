"""Builds the sample city step by step. A step that is done is skipped, so building again harms nothing."""

import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic

from django.db import transaction

from chuangcheng.cases.queries import Case
from chuangcheng.draws.queries import Draw
from chuangcheng.frameworks.queries import Edition
from chuangcheng.inspections.queries import Round
from chuangcheng.sample import campaign, foundations, history, rounds, staff

YEAR = timedelta(days=420)


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


def foundation(now: datetime, progress: Progress) -> None:
    """What the first page needs: ground, people, framework, duties. Under a minute."""
    past = now - YEAR
    _unless(foundations.Area.objects.exists, progress, "areas", lambda: foundations.areas(past))
    _unless(staff.Unit.objects.exists, progress, "units and groups", lambda: staff.units(past))
    _unless(staff.has_staff, progress, "posts and people", lambda: staff.posts(past))
    _unless(Edition.objects.exists, progress, "frameworks", lambda: _frameworks(past))
    _unless(foundations.is_laid, progress, "streets, facilities, sites", lambda: _ground(past))
    _unless(campaign.is_set_up, progress, "duties, holders, categories", lambda: _duties(past))
    progress.finish()


def _frameworks(past: datetime) -> None:
    campaign.cycle(campaign.editions(past), past)


def _ground(past: datetime) -> None:
    foundations.segments(past)
    kinds = foundations.facility_kinds(past)
    foundations.toilets(kinds["FK01"], past)
    foundations.sites(past)


def _duties(past: datetime) -> None:
    campaign.duties(list(Edition.objects.order_by("kind")), past)
    campaign.categories(past)


def _unless(is_done: Callable[[], bool], progress: Progress, title: str, build: Callable[[], None]) -> None:
    if is_done():
        return
    progress.step(title)
    with transaction.atomic():
        build()


def year(now: datetime, progress: Progress) -> None:
    """What the year brought: today's draw, three rounds, 4,000 cases."""
    if not Draw.objects.filter(context__today=True).exists():
        progress.step("the draw of today")
        rounds.todays_draw(now)
    for number, (days_ago, season) in enumerate(rounds.PAST, start=1):
        _round(number, days_ago, season, now, progress)
    if Case.objects.count() < history.CASES or Case.objects.filter(source="inspection", state="dispatched").exists():
        progress.step("cases of the last year")
        history.cases(now, progress.tick)
    progress.finish()


def _round(number: int, days_ago: int, season: str, now: datetime, progress: Progress) -> None:
    found = Round.objects.filter(code__endswith=f"-{number:02d}", code__startswith="R").first()
    if found is not None and found.state == "ended":
        return
    progress.step(f"round {number}")
    planned = found or rounds.past_round(number, days_ago, season, now)
    rounds.visit_all(planned, number, progress.tick)
