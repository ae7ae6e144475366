"""What follows by itself: a draft when a case has ended, forgetting on schedule, pictures that nobody sent."""

from chuangcheng.kit import clock
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.jobs import job
from chuangcheng.participation.actions import draft_answer, follow_case, forget_contacts, sweep_uploads, tell_followers
from chuangcheng.participation.models import Report, ReportState


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


@job()
def forget() -> None:
    """Contact details are kept for a period, uploads without a report for two days."""
    at = clock.now()
    while forget_contacts(by=SYSTEM, at=at):
        continue
    sweep_uploads(by=SYSTEM, at=at)
