"""A report comes in: from the public page, or taken down by the staff. Both are one form and one row."""

import secrets
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from chuangcheng.calendars.queries import deadline
from chuangcheng.calendars.rules import Limit
from chuangcheng.cases.queries import Category
from chuangcheng.evidence.actions import delete_file, receive_file
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import SYSTEM, Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.sealed import seal_value
from chuangcheng.kit.tokens import token_hash
from chuangcheng.participation import guarding
from chuangcheng.participation.located import columns
from chuangcheng.participation.models import Call, Channel, Contact, Report, ReportPhoto, Tally
from chuangcheng.participation.rules import (
    ALPHABET,
    CODE_LENGTH,
    LONGEST_TEXT,
    MOST_PHOTOS,
    SHORTEST_TEXT,
    TRIAGE_LIMIT,
    UPLOAD_KEPT,
    clean_text,
)
from chuangcheng.participation.workflow import check, moved
from chuangcheng.places.queries import Place


@dataclass(frozen=True, slots=True)
class Said:
    """What a report says. `answers`: key of the category's question → answer."""

    description: str
    place: Place
    category: Category | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)
    phone: str = ""
    email: str = ""
    call: Call | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """The device's side of a report: its id, where it came from (hashed), and whether the small work was done."""

    client_id: uuid.UUID
    origin: str
    worked: bool = False


def seal(text: str) -> str:
    """Sealed for this room; blank stays blank."""
    return seal_value(text.encode(), "participation") if text else ""


def own_token(client_id: uuid.UUID, link_hash: str = "") -> str:
    """The secret of a report's link. It follows from the device's id and the city's key, so that a phone that sends
    its report twice learns the same link; nobody can make it from the tracking code.
    `link_hash`: of the report that is there, whatever key it came under."""
    return guarding.token_of(str(client_id), "participation.link", link_hash)


def receive_report(*, by: Actor, at: datetime, said: Said, sent: Sent) -> Report:
    """A report from the public page. The same device's id again gives the same report.

    Refused: `flood`, `missing`, `too_short`, `too_long`, `control_characters`, `bad_phone`.
    """
    by.must("participation.receive_report")
    if known := Report.objects.filter(client_id=sent.client_id).first():
        return known
    text = checked(said)
    count = guarding.counted("report", sent.origin, at)
    why = guarding.why_hold({"description": text, "phone": said.phone}, worked=sent.worked, count=count)
    check("participation.receive_report", None, {"description": text})
    try:
        with transaction.atomic(), act("participation.receive_report", by=by, at=at) as record:
            report = saved(said, text, sent.client_id, at)
            record.on(report, code=report.shown_code, channel=report.channel, photos=report.photos.count())
            if why:
                hold_report(by=SYSTEM, at=at, report=report, reason=why)
    except IntegrityError:  # the same phone sent it twice at once
        return Report.objects.get(client_id=sent.client_id)
    return report


def take_in_report(
    *, by: Actor, at: datetime, said: Said, channel: str, client_id: uuid.UUID | None = None, files: Sequence[Any] = ()
) -> Report:
    """A call or a visit taken down by the staff, or an order of the hotline. Refused as `receive_report`, without
    counting."""
    by.must("participation.take_in_report", area_path=said.place.area.path)
    text = checked(said)
    check("participation.take_in_report", None, {"description": text})
    if channel not in Channel.values:
        raise Refused("unknown_channel", _("This way of coming in is not known."), field="channel")
    with act("participation.take_in_report", by=by, at=at) as record:
        new_id = client_id or uuid.uuid4()
        report = saved(said, text, new_id, at, channel, by.person_id)
        ReportPhoto.objects.bulk_create(
            ReportPhoto(report=report, client_id=new_id, file=file, added_at=at) for file in files
        )
        record.on(report, code=report.shown_code, channel=channel)
    return report


def checked(said: Said, longest: int = LONGEST_TEXT, shortest: int = SHORTEST_TEXT) -> str:
    """The clean text. What is wrong names its field."""
    if len(said.description) > longest * 4:
        raise _too_long(longest)
    try:
        text = clean_text(said.description)
    except ValueError:
        wrong = _("The text holds characters that are no text. Please write it anew.")
        raise Refused("control_characters", wrong, field="description") from None
    if len(text) > longest:
        raise _too_long(longest)
    if len(text) < shortest:
        raise Refused("too_short", _("Please say in a few words what is wrong."), field="description")
    if said.phone and not 5 <= len(guarding.plain_phone(said.phone)) <= 15:
        raise Refused("bad_phone", _("This is no telephone number."), field="phone")
    return text


