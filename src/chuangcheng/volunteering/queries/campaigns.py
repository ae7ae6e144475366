"""Campaigns, shifts and teams as the staff sees them, under grants of the organising unit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum

from chuangcheng.accounts.queries import citizens_by_id
from chuangcheng.cases.queries import Case
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.volunteering.access import NAMES, SEE, leads, within
from chuangcheng.volunteering.models import (
    Campaign,
    Proposal,
    Service,
    Shift,
    ShiftPhoto,
    SignUp,
    SignUpState,
    Team,
    Volunteer,
)
from chuangcheng.volunteering.workflow import CAMPAIGNS, COUNTED, SHIFTS

PLACES = ("area", "segment", "site", "facility")


def campaigns_for(actor: Actor, state: str = "") -> QuerySet[Campaign]:
    """Campaigns that the actor reaches, of one state if given. To be paged by code."""
    rows = Campaign.objects.filter(within(actor, SEE)).select_related("theme", "unit")
    return rows.filter(state=state) if state else rows


def campaign_counts(actor: Actor) -> dict[str, int]:
    """state -> how many."""
    rows = Campaign.objects.filter(within(actor, SEE)).order_by()
    return dict(rows.values_list("state").annotate(n=Count("pk")))


def get_campaign_for(actor: Actor, pk: int) -> Campaign:
    """A campaign the actor may see. NotFound otherwise."""
    found = campaigns_for(actor).select_related("contact__unit").filter(pk=pk).first()
    if found is None:
        raise NotFound("campaign")
    return found


def shifts_of(campaign: Campaign) -> QuerySet[Shift]:
    """All shifts of a campaign, to be paged by their beginning."""
    return campaign.shifts.select_related(*PLACES, "campaign__unit")


def get_shift_for(actor: Actor, pk: int) -> Shift:
    """A shift of a campaign that the actor may see, that the acting volunteer leads, or that may have put right a case
    of the actor's own unit. NotFound otherwise."""
    found = _shift(pk)
    if found is None or not (leads(actor, found) or _reaches(actor, found)):
        raise NotFound("shift")
    return found


def _reaches(actor: Actor, shift: Shift) -> bool:
    if actor.may(SEE, unit_path=shift.campaign.unit.path):
        return True
    return actor.may_anywhere(SEE) and shift.proposals.filter(case__unit__in=actor.unit_ids).exists()


def _shift(pk: int) -> Shift | None:
    return Shift.objects.select_related(*PLACES, "campaign__unit", "campaign__theme", "leader").filter(pk=pk).first()


@dataclass(frozen=True, slots=True)
class Line:
    """One person on a shift's list. `name` is blank for who may not read names."""

    volunteer: Volunteer
    name: str
    sign_up: SignUp | None
    service: Service | None


def roster(actor: Actor, shift: Shift) -> list[Line]:
    """Who signed up and who came, at most 1,000, those with a place first. Three queries. Empty for the unit of a case
    that came to the shift through a proposal: the list is the organiser's."""
    if not (leads(actor, shift) or actor.may(SEE, unit_path=shift.campaign.unit.path)):
        return []
    sign_ups = list(shift.sign_ups.exclude(state=SignUpState.WITHDRAWN).select_related("volunteer")[:1000])
    services = {row.volunteer_id: row for row in _services(shift) if row.volunteer_id}
    people = {row.volunteer_id: row.volunteer for row in sign_ups}
    people.update({pk: row.volunteer for pk, row in services.items() if row.volunteer})
    signed = {row.volunteer_id: row for row in sign_ups}
    may_read = leads(actor, shift) or actor.may(NAMES, unit_path=shift.campaign.unit.path)
    names = citizens_by_id(one.citizen_id for one in people.values()) if may_read else {}
    lines = [
        Line(one, names[one.citizen_id].name if one.citizen_id in names else "", signed.get(pk), services.get(pk))
        for pk, one in people.items()
    ]
    return sorted(lines, key=_order)


def _order(line: Line) -> tuple[bool, bool, str]:
    waits = line.sign_up is not None and line.sign_up.state == SignUpState.WAITING
    return waits, line.service is None, line.volunteer.number


