"""How each street is looked after: held, jointly, ending soon, in a vacant post's name, lapsed, by nobody."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from chuangcheng.duties.models import ClassDuties, PlaceHolding
from chuangcheng.duties.queries.coverage import capped, threshold
from chuangcheng.duties.queries.tables import in_force
from chuangcheng.duties.rules import KEPT, cover_state
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.places.models import Segment
from chuangcheng.units.models import Holding, Unit

STATES = ("lapsed", "nobody", "vacant", "ending", "joint", "held")
NOTICE = "contract_notice_days"


def class_duties(road_class: str) -> list[str]:
    """What is kept on streets of a class: the city's own list, that of all other classes, else the usual one."""
    rows = {row.road_class: row.lines_zh for row in ClassDuties.objects.filter(road_class__in=("", road_class))}
    return list(rows.get(road_class) or rows.get("") or KEPT)


def duties_by_class() -> list[tuple[str, list[str]]]:
    """Every class of street in use with its list, the blank class (all others) last."""
    own = {row.road_class: row.lines_zh for row in ClassDuties.objects.all()}
    known = set(Segment.objects.exclude(road_class="").order_by().values_list("road_class", flat=True).distinct())
    usual = own.get("") or list(KEPT)
    return [*((name, own.get(name) or usual) for name in sorted(known | set(own) - {""})), ("", usual)]


@dataclass(slots=True)
class Cover:
    """Who looks after a street now. `days_left` of the lead's contract, None without a last day."""

    segment: Segment
    state: str = "nobody"
    lead: PlaceHolding | None = None
    joint: list[PlaceHolding] = field(default_factory=list)
    days_left: int | None = None

    @property
    def units(self) -> list[Unit]:
        """The lead first, then those who hold it jointly."""
        return [row.unit for row in ([self.lead] if self.lead else []) + self.joint]


def covers(segments: Iterable[Segment], at: datetime) -> list[Cover]:
    """How each of these streets is looked after, in their order: four queries, however many there are."""
    segments = list(segments)
    ids = [segment.pk for segment in segments]
    rows = PlaceHolding.objects.filter(in_force(at), segment__in=ids).select_related("unit", "post")
    found = {segment.pk: Cover(segment) for segment in segments}
    for row in rows.order_by("-is_lead", "position", "pk"):
        cover = found[row.segment_id or 0]
        if row.is_lead and cover.lead is None:
            cover.lead = row
        else:
            cover.joint.append(row)
    lapsed = set(
        PlaceHolding.objects.filter(segment__in=ids, is_lead=True)
        .exclude(lapsed_at=None)
        .values_list("segment_id", flat=True)
    )
    _tell_states(found.values(), lapsed, at)
    return list(found.values())


def _tell_states(covers: Iterable[Cover], lapsed: set[Any], at: datetime) -> None:
    covers = list(covers)
    posts = {cover.lead.post_id for cover in covers if cover.lead and cover.lead.post_id}
    filled = set(Holding.objects.filter(in_force(at), post__in=posts).values_list("post_id", flat=True))
    today, notice = timezone.localdate(at), threshold(NOTICE)
    for cover in covers:
        lead = cover.lead
        if lead and lead.agreed_until:
            cover.days_left = (lead.agreed_until - today).days
        cover.state = cover_state(
            has_lead=lead is not None,
            is_joint=bool(cover.joint),
            days_left=cover.days_left,
            is_vacant=bool(lead and lead.post_id and lead.post_id not in filled),
            has_lapsed=cover.segment.pk in lapsed,
            notice=notice,
        )


def cover_of(segment: Segment, at: datetime) -> Cover:
    """How one street is looked after."""
    return covers([segment], at)[0]


def street_counts(at: datetime) -> dict[str, int]:
    """How many streets stand at each state, each counted to a thousand and one at most: seven queries."""
    notice = threshold(NOTICE)
    return {state: capped(streets(at, state, notice)) for state in STATES}