def _too_long(longest: int) -> Refused:
    if longest == LONGEST_TEXT:
        return Refused("too_long", _("The text is too long: 2,000 characters at most."), field="description")
    return Refused("too_long", _("The text is too long: 4,000 characters at most."), field="description")


def saved(
    said: Said, text: str, client_id: uuid.UUID, at: datetime, channel: str = Channel.WEB, by: int | None = None
) -> Report:
    """The rows of a report: itself, its pictures that came before it, and sealed how to reach the writer."""
    due = deadline(at, Limit.parse(TRIAGE_LIMIT))
    report = Report.objects.create(
        code="".join(secrets.choice(ALPHABET) for _n in range(CODE_LENGTH)),
        link_hash=token_hash(own_token(client_id)),
        client_id=client_id,
        channel=channel,
        category=said.category,
        call=said.call,
        description=text,
        answers=_answers(said),
        language=(get_language() or "zh-hans")[:10],
        received_at=at,
        taken_in_by_id=by,
        wanted_at=due.at,
        is_due_provisional=due.provisional,
        **columns(said.place),
    )
    ReportPhoto.objects.filter(client_id=client_id, report=None).update(report=report)
    if said.phone or said.email:
        Contact.objects.create(
            report=report, phone_sealed=seal(said.phone[:30]), email_sealed=seal(said.email[:200]), given_at=at
        )
    return report


def _answers(said: Said) -> dict[str, str]:
    """Answers to questions that the category asks; everything else is dropped."""
    keys = {str(question.get("key")) for question in (said.category.extra_questions if said.category else [])}
    return {key: str(value)[:200] for key, value in said.answers.items() if key in keys and value not in (None, "")}


def keep_upload(*, by: Actor, at: datetime, client_id: uuid.UUID, content: bytes, origin: str) -> ReportPhoto:
    """A picture on its way in, known by the device's id until its report comes. It stays in quarantine until it was
    decoded. Refused: `flood`, `too_many`, and the codes of `evidence` for what is no picture."""
    by.must("participation.keep_upload")
    guarding.counted("upload", origin, at)
    if ReportPhoto.objects.filter(client_id=client_id).count() >= MOST_PHOTOS:
        raise Refused("too_many", _("Six pictures at most."), field="photos")
    if Report.objects.filter(client_id=client_id).exists():
        raise Refused("sent_already", _("This report has been sent already."), field="photos")
    with act("participation.keep_upload", by=by, at=at) as record:
        file = receive_file(by=SYSTEM, at=at, name="", content=content)
        photo, _is_new = ReportPhoto.objects.get_or_create(
            client_id=client_id, file=file, report=None, defaults={"added_at": at}
        )
        record.on(file, size=file.size)
    return photo


def sweep_uploads(*, by: Actor, at: datetime) -> int:
    """Delete pictures whose reports were never sent; what something else owns too is only let go. Counts of earlier
    days go with them: they are no deed of anybody."""
    by.must("participation.sweep_uploads")
    Tally.objects.filter(day__lt=timezone.localdate(at - UPLOAD_KEPT)).delete()
    old = list(ReportPhoto.objects.filter(report=None, added_at__lt=at - UPLOAD_KEPT).select_related("file")[:500])
    if not old:
        return 0
    with act("participation.sweep_uploads", by=by, at=at, count=len(old)):
        for photo in old:
            photo.delete()
            drop_file(photo.file, at, "the report was never sent")
    return len(old)


def drop_file(file: Any, at: datetime, reason: str) -> None:
    """Delete a picture that nothing else owns or holds."""
    try:
        delete_file(by=SYSTEM, at=at, file=file, reason=reason)
    except Refused:
        return


def hold_report(*, by: Actor, at: datetime, report: Report, reason: str) -> Report:
    """Kept back until a person looks. `reason`: a code of `guarding.HOLD_REASONS`."""
    by.must("participation.hold_report", area_path=report.area.path if report.area else "")
    move = check("participation.hold_report", report, {"reason": reason})
    if reason not in guarding.HOLD_REASONS:
        raise Refused("unknown_reason", _("This reason is not known."), field="reason")
    with act("participation.hold_report", by=by, at=at, on=report, code=report.shown_code, reason=reason):
        moved(report, move, hold_reason=reason)
    return report


def release_report(*, by: Actor, at: datetime, report: Report) -> Report:
    """Looked at, and nothing is wrong with it: it goes into the queue, its time counts from when it came."""
    by.must("participation.release_report", area_path=report.area.path if report.area else "")
    move = check("participation.release_report", report, {})
    with act("participation.release_report", by=by, at=at, on=report, code=report.shown_code):
        moved(report, move, hold_reason="")
    return report
