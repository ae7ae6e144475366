"""Duties, holdings and remits as plain rows; what codes exist; what a table would change."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Q

from chuangcheng.duties.models import DutySupport, PlaceHolding, Remit, RoutingRule, RoutingState, StandardDuty
from chuangcheng.duties.routing import EVERY_DAY
from chuangcheng.duties.rules import (
    DutyRow,
    HoldingRow,
    Known,
    Proposal,
    RemitRow,
    RoutingRow,
    Wanted,
    propose_duties,
)
from chuangcheng.frameworks.models import Edition, Indicator, Level
from chuangcheng.places.models import Area, Facility, Segment, Site, SiteType
from chuangcheng.units.models import Group, Post, Unit

PLACES: dict[str, type[Area] | type[Segment] | type[Site] | type[Facility]] = {
    "area": Area,
    "segment": Segment,
    "site": Site,
    "facility": Facility,
}


def in_force(at: datetime) -> Q:
    """Holdings that hold at a moment."""
    return Q(starts_at__lte=at) & (Q(ends_at=None) | Q(ends_at__gt=at))


def supports_of(duties: Iterable[StandardDuty]) -> dict[int, list[DutySupport]]:
    """Duty id -> supporting units in order, with their posts: one query."""
    found: dict[int, list[DutySupport]] = {}
    ids = [duty.pk for duty in duties]
    for row in DutySupport.objects.filter(duty__in=ids).select_related("unit", "post").order_by("position"):
        found.setdefault(row.duty_id, []).append(row)
    return found


def duty_rows(editions: Sequence[Edition]) -> list[DutyRow]:
    """The duties of these editions in the order of their standards: two queries."""
    duties = list(
        StandardDuty.objects.filter(standard__edition__in=editions)
        .select_related("standard", "lead_unit", "lead_post")
        .order_by("standard__edition__kind", "standard__position")
    )
    supports = supports_of(duties)
    return [duty_row(duty, supports.get(duty.pk, [])) for duty in duties]


def duty_row(duty: StandardDuty, supports: Iterable[DutySupport]) -> DutyRow:
    """The plain row of a stored duty."""
    return DutyRow(
        duty.standard.code,
        duty.lead_unit.code,
        duty.lead_post.code if duty.lead_post else "",
        tuple((row.unit.code, row.post.code if row.post else "") for row in supports),
        duty.material_zh,
        duty.due,
        duty.note,
    )


def holding_rows(kind: str, at: datetime, codes: Iterable[str] | None = None) -> list[HoldingRow]:
    """Who holds the places of a kind (all, or those of these codes) at a moment, lead first: one query."""
    rows = PlaceHolding.objects.filter(in_force(at), **{f"{kind}__isnull": False})
    if codes is not None:
        rows = rows.filter(**{f"{kind}__code__in": list(codes)})
    held: dict[str, list[PlaceHolding]] = {}
    for row in rows.select_related(kind, "unit", "post").order_by(f"{kind}__code", "-is_lead", "position", "pk"):
        held.setdefault(getattr(row, kind).code, []).append(row)
    return [_holding_row(kind, code, found) for code, found in held.items()]


def _holding_row(kind: str, code: str, rows: Sequence[PlaceHolding]) -> HoldingRow:
    """The terms are those of the first, who leads."""
    pairs = tuple((row.unit.code, row.post.code if row.post else "") for row in rows)
    first = rows[0]
    return HoldingRow(kind, code, pairs, first.agreed_on, first.agreed_until, tuple(first.kept_zh))


def remit_rows() -> list[RemitRow]:
    """The remits of all groups that have one, in the order of their codes: one query."""
    parts: dict[str, tuple[list[str], list[str], list[str], list[str]]] = {}
    rows = Remit.objects.select_related("group", "site_type", "area", "unit").order_by("group__code", "position")
    for row in rows:
        contents, site_types, areas, units = parts.setdefault(row.group.code, ([], [], [], []))
        if row.indicator_code:
            contents.append(row.indicator_code)
        elif row.site_type:
            site_types.append(row.site_type.code)
        elif row.area:
            areas.append(row.area.code)
        elif row.unit:
            units.append(row.unit.code)
    return [
        RemitRow(group, tuple(contents), tuple(site_types), tuple(areas), tuple(units))
        for group, (contents, site_types, areas, units) in parts.items()
    ]


def known_for_duties(editions: Sequence[Edition]) -> Known:
    """Codes that a table of duties may name: three queries."""
    wanted = Indicator.objects.filter(edition__in=editions, level__in=(Level.STANDARD, Level.CONTENT))
    return Known(standards=set(wanted.values_list("code", flat=True)), units=_codes(Unit), posts=_posts())


def known_for_holdings(rows: Iterable[HoldingRow]) -> Known:
    """Codes that a table of holders may name; places only as far as the rows name them."""
    by_kind: dict[str, set[str]] = {}
    for row in rows:
        by_kind.setdefault(row.kind, set()).add(row.place)
    places: set[str] = set()
    for kind, codes in by_kind.items():
        if kind in PLACES:
            found = PLACES[kind]._default_manager.filter(code__in=codes).values_list("code", flat=True)
            places |= {f"{kind}:{code}" for code in found}
    return Known(units=_codes(Unit), posts=_posts(), places=places)


def known_for_remits() -> Known:
    """Codes that a table of remits may name. Contents may be of any edition: a remit outlives them."""
    return Known(
        standards=set(Indicator.objects.values_list("code", flat=True).distinct()),
        units=_codes(Unit),
        groups=_codes(Group),
        site_types=_codes(SiteType),
        areas=_codes(Area),
    )


def routing_rows() -> list[RoutingRow]:
    """The routing rules that are proposed or in force, oldest first: one query."""
    rules = RoutingRule.objects.exclude(state=RoutingState.ENDED).select_related("area", "unit").order_by("pk")
    return [
        RoutingRow(
            rule.unit.code,
            rule.area.code if rule.area else "",
            rule.category,
            tuple(rule.weekdays) or EVERY_DAY,
            rule.starts,
            rule.ends,
            rule.note,
        )
        for rule in rules
    ]


def known_for_routing() -> Known:
    """Codes that a table of routing rules may name: two queries."""
    return Known(units=set(Unit.objects.filter(is_active=True).values_list("code", flat=True)), areas=_codes(Area))


def _codes(model: type[Unit] | type[Group] | type[SiteType] | type[Area]) -> set[str]:
    return set(model._default_manager.values_list("code", flat=True))


def _posts() -> dict[str, str]:
    return dict(Post.objects.values_list("code", "unit__code"))


def unit_words() -> dict[str, str]:
    """Code, name and short name of each unit -> its code: what a table may call it."""
    words: dict[str, str] = {}
    for code, name, short in Unit.objects.filter(is_active=True).values_list("code", "name_zh", "short_name_zh"):
        for word in (short, name, code):
            if word:
                words[word] = code
    return words


def proposals_for(edition: Edition, source: Edition) -> tuple[list[Proposal], list[Wanted]]:
    """What the duties of an earlier edition mean for this one: four queries. See `rules.propose_duties`."""
    rows = edition.indicators.filter(level__in=(Level.STANDARD, Level.CONTENT)).order_by("position")
    has_own = set(StandardDuty.objects.filter(standard__edition=edition).values_list("standard__code", flat=True))
    previous = duty_rows([source])
    contents = {row.standard for row in previous}
    wanted = [
        Wanted(code, name, parent or "")
        for code, name, parent, level in rows.values_list("code", "name_zh", "parent__code", "level")
        if code not in has_own and (level == Level.STANDARD or code in contents)
    ]
    names = dict(source.indicators.values_list("code", "name_zh"))
    return propose_duties(wanted, previous, names)
