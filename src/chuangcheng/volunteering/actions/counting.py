"""Brings the minutes of one person's records up to date. The arithmetic itself is in `rules`."""

from datetime import datetime

from chuangcheng.volunteering.models import Certificate, Service, Volunteer
from chuangcheng.volunteering.rules import Presence, Span, credited_minutes
from chuangcheng.volunteering.workflow import COUNTED


def recount(volunteer: Volunteer) -> None:
    """All records of the person anew: a change of one may touch every record that overlaps with it."""
    rows = list(Service.objects.filter(volunteer=volunteer).select_related("shift"))
    counted = credited_minutes(
        Presence(row.pk, Span(row.arrived_at, row.left_at), row.shift.span)
        for row in rows
        if row.state in COUNTED and row.arrived_at and row.left_at
    )
    for row in rows:
        minutes = counted.get(row.pk, 0)
        if minutes != row.minutes:
            Service.objects.filter(pk=row.pk).update(minutes=minutes)


def withdraw_certificates(service: Service, at: datetime) -> None:
    """A certificate that counted this record is no longer right, and says so to whoever looks it up."""
    if service.volunteer_id is not None:
        Certificate.objects.filter(
            volunteer=service.volunteer_id, withdrawn_at=None, issued_at__gte=service.shift.starts_at
        ).update(withdrawn_at=at)
