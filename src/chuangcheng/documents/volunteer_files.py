"""Volunteering on paper and in calendars: the certificate (志願服務記錄證明) as PDF, a shift as RFC 5545."""

import uuid
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override
from icalendar import Calendar, Event, Timezone, vUri

from chuangcheng.documents.blocks import Block, Paragraph, Remark, Signature, Table, Title
from chuangcheng.documents.route_files import CALENDAR_ZONE
from chuangcheng.documents.writing.parts import Paper
from chuangcheng.documents.writing.pdf_file import write_pdf
from chuangcheng.kit.display import moment_text
from chuangcheng.volunteering.queries import Certificate, Shift
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
    calendar, event, zone = Calendar(), Event(), ZoneInfo(CALENDAR_ZONE)
    calendar.add("prodid", "-//Chuangcheng//Volunteering//ZH")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add_component(Timezone.from_tzid(CALENDAR_ZONE, first_date=shift.starts_at.date()))
    event.add("uid", f"{uuid.uuid5(uuid.NAMESPACE_URL, f'chuangcheng/{settings.CITY_NAME}/shift/{shift.pk}')}")
    event.add("dtstamp", at.astimezone(UTC))
    event.add("dtstart", shift.starts_at.astimezone(zone))
    event.add("dtend", shift.ends_at.astimezone(zone))
    event.add("status", "CANCELLED" if shift.state == "cancelled" else "CONFIRMED")
    event.add("summary", shift.campaign.name)
    event.add("location", " ".join(part for part in (shift.place.name, shift.meeting_zh) if part))
    event.add("url", vUri(url))
    calendar.add_component(event)
    found: bytes = calendar.to_ical()
    return found