def streets(at: datetime, state: str = "", notice: int | None = None) -> QuerySet[Segment]:
    """Streets in use, of one state (see `rules.cover_state`; the two agree) or all, to be paged by code."""
    here = PlaceHolding.objects.filter(segment=OuterRef("pk"))
    lead = here.filter(in_force(at), is_lead=True)
    is_vacant = Exists(lead.exclude(post=None).exclude(Exists(_filled(at))))
    last = timezone.localdate(at) + timedelta(days=threshold(NOTICE) if notice is None else notice)
    is_ending = Exists(lead.filter(agreed_until__lte=last))
    is_joint = Exists(here.filter(in_force(at), is_lead=False))
    has_lapsed = Exists(here.filter(is_lead=True).exclude(lapsed_at=None))
    rows = Segment.objects.filter(is_active=True).select_related("area").defer("area__boundary")
    held = Q(Exists(lead))
    wanted = {
        "nobody": ~held & ~Q(has_lapsed),
        "lapsed": ~held & Q(has_lapsed),
        "vacant": Q(is_vacant),
        "ending": held & ~Q(is_vacant) & Q(is_ending),
        "joint": held & ~Q(is_vacant) & ~Q(is_ending) & Q(is_joint),
        "held": held & ~Q(is_vacant) & ~Q(is_ending) & ~Q(is_joint),
    }
    return rows.filter(wanted[state]) if state in wanted else rows


def adopted(at: datetime) -> QuerySet[Segment]:
    """Streets in use that some unit leads, to be paged by code."""
    lead = PlaceHolding.objects.filter(in_force(at), segment=OuterRef("pk"), is_lead=True)
    rows = Segment.objects.filter(Exists(lead), is_active=True).select_related("area")
    return rows.defer("area__boundary", "line")


def _filled(at: datetime) -> QuerySet[Holding]:
    return Holding.objects.filter(in_force(at), post=OuterRef("post"))


def holdings_to_remind(at: datetime) -> list[PlaceHolding]:
    """Contracts that end within the notice and whose holder has not been told of this last day: the first 200."""
    last = timezone.localdate(at) + timedelta(days=threshold(NOTICE))
    rows = PlaceHolding.objects.filter(ends_at=None, starts_at__lte=at, agreed_until__lte=last)
    rows = rows.filter(Q(reminded_for=None) | ~Q(reminded_for=F("agreed_until")))
    return list(rows.select_related(*_PLACES).order_by("agreed_until", "pk")[:200])


def holdings_to_lapse(at: datetime) -> list[PlaceHolding]:
    """Contracts whose last day has passed: the first 200."""
    rows = PlaceHolding.objects.filter(ends_at=None, starts_at__lte=at, agreed_until__lt=timezone.localdate(at))
    return list(rows.select_related(*_PLACES).order_by("agreed_until", "pk")[:200])


_PLACES = ("unit", "post", "area", "segment", "site", "facility")


def contracts_of(actor: Actor, at: datetime) -> list[PlaceHolding]:
    """The streets that the actor's own units hold, the next to end first: at most 200."""
    rows = PlaceHolding.objects.filter(in_force(at), unit__in=actor.unit_ids, segment__isnull=False)
    related = rows.select_related("unit", "post", "segment__area").defer("segment__area__boundary", "segment__line")
    return list(related.order_by(F("agreed_until").asc(nulls_last=True), "segment__code")[:200])


def holding_for_member(actor: Actor, segment_pk: int, at: datetime) -> PlaceHolding:
    """The actor's own unit's part in a street, the lead's first. NotFound for whoever does not belong to a holder."""
    rows = PlaceHolding.objects.filter(in_force(at), unit__in=actor.unit_ids, segment=segment_pk)
    found = rows.select_related("unit", "post", "segment__area").order_by("-is_lead", "position", "pk").first()
    if found is None:
        raise NotFound("street")
    return found


def holders_named(kind: str, code: str, at: datetime) -> list[PlaceHolding]:
    """Who looks after the place with this code, lead first; for a site or facility also through its street."""
    ways = {
        "segment": Q(segment__code=code),
        "site": Q(site__code=code),
        "facility": Q(facility__code=code),
    }
    if kind not in ways:
        return []
    rows = PlaceHolding.objects.filter(in_force(at), ways[kind]).select_related("unit")
    return list(rows.order_by("-is_lead", "position", "pk"))


def holders_of_segments(segments: Sequence[Segment], at: datetime) -> dict[int, list[PlaceHolding]]:
    """segment id → who holds it, lead first. One query for a page of segments."""
    rows = PlaceHolding.objects.filter(in_force(at), segment__in=[one.pk for one in segments]).select_related("unit")
    found: dict[int, list[PlaceHolding]] = {}
    for row in rows.order_by("-is_lead", "position", "pk"):
        found.setdefault(row.segment_id or 0, []).append(row)
    return found


def vacant_leads(holdings: Sequence[PlaceHolding], at: datetime) -> set[int]:
    """Ids of the holdings whose named post nobody holds: one query."""
    posts = {row.post_id for row in holdings if row.post_id}
    filled = set(Holding.objects.filter(in_force(at), post__in=posts).values_list("post_id", flat=True))
    return {row.pk for row in holdings if row.post_id and row.post_id not in filled}
