"""What follows by itself: a draft when a case has ended, forgetting on schedule, pictures that nobody sent."""

from contextlib import suppress

from chuangcheng.kit import clock
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.jobs import job
from chuangcheng.kit.refused import Refused
from chuangcheng.participation.actions import (
    draft_answer,
    follow_case,
    forget_alerts,
    forget_contacts,
    invite_to_alert,
    sweep_uploads,
    tell_area_alerts,
    tell_followers,
    train_model,
)
from chuangcheng.participation.models import Alert, LearntModel, Report, ReportState
from chuangcheng.participation.queries import count_closed_since
from chuangcheng.participation.rules import LEARN_EVERY


@job()
def draft_answers(case_id: int) -> None:
    """The case has ended: each report that waits for it gets words to begin with."""
    waiting = Report.objects.filter(case=case_id, state=ReportState.TAKEN_UP).select_related("area")
    for report in waiting.select_related("case__merged_into__unit")[:200]:
        at = clock.now()
        draft_answer(by=SYSTEM, at=at, report=follow_case(by=SYSTEM, at=at, report=report))


@job(queue="outside")
def tell(report_id: int) -> None:
    """The answer is out: whoever left an address hears it."""
    report = Report.objects.filter(pk=report_id).first()
    if report is not None:
        tell_followers(by=SYSTEM, at=clock.now(), report=report)


@job(queue="outside")
def invite(alert_id: int) -> None:
    """Somebody gave an address: is it theirs?"""
    alert = Alert.objects.select_related("report", "area").filter(pk=alert_id).first()
    if alert is not None:
        invite_to_alert(by=SYSTEM, at=clock.now(), alert=alert)


@job(queue="outside")
def tell_areas() -> None:
    """What is new in the areas that citizens listen to."""
    at = clock.now()
    while tell_area_alerts(by=SYSTEM, at=at):
        continue


@job(queue="slow")
def learn() -> None:
    """Once a month, where there is enough to learn from and a tenth of it is new: a model is offered, a person
    decides."""
    from chuangcheng.participation.triage.own import LEAST_REPORTS

    last = LearntModel.objects.first()
    at, count = clock.now(), count_closed_since(None)
    if count < LEAST_REPORTS or (last and last.trained_at > at - LEARN_EVERY):
        return
    if last and count_closed_since(last.trained_at) * 10 < count:
        return
    with suppress(Refused):  # too few of a kind: next month there are more
        train_model(by=SYSTEM, at=at)


@job()
def forget() -> None:
    """Contact details are kept for a period, uploads without a report for two days."""
    at = clock.now()
    while forget_contacts(by=SYSTEM, at=at):
        continue
    while forget_alerts(by=SYSTEM, at=at):
        continue
    sweep_uploads(by=SYSTEM, at=at)
