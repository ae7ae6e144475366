"""What the public reads, the answer, and the citizen's word on it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from chuangcheng.cases.masking import traces
from chuangcheng.cases.queries import State
from chuangcheng.evidence.queries import copies_of
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.participation.actions.triage import WAITING, area_of, reopened, wanted
from chuangcheng.participation.models import Answer, AnswerState, Report, ReportPhoto, ReportState, Satisfaction
from chuangcheng.participation.queries.desk import contact_of
from chuangcheng.participation.rules import ANSWER_LIMIT, LONGEST_TEXT, REVIEW_LIMIT, clean_text
from chuangcheng.participation.workflow import check, moved

UNPUBLISHED = (ReportState.HELD, ReportState.ERASED, ReportState.MERGED)


def _no_traces(text: str, field: str) -> str:
    """The text, if nothing in it points to a person by number. Refused `names_somebody` with what was found."""
    found = traces(text)
    if found:
        said = _("Take out what points to a person: %(what)s") % {"what": found[0]}
        raise Refused("names_somebody", said, field=field)
    return text.strip()


def publish_report(*, by: Actor, at: datetime, report: Report, text: str, photos: Sequence[ReportPhoto] = ()) -> Report:
    """Let words and pictures through to the public pages. Refused: `missing`, `wrong_state`, `names_somebody`,
    `unseen` for a picture that was not decoded, `not_looked_at` for one that nobody has looked at for faces."""
    by.must("participation.publish_report", area_path=area_of(report))
    if report.state in UNPUBLISHED:
        raise Refused("wrong_state", _("A report in this state is not published."))
    if not text.strip():
        raise Refused("missing", _("Write what the public reads."), field="text")
    text = _no_traces(text[:500], "text")
    if any(photo.report_id != report.pk or photo.file.state != "cleared" for photo in photos):
        raise Refused("unseen", _("This picture has not been examined yet."), field="photos")
    if copies_of(photo.file_id for photo in photos).keys() != {photo.file_id for photo in photos}:
        said = _("Look at this picture first, and cover faces and number plates.")
        raise Refused("not_looked_at", said, field="photos")
    with act("participation.publish_report", by=by, at=at, on=report, code=report.shown_code) as record:
        report.photos.update(is_public=False)
        report.photos.filter(pk__in=[photo.pk for photo in photos]).update(is_public=True)
        report.public_zh, report.published_at = text, report.published_at or at
        report.save(update_fields=["public_zh", "published_at"])
        record.note(photos=len(photos))
    return report


def withdraw_report(*, by: Actor, at: datetime, report: Report, reason: str) -> Report:
    """Off the public pages, pictures included."""
    by.must("participation.withdraw_report", area_path=area_of(report))
    if not reason.strip():
        raise Refused("missing", _("Say why."), field="reason")
    with act("participation.withdraw_report", by=by, at=at, on=report, code=report.shown_code, reason=reason.strip()):
        report.photos.update(is_public=False)
        report.public_zh, report.published_at = "", None
        report.save(update_fields=["public_zh", "published_at"])
    return report


def follow_case(*, by: Actor, at: datetime, report: Report) -> Report:
    """Its case was merged into another one: from now on the report waits for that one."""
    by.must("participation.follow_case", area_path=area_of(report))
    case = report.case
    if case is None or case.merged_into is None:
        return report
    with act("participation.follow_case", by=by, at=at, on=report, code=report.shown_code) as record:
        report.case = case.merged_into
        report.save(update_fields=["case"])
        record.note(case=case.merged_into.number)
    return report


def draft_answer(*, by: Actor, at: datetime, report: Report) -> Answer | None:
    """Words to begin with, from the case: what was done, by which unit. A draft that stands is left alone; None where
    the report waits for no answer."""
    by.must("participation.draft_answer", area_path=area_of(report))
    has_ended = report.case is not None and report.case.closed_at is not None
    if report.state != ReportState.TAKEN_UP or not has_ended or report.replies.filter(state="draft").exists():
        return None
    with act("participation.draft_answer", by=by, at=at, on=report, code=report.shown_code):
        answer = Answer.objects.create(report=report, text_zh=drafted(report), drafted_at=at)
        Report.objects.filter(pk=report.pk).update(**wanted(at, ANSWER_LIMIT))
    return answer


def drafted(report: Report) -> str:
    """Answers are Chinese, whatever the language of whoever closes the case."""
    case = report.case
    assert case is not None
    last = case.submissions.order_by("attempt").last()
    values = {"unit": case.unit.name_zh if case.unit else "", "measure": last.measure.rstrip("。") if last else ""}
    with translation.override("zh-hans"):
        if case.state == State.CLOSED and values["measure"]:
            text = _("Thank you for your report. %(unit)s has dealt with it: %(measure)s. It was checked on the spot.")
        elif case.state == State.CLOSED:
            text = _("Thank you for your report. It has been put right and checked on the spot.")
        else:
            text = _("Thank you for your report. It was looked at; no further measure was taken.")
        return text % values


def publish_answer(*, by: Actor, at: datetime, report: Report, text: str) -> Answer:
    """The city's answer, in the words of a person. Refused: `missing`, `wrong_state`, `names_somebody`, `not_done`
    while the case is open."""
    by.must("participation.publish_answer", area_path=area_of(report))
    move = check("participation.publish_answer", report, {"text": text.strip()})
    text = _no_traces(text[: LONGEST_TEXT * 2], "text")
    if report.case is not None and report.case.closed_at is None:
        raise Refused("not_done", _("Its case is still open: answer when it has been closed."))
    with act("participation.publish_answer", by=by, at=at, on=report, code=report.shown_code):
        answer = report.replies.filter(state=AnswerState.DRAFT).first() or Answer(report=report, drafted_at=at)
        answer.text_zh, answer.state = text, AnswerState.PUBLISHED
        answer.published_at, answer.published_by_id = at, by.person_id
        answer.save()
        unit = report.case.unit_id if report.case else None
        rating: dict[str, Any] = {"satisfaction": None, "rated_at": None, "answered_unit_id": unit}
        moved(report, move, answered_at=at, wanted_at=at + WAITING, **rating)
    return answer


def confirm_answer(*, by: Actor, at: datetime, report: Report) -> Report:
    """The citizen says that it is put right."""
    by.must("participation.confirm_answer")
    move = check("participation.confirm_answer", report, {})
    with act("participation.confirm_answer", by=by, at=at, on=report, code=report.shown_code):
        moved(report, move, ended_at=at)
    return report


def _word(text: str) -> str:
    try:
        return clean_text(text[:LONGEST_TEXT])
    except ValueError:
        raise Refused("control_characters", _("The text holds characters that are no text."), field="text") from None


def object_to_answer(*, by: Actor, at: datetime, report: Report, text: str) -> Report:
    """The citizen says that it is not put right: once this reopens the case; after that it is a review.

    Refused: `objected_before`.
    """
    by.must("participation.object_to_answer")
    text = _word(text)
    move = check("participation.object_to_answer", report, {"text": text})
    if report.objection_count:
        said = _("You have objected before: a review by somebody else is the next step.")
        raise Refused("objected_before", said, field="text")
    with act("participation.object_to_answer", by=by, at=at, on=report, code=report.shown_code):
        reopened(report, at, str(OBJECTED))
        moved(report, move, objection=text, objection_count=1, answered_at=None, wanted_at=at + WAITING)
    return report


OBJECTED = _lazy("The citizen says that it is not put right.")


def ask_review(*, by: Actor, at: datetime, report: Report, text: str) -> Report:
    """The citizen does not agree with the second answer, or with a refusal: a person looks at it."""
    by.must("participation.ask_review")
    text = _word(text)
    move = check("participation.ask_review", report, {"text": text})
    with act("participation.ask_review", by=by, at=at, on=report, code=report.shown_code):
        moved(
            report,
            move,
            objection=text,
            objection_count=report.objection_count + 1,
            ended_at=None,
            **wanted(at, REVIEW_LIMIT),
        )
    return report


def rate_answer(*, by: Actor, at: datetime, report: Report, satisfaction: int) -> Report:
    """One tap; once for each answer. Refused: `not_answered`, `rated`, `unknown_rating`."""
    by.must("participation.rate_answer")
    if report.answered_at is None:
        raise Refused("not_answered", _("This report has not been answered yet."))
    if satisfaction not in Satisfaction.values:
        raise Refused("unknown_rating", _("Choose one of the three."), field="satisfaction")
    with act("participation.rate_answer", by=by, at=at, on=report, code=report.shown_code, rating=satisfaction):
        row = Report.objects.filter(pk=report.pk, satisfaction=None)
        if not row.update(satisfaction=satisfaction, rated_at=at):
            raise Refused("rated", _("You have rated this answer already. Thank you."))
        report.satisfaction, report.rated_at = satisfaction, at
    return report


def read_contact(*, by: Actor, at: datetime, report: Report, reason: str) -> dict[str, str]:
    """The contact details in clear, for a reason that stays in the record."""
    by.must("participation.read_contact", area_path=area_of(report))
    if not reason.strip():
        raise Refused("missing", _("Say why."), field="reason")
    with act("participation.read_contact", by=by, at=at, on=report, code=report.shown_code, reason=reason.strip()):
        return contact_of(report)