def _services(shift: Shift) -> Iterable[Service]:
    return shift.services.exclude(volunteer=None).select_related("volunteer")[:1000]


def anonymous_count(shift: Shift) -> int:
    """Records whose person has left for good."""
    return shift.services.filter(volunteer=None).count()


def get_service_for(actor: Actor, shift: Shift, pk: int) -> Service:
    """A record of this shift. NotFound otherwise."""
    found = shift.services.select_related("volunteer", "shift__campaign__unit", *[f"shift__{one}" for one in PLACES])
    row = found.filter(pk=pk).exclude(volunteer=None).first()
    if row is None or not actor.may(SEE, unit_path=shift.campaign.unit.path):
        raise NotFound("service")
    return row


def photos_of(shift: Shift) -> Sequence[ShiftPhoto]:
    """Pictures of the shift, released or not."""
    return list(shift.photos.select_related("file")[:12])


def get_photo_for(actor: Actor, pk: int) -> ShiftPhoto:
    """A picture of a shift the actor may see. NotFound otherwise."""
    found = ShiftPhoto.objects.select_related("file", "shift__campaign__unit", "shift__leader").filter(pk=pk).first()
    if found is None:
        raise NotFound("photo")
    get_shift_for(actor, found.shift_id)
    return found


def proposals_of(shift: Shift) -> list[Proposal]:
    """Cases that the shift is said to have put right."""
    return list(shift.proposals.select_related("case", "shift__campaign")[:50])


def cases_at_place(shift: Shift) -> list[Case]:
    """Open cases of exactly the place of the shift that were not proposed yet, at most twenty."""
    place: dict[str, int | None] = {"area": shift.area_id}
    for name in ("site", "facility", "segment"):
        if getattr(shift, f"{name}_id"):
            place = {name: getattr(shift, f"{name}_id")}
            break
    rows = (
        Case.objects.select_related("category", "unit")
        .filter(closed_at=None, **place)
        .exclude(pk__in=shift.proposals.values("case"))
    )
    return list(rows.order_by("-pk")[:20])


def teams_for(actor: Actor) -> QuerySet[Team]:
    """All teams: which there are is no secret."""
    return Team.objects.select_related("unit", "area")


def volunteer_by_number(number: str) -> Volunteer:
    """By the number that a volunteer says. NotFound for an unknown one."""
    found = Volunteer.objects.filter(number=number.strip().upper()).first()
    if found is None:
        raise NotFound("volunteer")
    return found


def moves_of(actor: Actor, thing: Campaign | Shift) -> set[str]:
    """What the actor may do with it in its state: verbs without the room's name."""
    unit = thing.unit if isinstance(thing, Campaign) else thing.campaign.unit
    table = CAMPAIGNS if isinstance(thing, Campaign) else SHIFTS
    return {
        move.verb.partition(".")[2] for move in table.leaving(thing.state) if actor.may(move.verb, unit_path=unit.path)
    }


def hours_by_campaign(campaigns: Iterable[Campaign]) -> dict[int, tuple[int, int]]:
    """campaign id -> (records, minutes): the sums of what each record counts, vouched for or not yet."""
    rows = Service.objects.filter(shift__campaign__in=[one.pk for one in campaigns], state__in=COUNTED).order_by()
    found = rows.values_list("shift__campaign").annotate(n=Count("pk"), minutes=Sum("minutes"))
    return {pk: (count, minutes or 0) for pk, count, minutes in found}


def exported(actor: Actor, campaign: Campaign | None) -> QuerySet[Service]:
    """Records that were vouched for, of one campaign or all that the actor may export, oldest first."""
    rows = Service.objects.filter(within(actor, "volunteering.export_hours", "shift__campaign__"), state="vouched")
    if campaign is not None:
        rows = rows.filter(shift__campaign=campaign)
    related = ("volunteer__team", "shift__campaign__unit", "shift__campaign__theme")
    return rows.filter(~Q(volunteer=None)).select_related(*related, *[f"shift__{one}" for one in PLACES]).order_by("pk")
