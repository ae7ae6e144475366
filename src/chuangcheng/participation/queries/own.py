"""What the holder of the secret link sees of the own report: everything that was written, and each step."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.tokens import token_hash
from chuangcheng.participation.models import AnswerState, Report, ReportPhoto, ReportState
from chuangcheng.participation.queries.public import Step, steps

MAY = {
    ReportState.ANSWERED: ("confirm", "object"),
    ReportState.DECLINED: ("review",),
}
"""What the citizen may say in a state."""


@dataclass(frozen=True, slots=True)
class OwnReport:
    """A report with what its writer may do now."""

    report: Report
    replies: tuple[Any, ...]
    photos: tuple[ReportPhoto, ...]
    may: tuple[str, ...]
    may_rate: bool


def own_report(token: str) -> OwnReport:
    """The report behind a secret link. NotFound for an unknown one, and for one that was deleted."""
    rows = Report.objects.select_related("category", "area", "segment", "site", "facility", "joined_to", "case__unit")
    report = rows.filter(link_hash=token_hash(token)).exclude(state=ReportState.ERASED).first()
    if report is None:
        raise NotFound("report")
    may = MAY.get(ReportState(report.state), ())
    if report.state == ReportState.ANSWERED and report.objection_count:
        may = ("confirm", "review")
    return OwnReport(
        report,
        tuple(report.replies.filter(state=AnswerState.PUBLISHED)),
        tuple(report.photos.select_related("file")),
        may,
        report.answered_at is not None and report.satisfaction is None,
    )


def own_photo(token: str, pk: int) -> ReportPhoto:
    """One's own picture."""
    found = own_report(token).report.photos.select_related("file").filter(pk=pk).first()
    if found is None:
        raise NotFound("photo")
    return found


def own_steps(report: Report) -> list[Step]:
    """The public steps, and the end if it came by one's own word."""
    found = steps(report)
    if report.state == ReportState.CONFIRMED and report.ended_at:
        found.append(Step(report.ended_at, _("You confirmed that it is put right")))
    return found


def kept_uploads(client_id: object) -> int:
    """How many pictures wait for the report of this device's id."""
    try:
        known = uuid.UUID(str(client_id))
    except ValueError:
        return 0
    return ReportPhoto.objects.filter(client_id=known, report=None).count()
