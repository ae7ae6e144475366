"""What everybody may see: open campaigns, shifts with free places, released pictures, figures without persons."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, QuerySet, Sum

from chuangcheng.accounts.queries import citizens_by_id
from chuangcheng.kit.refused import NotFound
from chuangcheng.places.queries import Area, AreaLevel
from chuangcheng.volunteering.models import (
    Campaign,
    CampaignState,
    Certificate,
    PhotoKind,
    Service,
    Shift,
    ShiftPhoto,
    ShiftState,
    Team,
    Volunteer,
)
from chuangcheng.volunteering.queries.campaigns import PLACES
from chuangcheng.volunteering.rules import masked_name, plain_code
from chuangcheng.volunteering.workflow import COUNTED

MOST_PHOTOS = 60
SHOWN = (CampaignState.OPEN, CampaignState.ENDED)


def public_campaigns(theme: str = "") -> QuerySet[Campaign]:
    """Open campaigns, of one theme by its code if given."""
    rows = Campaign.objects.filter(state=CampaignState.OPEN).select_related("theme", "unit")
    return rows.filter(theme__code=theme) if theme else rows


def public_campaign(code: str) -> Campaign:
    """A campaign that was opened. NotFound for a draft."""
    rows = Campaign.objects.select_related("theme", "unit", "contact__unit")
    found = rows.filter(code=code, state__in=SHOWN).first()
    if found is None:
        raise NotFound("campaign")
    return found


def coming_shifts(at: datetime, campaign: Campaign | None = None, area: Area | None = None) -> QuerySet[Shift]:
    """Open shifts of open campaigns that have not ended."""
    rows = Shift.objects.filter(state=ShiftState.OPEN, ends_at__gt=at, campaign__state=CampaignState.OPEN)
    if campaign is not None:
        rows = rows.filter(campaign=campaign)
    if area is not None:
        rows = rows.filter(area__path__startswith=area.path)
    return rows.select_related(*PLACES, "campaign__theme", "campaign__unit").annotate(
        free=F("capacity") - F("taken_count")
    )


def public_shift(pk: int) -> Shift:
    """A shift of a campaign that was opened. NotFound otherwise."""
    related = ("campaign__theme", "campaign__unit", "campaign__contact__unit", "leader")
    rows = Shift.objects.select_related(*PLACES, *related)
    found = rows.filter(pk=pk, campaign__state__in=SHOWN).first()
    if found is None:
        raise NotFound("shift")
    return found


def released_photos(shift: Shift) -> list[ShiftPhoto]:
    """What a person let through, and was decoded."""
    return list(shift.photos.exclude(released_at=None).filter(file__state="cleared").select_related("file")[:12])


def released_photo(pk: int) -> ShiftPhoto:
    """A picture that was let through. NotFound otherwise."""
    shown = ShiftPhoto.objects.exclude(released_at=None).filter(shift__campaign__state__in=SHOWN)
    found = shown.select_related("file").filter(pk=pk, file__state="cleared").first()
    if found is None:
        raise NotFound("photo")
    return found


def cleaned_up(campaign: Campaign) -> list[Shift]:
    """The newest shifts with a released picture, at most six."""
    rows = campaign.shifts.exclude(photos__released_at=None).filter(photos__file__state="cleared")
    return list(rows.select_related(*PLACES).distinct().order_by("-starts_at")[:6])


def clean_ups_at(**place: Any) -> list[tuple[Shift, ShiftPhoto, ShiftPhoto]]:
    """The newest clean-ups at a site, segment or facility of which a picture from before and one from after were
    released; three at most. One query."""
    shown = ShiftPhoto.objects.exclude(released_at=None).filter(file__state="cleared", shift__campaign__state__in=SHOWN)
    rows = shown.filter(**{f"shift__{name}": thing for name, thing in place.items()})
    found: dict[Shift, dict[str, ShiftPhoto]] = {}
    for one in rows.select_related("shift__campaign", "file").order_by("-shift__starts_at", "pk")[:MOST_PHOTOS]:
        found.setdefault(one.shift, {})[one.kind] = one
    pairs = [(shift, kinds.get(PhotoKind.BEFORE), kinds.get(PhotoKind.AFTER)) for shift, kinds in found.items()]
    return [(shift, before, after) for shift, before, after in pairs if before and after][:3]


@dataclass(frozen=True, slots=True)
class Total:
    """People, records of service, whole minutes."""

    services: int
    minutes: int


def total(**where: object) -> Total:
    """The sum over all records that count, anonymous ones included; `where`: filters of Service."""
    found = Service.objects.filter(state__in=COUNTED, **where).aggregate(n=Count("pk"), minutes=Sum("minutes"))
    return Total(found["n"], found["minutes"] or 0)


def totals_by_theme() -> dict[int, Total]:
    """theme id -> total."""
    rows = Service.objects.filter(state__in=COUNTED).order_by().values_list("shift__campaign__theme")
    return {pk: Total(count, minutes or 0) for pk, count, minutes in rows.annotate(n=Count("pk"), m=Sum("minutes"))}


@dataclass(frozen=True, slots=True)
class Community:
    """A community's page: its teams, how many volunteers live there, what was served in it."""

    area: Area
    teams: list[Team]
    volunteers: int
    total: Total


def community(code: str) -> Community:
    """By the code of its area. NotFound for anything but a community."""
    area = Area.objects.filter(code=code, level=AreaLevel.COMMUNITY).first()
    if area is None:
        raise NotFound("community")
    teams = list(Team.objects.filter(area=area, is_active=True).select_related("unit")[:20])
    count = Volunteer.objects.filter(community=area).count()
    return Community(area, teams, count, total(shift__area__path__startswith=area.path))


def communities() -> list[Area]:
    """Those with a team or a coming shift, by name, at most 100."""
    return list(Area.objects.filter(pk__in=Team.objects.exclude(area=None).values("area")).order_by("code")[:100])


@dataclass(frozen=True, slots=True)
class Verified:
    """What a certificate's code says to anybody: enough to compare with the paper, and no more."""

    code: str
    name: str
    number: str
    minutes: int
    service_count: int
    first_on: object
    last_on: object
    issued_at: datetime
    is_withdrawn: bool
    lines: list[list[str | int]]


def verified(code: str) -> Verified | None:
    """The certificate under a code as it was typed; None for one that is unknown or whose owner left."""
    found = Certificate.objects.select_related("volunteer").filter(code=plain_code(code)).first()
    if found is None:
        return None
    citizen = citizens_by_id([found.volunteer.citizen_id]).get(found.volunteer.citizen_id)
    return Verified(
        code=found.code,
        name=masked_name(citizen.name) if citizen else "",
        number=found.volunteer.number,
        minutes=found.minutes,
        service_count=found.service_count,
        first_on=found.first_on,
        last_on=found.last_on,
        issued_at=found.issued_at,
        is_withdrawn=found.withdrawn_at is not None,
        lines=found.lines,
    )
