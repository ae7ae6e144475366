"""What a citizen sees of their own: shifts ahead, service, hours, certificates."""

from datetime import datetime

from django.db.models import QuerySet, Sum

from chuangcheng.kit.feeds import open_addresses, opened_by
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.tokens import token_hash
from chuangcheng.volunteering.models import (
    CalendarAddress,
    Certificate,
    Service,
    ServiceState,
    Shift,
    SignUp,
    SignUpState,
    Volunteer,
)
from chuangcheng.volunteering.queries.campaigns import PLACES
from chuangcheng.volunteering.workflow import COUNTED

MOST_EVENTS = 500


def volunteer_of(citizen_id: int) -> Volunteer | None:
    """The citizen as a volunteer, or None."""
    return Volunteer.objects.select_related("team", "community").filter(citizen_id=citizen_id).first()


def own_sign_up(volunteer: Volunteer | None, shift: Shift) -> SignUp | None:
    """Where one stands in a shift; None for somebody who withdrew."""
    if volunteer is None:
        return None
    return shift.sign_ups.filter(volunteer=volunteer).exclude(state=SignUpState.WITHDRAWN).first()


def place_in_line(sign_up: SignUp) -> int:
    """1 for the first who waits."""
    ahead = sign_up.shift.sign_ups.filter(state=SignUpState.WAITING, asked_at__lt=sign_up.asked_at)
    return ahead.count() + 1


def own_service(volunteer: Volunteer | None, shift: Shift) -> Service | None:
    """One's own record of a shift."""
    return shift.services.filter(volunteer=volunteer).first() if volunteer else None


def shifts_ahead(volunteer: Volunteer, at: datetime) -> list[SignUp]:
    """Sign-ups for shifts that have not ended, the next first, at most fifty."""
    return list(_ahead(volunteer, at).exclude(state=SignUpState.WITHDRAWN)[:50])


def _ahead(volunteer: Volunteer, at: datetime) -> QuerySet[SignUp]:
    related = [f"shift__{one}" for one in (*PLACES, "campaign__unit")]
    rows = volunteer.sign_ups.filter(shift__ends_at__gt=at)
    return rows.select_related(*related).defer("shift__area__boundary").order_by("shift__starts_at")


def calendar_shifts(volunteer: Volunteer, at: datetime) -> list[SignUp]:
    """All that a calendar tells of shifts that have not ended, also that one has withdrawn: a calendar that had it
    strikes it out. At most 500. One query."""
    return list(_ahead(volunteer, at)[:MOST_EVENTS])


def calendar_addresses(volunteer: Volunteer) -> list[CalendarAddress]:
    """One's own addresses that answer."""
    return list(open_addresses(volunteer.calendar_addresses.all()))


def calendar_address(volunteer: Volunteer | None, pk: int) -> CalendarAddress:
    """One of one's own. NotFound otherwise."""
    rows = CalendarAddress.objects.select_related("volunteer")
    found = rows.filter(volunteer=volunteer, pk=pk).first() if volunteer else None
    if found is None:
        raise NotFound("calendar")
    return found


def calendar_owner(token: str) -> Volunteer:
    """Whose calendar a token opens. NotFound for one that opens nothing, and with the account for every one."""
    found = opened_by(CalendarAddress.objects.select_related("volunteer"), token)
    if found is None:
        raise NotFound("calendar")
    return found.volunteer


def own_services(volunteer: Volunteer) -> QuerySet[Service]:
    """Records of one's own, to be paged by id."""
    return volunteer.services.select_related("shift__campaign__unit", *[f"shift__{one}" for one in PLACES])


def own_minutes(volunteer: Volunteer) -> tuple[int, int]:
    """(all minutes that count, those of them that were vouched for)."""
    counted = volunteer.services.filter(state__in=COUNTED).aggregate(m=Sum("minutes"))["m"] or 0
    vouched = volunteer.services.filter(state=ServiceState.VOUCHED).aggregate(m=Sum("minutes"))["m"] or 0
    return counted, vouched


def own_certificates(volunteer: Volunteer) -> list[Certificate]:
    """Newest first, at most twenty."""
    return list(volunteer.certificates.all()[:20])


def own_certificate(volunteer: Volunteer, pk: int) -> Certificate:
    """One's own. NotFound otherwise."""
    found = volunteer.certificates.filter(pk=pk).first()
    if found is None:
        raise NotFound("certificate")
    return found


def shifts_led(volunteer: Volunteer, at: datetime) -> list[Shift]:
    """Shifts that one leads and that are not settled, at most twenty."""
    return list(volunteer.led.filter(state="open").select_related(*PLACES, "campaign")[:20])


def asked_guardian(token: str) -> Volunteer:
    """The minor that this link is about. NotFound for a link that opens nothing any more."""
    found = Volunteer.objects.filter(consent_hash=token_hash(token), consented_at=None).first() if token else None
    if found is None:
        raise NotFound("consent")
    return found
