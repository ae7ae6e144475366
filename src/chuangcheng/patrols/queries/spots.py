"""Trouble spots as an actor may see them, what can be done next, and whose assessment is due."""

from datetime import datetime

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone
from shapely import Point as Spot
from shapely.geometry import shape

from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.transitions import Move
from chuangcheng.patrols.access import SEE_SPOT, within
from chuangcheng.patrols.models import SpotState, TreatmentPhoto, TroubleSpot
from chuangcheng.patrols.workflow import SPOTS
from chuangcheng.places.models import Site

ASSESSED = (SpotState.TREATING, SpotState.TREATED)
OPEN = (SpotState.PROPOSED, SpotState.TREATING, SpotState.TREATED, SpotState.RELAPSED)


def spots_for(actor: Actor, state: str = "") -> QuerySet[TroubleSpot]:
    """Spots with unit and area, without their outlines."""
    rows = TroubleSpot.objects.filter(within(actor, SEE_SPOT)).select_related("unit", "area", "post")
    return rows.filter(state=state) if state in SpotState.values else rows


def spot_counts(actor: Actor) -> dict[str, int]:
    """State -> how many spots; one query."""
    rows = spots_for(actor).order_by().values_list("state").annotate(Count("pk"))
    return {**dict.fromkeys(SpotState.values, 0), **dict(rows)}


def get_spot_for(actor: Actor, pk: int) -> TroubleSpot:
    """The only door to a spot; raises NotFound."""
    found = spots_for(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("trouble spot")
    return found


def spot_moves(actor: Actor, spot: TroubleSpot) -> list[Move]:
    """What this actor may do next, in the order of the table."""
    where = {"unit_path": spot.unit.path, "area_path": spot.area.path}
    return [move for move in SPOTS.leaving(spot.state) if actor.may(move.verb, **where)]


def spot_photo_for(actor: Actor, pk: int) -> TreatmentPhoto:
    """A picture of the treatment log, for whoever may see its spot."""
    rows = TreatmentPhoto.objects.filter(within(actor, SEE_SPOT, "entry__spot__")).select_related("file")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound("picture")
    return found


def spots_at(actor: Actor, site: Site) -> list[TroubleSpot]:
    """Spots that are not over and that hold the site: the box first, then the outline."""
    if site.longitude is None or site.latitude is None:
        return []
    box = Q(west__lte=site.longitude, east__gte=site.longitude, south__lte=site.latitude, north__gte=site.latitude)
    point = Spot(site.longitude, site.latitude)
    rows = spots_for(actor).filter(box, state__in=OPEN)
    return [spot for spot in rows if shape(spot.boundary).covers(point)]


def _due(at: datetime) -> Q:
    return Q(state__in=ASSESSED, assess_on__lte=timezone.localdate(at))


def spots_due(actor: Actor, at: datetime) -> QuerySet[TroubleSpot]:
    """Spots whose assessment date has come."""
    return spots_for(actor).filter(_due(at)).order_by("assess_on", "pk")


def to_remind(at: datetime) -> list[TroubleSpot]:
    """Spots whose date has come and of whose date nobody was told."""
    untold = Q(reminded_for=None) | Q(reminded_for__lt=F("assess_on"))
    return list(TroubleSpot.objects.filter(_due(at), untold).select_related("unit", "area").order_by("pk")[:200])
