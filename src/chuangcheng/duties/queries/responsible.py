"""Who is responsible here, and why: the candidates in order, each with its reason."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q

from chuangcheng.duties.models import PlaceHolding, Remit, StandardDuty
from chuangcheng.duties.queries.routing import routes_here
from chuangcheng.duties.reasons import day, names, reason_sentence
from chuangcheng.frameworks.models import Indicator
from chuangcheng.places.models import Area, SiteType
from chuangcheng.places.queries import Place
from chuangcheng.units.models import Group, GroupKind, Post, Unit, UnitKind


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit (and its post, where one is named) that may be responsible, with the reason as data."""

    unit: Unit
    post: Post | None
    reason_code: str
    reason_params: dict[str, Any] = field(default_factory=dict)

    @property
    def reason(self) -> str:
        """The reason as a sentence in the language in force."""
        return reason_sentence(self.reason_code, self.reason_params)


def responsible_for(
    standard: Indicator | None, place: Place, at: datetime, default_unit: Unit | None = None, category: str = ""
) -> list[Candidate]:
    """Candidates in order: units of the routing rules in force here (`category`: the code); holder of the facility,
    then of the site; lead holder of the segment; the category's default unit; lead of the standard (or of its
    content); holder of the smallest area around, and the sub-district.

    A unit stands once, with its first reason. Four queries at most.
    """
    found: dict[int, Candidate] = {}
    for candidate in _in_order(standard, place, at, default_unit, category):
        found.setdefault(candidate.unit.pk, candidate)
    return list(found.values())


def _in_order(
    standard: Indicator | None, place: Place, at: datetime, default_unit: Unit | None, category: str
) -> Iterator[Candidate]:
    yield from _routed(place.area, category, at)
    holdings = _holdings(place, at)
    yield from _of_things(holdings)
    if default_unit is not None:
        yield Candidate(default_unit, None, "default_unit", {"unit": names(default_unit)})
    if standard is not None:
        yield from _lead(standard)
    yield from _of_areas(holdings)
    yield from _sub_district(place.area)


def _routed(area: Area | None, category: str, at: datetime) -> Iterator[Candidate]:
    """Units of the rules in force that apply here, the narrowest first."""
    for rule in routes_here(_paths_up(area) if area else (), area, category, at):
        where = names(rule.area) if rule.area else ["全市", "全市", "the whole city"]
        told = {"unit": names(rule.unit), "place": where, "category": rule.category, "rule": rule.pk}
        yield Candidate(rule.unit, None, "routing_rule", told)


def _holdings(place: Place, at: datetime) -> list[PlaceHolding]:
    """Lead holdings in force of the facility, site, segment and every area around, in one query."""
    site = place.site
    facility_id = place.facility.pk if place.facility else site.facility_id if site else None
    segment_id = place.segment.pk if place.segment else site.segment_id if site else None
    # Every part of the OR asks one indexed column of the table itself, so that no part makes the database read it all.
    around = Area.objects.filter(path__in=_paths_up(place.area)) if place.area else Area.objects.none()
    wanted = Q(area_id__in=around.values("pk"))
    if site:
        wanted |= Q(site=site)
    if facility_id:
        wanted |= Q(facility_id=facility_id)
    if segment_id:
        wanted |= Q(segment_id=segment_id)
    in_force = Q(starts_at__lte=at) & (Q(ends_at=None) | Q(ends_at__gt=at))
    rows = PlaceHolding.objects.filter(wanted, in_force, is_lead=True)
    related = rows.select_related("unit", "post", "facility", "site", "segment", "area")
    return list(related.order_by("position", "starts_at", "pk"))


def _paths_up(area: Area) -> list[str]:
    """The area's own path and those of all areas it lies in, smallest first."""
    codes = area.path.strip("/").split("/")
    return ["/".join(codes[:count]) + "/" for count in range(len(codes), 0, -1)]


def _held(holding: PlaceHolding, reason_code: str, place: Any) -> Candidate:
    since = day(holding.starts_at)
    told = {"unit": names(holding.unit), "place": names(place), "since": since}
    return Candidate(holding.unit, holding.post, reason_code, told)


def _of_things(holdings: list[PlaceHolding]) -> Iterator[Candidate]:
    for kind, reason in (
        ("facility", "holds_facility"),
        ("site", "holds_site"),
        ("segment", "adopted_segment"),
    ):
        for holding in holdings:
            if thing := getattr(holding, kind):
                yield _held(holding, reason, thing)


def _of_areas(holdings: list[PlaceHolding]) -> Iterator[Candidate]:
    with_area = [(holding, holding.area) for holding in holdings if holding.area]
    for holding, area in sorted(with_area, key=lambda pair: -len(pair[1].path)):
        yield _held(holding, "holds_area", area)


def _lead(standard: Indicator) -> Iterator[Candidate]:
    """The lead of the standard itself, else of the content above it."""
    wanted = [pk for pk in (standard.pk, standard.parent_id) if pk]
    duties = StandardDuty.objects.filter(standard__in=wanted).select_related("lead_unit", "lead_post", "standard")
    for duty in sorted(duties, key=lambda duty: duty.standard_id != standard.pk):
        reason = "leads_standard" if duty.standard_id == standard.pk else "leads_content"
        told = {"unit": names(duty.lead_unit), "code": duty.standard.code, "standard": names(duty.standard)}
        yield Candidate(duty.lead_unit, duty.lead_post, reason, told)


def _sub_district(area: Area | None) -> Iterator[Candidate]:
    """The sub-district office or town government whose area this is in; the smallest first."""
    if area is None:
        return
    local = Unit.objects.filter(
        area__path__in=_paths_up(area),
        kind__in=(UnitKind.SUBDISTRICT, UnitKind.TOWN, UnitKind.COMMUNITY),
        is_active=True,
    ).select_related("area")
    order = {UnitKind.SUBDISTRICT.value: 0, UnitKind.TOWN.value: 0}
    for unit in sorted(local, key=lambda unit: (order.get(unit.kind, 1), -len(unit.area.path if unit.area else ""))):
        yield Candidate(unit, None, "sub_district", {"unit": names(unit), "place": names(unit.area or area)})


def group_for(
    standard: Indicator | None = None,
    site_type: SiteType | None = None,
    area: Area | None = None,
    unit: Unit | None = None,
) -> Group | None:
    """The group whose remit fits best: by standard or content before site type, area and unit; working groups before
    the supervision group; then by code. One query.
    """
    codes = [part for part in standard.path.split("/") if part] if standard else []
    wanted = Q(indicator_code__in=codes) if codes else Q(pk__in=())
    if site_type:
        wanted |= Q(site_type=site_type)
    if area:
        wanted |= Q(area__path__in=_paths_up(area))
    if unit:
        wanted |= Q(unit=unit)
    weight: dict[int, int] = {}
    groups: dict[int, Group] = {}
    for remit in Remit.objects.filter(wanted).select_related("group"):
        points = 8 if remit.indicator_code else 4 if remit.site_type_id else 2 if remit.area_id else 1
        weight[remit.group_id] = weight.get(remit.group_id, 0) + points
        groups[remit.group_id] = remit.group
    ranked = sorted(
        groups.values(),
        key=lambda group: (-weight[group.pk], group.kind == GroupKind.SUPERVISION, group.code),
    )
    return ranked[0] if ranked else None
