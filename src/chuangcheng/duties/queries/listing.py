"""Lists of duties for pages: by unit, edition, method, words; what a person holds; who holds a place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from chuangcheng.duties.models import DutySupport, PlaceHolding, Remit, StandardDuty
from chuangcheng.duties.queries.tables import in_force, supports_of
from chuangcheng.frameworks.models import Edition, Indicator, Level
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.names import search_text
from chuangcheng.kit.refused import NotFound
from chuangcheng.units.models import Group, Unit

MOST_SHOWN = 200


def standards(
    editions: Iterable[Edition], *, search: str = "", unit: Unit | None = None, part: str = "", method: str = ""
) -> QuerySet[Indicator]:
    """Standards (and contents that have a duty of their own) for the table of duties, in the edition's order.

    `part`: "lead" or "support" narrows the unit's part, "nobody" leaves only standards without a lead.
    """
    duty = StandardDuty.objects.filter(standard=OuterRef("pk"))
    rows = Indicator.objects.filter(edition__in=list(editions)).exclude(level=Level.ITEM)
    rows = rows.filter(Q(level=Level.STANDARD) | Exists(duty)).select_related("edition", "parent")
    if search:
        rows = rows.filter(search_text__contains=search_text(search))
    if method:
        rows = rows.filter(pk__in=[pk for pk, methods in rows.values_list("pk", "methods") if method in methods])
    if part == "nobody":
        above = StandardDuty.objects.filter(standard=OuterRef("parent_id"))
        return rows.exclude(Exists(duty)).exclude(Exists(above))
    if unit is not None:
        support = DutySupport.objects.filter(duty__standard=OuterRef("pk"), unit=unit)
        leading = Exists(duty.filter(lead_unit=unit))
        rows = rows.filter(
            leading if part == "lead" else Exists(support) if part == "support" else leading | Exists(support)
        )
    return rows


@dataclass(frozen=True, slots=True)
class Line:
    """A standard with its duty (None: nobody's) and the supporting units; `is_inherited` from its content."""

    standard: Indicator
    duty: StandardDuty | None
    supports: list[DutySupport]
    is_inherited: bool


def lines(rows: Iterable[Indicator]) -> list[Line]:
    """The duties of the given standards: two queries, however many there are."""
    rows = list(rows)
    ids = {row.pk for row in rows} | {row.parent_id for row in rows if row.parent_id}
    duties = {
        duty.standard_id: duty
        for duty in StandardDuty.objects.filter(standard__in=ids).select_related("lead_unit", "lead_post__unit")
    }
    supports = supports_of(duties.values())
    found = []
    for row in rows:
        own = duties.get(row.pk)
        duty = own or (duties.get(row.parent_id) if row.parent_id else None)
        found.append(Line(row, duty, supports.get(duty.pk, []) if duty else [], own is None and duty is not None))
    return found


def get_duty(pk: int) -> StandardDuty:
    """A duty with its standard, lead and edition, or NotFound."""
    wanted = StandardDuty.objects.select_related("standard__edition", "standard__parent", "lead_unit", "lead_post")
    duty = wanted.filter(pk=pk).first()
    if duty is None:
        raise NotFound("duty")
    return duty


def get_holding(pk: int) -> PlaceHolding:
    """A holding with its place and unit, or NotFound."""
    holding = _with_places(PlaceHolding.objects.filter(pk=pk)).first()
    if holding is None:
        raise NotFound("holding")
    return holding


def _with_places(rows: QuerySet[PlaceHolding]) -> QuerySet[PlaceHolding]:
    return rows.select_related("unit", "post", "area", "segment", "site", "facility")


def holdings(at: datetime, *, kind: str = "", unit: Unit | None = None, search: str = "") -> QuerySet[PlaceHolding]:
    """Holdings in force, of one kind of place, one unit, or places whose name holds the words."""
    rows = PlaceHolding.objects.filter(in_force(at))
    if kind in ("area", "segment", "site", "facility"):
        rows = rows.filter(**{f"{kind}__isnull": False})
    if unit is not None:
        rows = rows.filter(unit=unit)
    if search:
        words = search_text(search)
        named = Q()
        for place in ("area", "segment", "site", "facility"):
            named |= Q(**{f"{place}__search_text__contains": words})
        rows = rows.filter(named)
    return _with_places(rows)


def holders_of_place(place: Any, at: datetime) -> list[PlaceHolding]:
    """Who holds exactly this area, segment, site or facility, lead first."""
    rows = PlaceHolding.objects.filter(in_force(at), **{place._meta.model_name: place})
    return list(_with_places(rows).order_by("-is_lead", "position", "pk"))


def remits_of(group: Group) -> list[Remit]:
    """What a group looks after, in order."""
    return list(Remit.objects.filter(group=group).select_related("site_type", "area", "unit").order_by("position"))


def groups_with_remits() -> list[tuple[Group, list[Remit]]]:
    """Every group with what it looks after: two queries."""
    found: dict[int, list[Remit]] = {}
    for row in Remit.objects.select_related("site_type", "area", "unit").order_by("position"):
        found.setdefault(row.group_id, []).append(row)
    return [(group, found.get(group.pk, [])) for group in Group.objects.select_related("lead_unit").order_by("code")]


@dataclass(frozen=True, slots=True)
class Held:
    """What a person holds through posts, and what the person's units carry beside that."""

    leads: list[StandardDuty]
    supports: list[DutySupport]
    places: list[PlaceHolding]
    unit_leads: list[StandardDuty]
    unit_supports: list[DutySupport]
    unit_places: list[PlaceHolding]


def what_is_held(actor: Actor, editions: Iterable[Edition], at: datetime) -> Held:
    """Duties and places of the actor's posts and units: three queries, at most 200 rows of each."""
    mine, ours = set(actor.post_ids), list(actor.unit_ids)
    editions = list(editions)
    leads = StandardDuty.objects.filter(standard__edition__in=editions).filter(
        Q(lead_post__in=mine) | Q(lead_unit__in=ours)
    )
    supports = DutySupport.objects.filter(duty__standard__edition__in=editions).filter(
        Q(post__in=mine) | Q(unit__in=ours)
    )
    places = PlaceHolding.objects.filter(in_force(at)).filter(Q(post__in=mine) | Q(unit__in=ours))
    led = list(
        leads.select_related("standard", "lead_unit", "lead_post").order_by("due", "standard__position")[:MOST_SHOWN]
    )
    supported = supports.select_related("duty__standard", "duty__lead_unit", "unit", "post")
    helped = list(supported.order_by("duty__standard__position", "pk")[:MOST_SHOWN])
    held = list(_with_places(places).order_by("-is_lead", "pk")[:MOST_SHOWN])
    return Held(
        [duty for duty in led if duty.lead_post_id in mine],
        [row for row in helped if row.post_id in mine],
        [row for row in held if row.post_id in mine],
        [duty for duty in led if duty.lead_post_id not in mine],
        [row for row in helped if row.post_id not in mine],
        [row for row in held if row.post_id not in mine],
    )
