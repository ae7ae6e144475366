"""Volunteering on paper and in calendars: the certificate (志願服務記錄證明) as PDF, shifts as RFC 5545."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override
from icalendar import Event, vUri

from chuangcheng.documents.blocks import Block, Paragraph, Remark, Signature, Table, Title
from chuangcheng.documents.calendars import calendar_ics, event_of
from chuangcheng.documents.writing.parts import Paper
from chuangcheng.documents.writing.pdf_file import write_pdf
from chuangcheng.kit.display import moment_text
from chuangcheng.volunteering.queries import Certificate, Shift, ShiftState, SignUp, SignUpState
from chuangcheng.volunteering.rules import hours_text, shown_code


def certificate_pdf(certificate: Certificate, name: str, address: str) -> bytes:
    """The paper, in Chinese. `address`: where anybody may look the code up. Every hour is one that an organiser
    vouched for; names of organisers stand beside them."""
    with override("zh-hans"):
        days = [moment_text(day, "date") for day in (certificate.first_on, certificate.last_on)]
        said = _(
            "This is to certify that %(name)s (volunteer no. %(number)s) took part in voluntary service %(count)s "
            "times from %(first)s to %(last)s, %(hours)s hours in all."
        ) % {
            "name": name,
            "number": certificate.volunteer.number,
            "count": certificate.service_count,
            "first": days[0],
            "last": days[1],
            "hours": hours_text(certificate.minutes),
        }
        head = (_("Campaign"), _("Organised and vouched for by"), _("Times"), _("Hours"))
        rows = tuple(
            ((str(campaign),), (str(unit),), (str(count),), (hours_text(int(minutes)),))
            for campaign, unit, count, minutes in certificate.lines
        )
        note = _("Code %(code)s. To verify: %(address)s") % {"code": shown_code(certificate.code), "address": address}
        office = settings.CITY_NAME and f"{settings.CITY_NAME}精神文明建设办公室"
        blocks: list[Block] = [
            Title(_("Certificate of voluntary service")),
            Paragraph((said,)),
            Table(head, rows, (36, 36, 12, 16), numbers=(2, 3)),
            Signature(office or _("Campaign office"), moment_text(certificate.issued_at, "date")),
            Remark(note),
        ]
        return write_pdf(Paper(_("Certificate of voluntary service"), blocks))


def shift_ics(shift: Shift, at: datetime, url: str) -> bytes:
    """One shift as a calendar of one event, in the language in force."""
    status = "CANCELLED" if shift.state == ShiftState.CANCELLED else "CONFIRMED"
    return calendar_ics("Volunteering", [_event(shift, at, status, url)], at)


def shifts_ics(sign_ups: Iterable[SignUp], at: datetime, url: Callable[[Shift], str]) -> bytes:
    """The calendar of one volunteer, in the language in force. `url`: the page of a shift."""
    events = [_own_event(sign_up, at, url(sign_up.shift)) for sign_up in sign_ups]
    return calendar_ics("Volunteering", events, at, feed=_("My shifts as a volunteer"))


def _own_event(sign_up: SignUp, at: datetime, url: str) -> Event:
    """A place on the waiting list is not certain yet; what one has withdrawn from is struck out."""
    if sign_up.state == SignUpState.WITHDRAWN or sign_up.shift.state == ShiftState.CANCELLED:
        return _event(sign_up.shift, at, "CANCELLED", url)
    event = _event(sign_up.shift, at, "TENTATIVE" if sign_up.state == SignUpState.WAITING else "CONFIRMED", url)
    event.add("description", sign_up.get_state_display())
    return event


def _event(shift: Shift, at: datetime, status: str, url: str) -> Event:
    event = event_of(f"shift/{shift.pk}", shift.starts_at, shift.ends_at, told_at=at, status=status)
    event.add("summary", shift.campaign.name)
    event.add("location", " ".join(part for part in (shift.place.name, shift.meeting_zh) if part))
    event.add("url", vUri(url))
    return event
