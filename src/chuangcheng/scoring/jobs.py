"""What scoring does by news and by the clock."""

from datetime import timedelta

from django.utils.timezone import localdate

from chuangcheng.kit import clock
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.jobs import job
from chuangcheng.proceedings.queries import get_proceeding
from chuangcheng.scoring import city, estimates, repairs, results, spotting, standings, summaries
from chuangcheng.scoring.actions import (
    draft_results,
    restate_result,
    store_estimate,
    store_hotspots,
    store_ranking,
    store_repair_list,
    store_whole_score,
)
from chuangcheng.scoring.burden import counted, span_of
from chuangcheng.scoring.models import ResultMonth


@job()
def take_decision(proceeding_id: int) -> None:
    """A proceeding was decided: if it grants that rows do not belong in a result, the result is stated anew."""
    row = get_proceeding(proceeding_id)
    if row.subject_kind == results.LINE_SUBJECT and row.outcome == "upheld":
        # The moment at which the new version can be seen: a bulletin issued before it could not know of it.
        at = clock.now()
        restate_result(by=SYSTEM, at=max(at, row.decided_at or at), proceeding=row)


@job()
def draft_last_month() -> None:
    """The results of the month that has ended are drafted once; people confirm and announce them."""
    at = clock.now()
    last = (localdate(at).replace(day=1) - timedelta(days=1)).replace(day=1)
    if not ResultMonth.objects.filter(month=last).exists():
        draft_results(by=SYSTEM, at=at, month=last)


@job()
def count_burden() -> None:
    """Count the burden of this week and month, so that no page has to."""
    at = clock.now()
    for code in ("week", "month"):
        counted(span_of(code, at), fresh=True)


@job()
def estimate_scores() -> None:
    """Every score that a page can ask for has an interval of today's observations; what has one is left alone."""
    at = clock.now()
    for scope in estimates.scopes(at):
        if not estimates.is_current(scope):
            store_estimate(by=SYSTEM, at=at, scope=scope)


@job()
def compute_whole_scores() -> None:
    """The whole score of both frameworks, where anything it rests on has changed; once a day in any case."""
    at = clock.now()
    for edition in city.editions_scored(at):
        inputs, _estimate = city.gathered(edition, at)
        last = city.latest(edition)
        if last is None or last.day != localdate(at) or last.mark != city.mark_of(inputs):
            store_whole_score(by=SYSTEM, at=at, edition=edition)


@job()
def list_repairs() -> None:
    """What could be put right: it walks running cases and past work, so pages read what is kept."""
    at, hours = clock.now(), int(city.rules_now()[1]["capacity_hours"])
    for edition in city.editions_scored(at):
        row = store_repair_list(by=SYSTEM, at=at, edition=edition)
        if row is not None:
            for aim in (repairs.SCORE, repairs.HARM):
                repairs.planned(row, capacity=hours, by=aim)


@job()
def rank() -> None:
    """The rankings rest on all that has been judged; what does is left alone."""
    at = clock.now()
    for days in standings.PERIODS:
        if not standings.is_current(days, at):
            store_ranking(by=SYSTEM, at=at, days=days)


@job()
def find_hotspots() -> None:
    """Once a day trouble spots are looked for anew."""
    at = clock.now()
    for days in spotting.PERIODS:
        if not spotting.is_current(days, at):
            store_hotspots(by=SYSTEM, at=at, days=days)


@job()
def refresh_summaries() -> None:
    """Count the rounds in which something was visited since into their cells."""
    summaries.refresh(clock.now())


@job()
def verify_summaries() -> None:
    """Count every round a second time: cells that differ from their rows are counted anew, and the doctor tells."""
    summaries.verify(clock.now())
