"""Lists of cases: what a reader may see, narrowed by unit, area, standard, state, source, due date, group and words."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from chuangcheng.cases.access import SMALL, in_areas, in_units, visible
from chuangcheng.cases.models import Case, Category, ExtensionState, State
from chuangcheng.cases.workflow import RUNNING
from chuangcheng.frameworks.models import Indicator
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.counting import MOST
from chuangcheng.kit.names import search_text
from chuangcheng.places.models import Area
from chuangcheng.places.queries import Box, inside
from chuangcheng.units.models import Unit

FEW_IN_BOX = 4000
NUMBER = re.compile(r"\d{4}-\d{6,}")
LIST_NEIGHBOURS = ("category", "area", "segment", "site", "facility", "unit")
UNSHOWN = ("search_text", "hold_plan", "dispatch_reason", "area__boundary", "segment__line")
"""Columns that no list shows; outlines and lines are long and would be read for every row."""
ORDERS = {"wanted": ("wanted_at",), "newest": ("-opened_at",), "oldest": ("opened_at",)}


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed by; blank means everything. Ids of things, codes of states and words."""

    words: str = ""
    states: tuple[str, ...] = ()
    phase: str = ""
    due: str = ""
    unit: int | None = None
    area: int | None = None
    standard: int | None = None
    standard_code: str = ""
    category: int | None = None
    group: int | None = None
    source: str = ""
    severity: int | None = None
    site: int | None = None
    segment: int | None = None
    facility: int | None = None
    opened_from: date | None = None
    opened_until: date | None = None
    box: Box | None = None
    order: str = "newest"

    def with_(self, **changes: Any) -> "Filters":
        """The same with some changed."""
        return replace(self, **changes)


def _path(model: type[Unit] | type[Area], pk: int) -> str:
    """The path of a unit or area; of an unknown one a path that nothing lies below."""
    return model._default_manager.filter(pk=pk).values_list("path", flat=True).first() or "?"


def _in_area(path: str) -> Q:
    """A small area as plain ids, so that its index also gives the order of the list."""
    if path.strip("/").count("/") >= SMALL:
        return Q(area__in=list(Area.objects.filter(path__startswith=path).values_list("pk", flat=True)))
    return in_areas(path)


def _state_of_list(filters: Filters, at: datetime) -> Q:
    wanted = Q()
    if filters.states:
        wanted &= Q(state__in=filters.states)
    if filters.phase:
        wanted &= Q(closed_at__isnull=filters.phase == "open")
    if filters.due == "overdue":
        wanted &= Q(state__in=RUNNING, due_at__lt=at)
    elif filters.due == "today":
        wanted &= Q(state__in=RUNNING, due_at__gte=at, due_at__lt=_end_of(at, 0))
    elif filters.due == "week":
        wanted &= Q(state__in=RUNNING, due_at__gte=at, due_at__lt=_end_of(at, 7))
    elif filters.due == "late":
        wanted &= Q(was_on_time=False)
    elif filters.due == "asked":
        wanted &= Q(extensions__state=ExtensionState.ASKED)
    return wanted


def _end_of(at: datetime, days: int) -> datetime:
    local = timezone.localtime(at)
    return local.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=days + 1)


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day))  # noqa: DTZ001


def _things(filters: Filters) -> Q:
    wanted = Q()
    for name in ("group", "site", "segment", "facility"):
        if (pk := getattr(filters, name)) is not None:
            wanted &= Q(**{name: pk})
    if filters.unit is not None:
        wanted &= in_units(_path(Unit, filters.unit))
    if filters.area is not None:
        wanted &= _in_area(_path(Area, filters.area))
    if filters.standard is not None:
        wanted &= Q(standard=filters.standard)
    if filters.standard_code:
        wanted &= Q(standard__in=_below(filters.standard_code))
    if filters.category is not None:
        same = Q(pk=filters.category) | Q(parent=filters.category)
        wanted &= Q(category__in=list(Category.objects.filter(same).values_list("pk", flat=True)))
    if filters.source:
        wanted &= Q(source=filters.source)
    if filters.severity:
        wanted &= Q(severity=filters.severity)
    return wanted


def _below(code: str) -> list[int]:
    """Standards with this code, or below the item or content with it, in every edition: plain ids, so that the
    databases know how few they are."""
    named = Q(code=code) | Q(path__startswith=f"{code}/") | Q(path__contains=f"/{code}/")
    return list(Indicator.objects.filter(named).values_list("pk", flat=True))


def cases_for(actor: Actor, filters: Filters, at: datetime) -> QuerySet[Case]:
    """The cases of a list, unordered and unbounded: page it, count it capped, or stream it."""
    rows = Case.objects.filter(visible(actor), _state_of_list(filters, at), _things(filters))
    if filters.opened_from:
        rows = rows.filter(opened_at__gte=_start_of(filters.opened_from))
    if filters.opened_until:
        rows = rows.filter(opened_at__lt=_start_of(filters.opened_until + timedelta(days=1)))
    if filters.box:
        rows = _in_box(rows, filters.box)
    if filters.words.strip():
        rows = _with_words(rows, filters.words)
    return rows.select_related(*LIST_NEIGHBOURS).defer(*UNSHOWN)


def _in_box(rows: QuerySet[Case], box: Box) -> QuerySet[Case]:
    """Rows inside the box. Few are found by their position first: the databases would rather walk the list's order, and
    meet hardly any of them. Of many, such a walk soon meets enough."""
    near = list(inside(Case.objects.order_by(), box).values_list("pk", flat=True)[: FEW_IN_BOX + 1])
    return inside(rows, box) if len(near) > FEW_IN_BOX else rows.filter(pk__in=near)


def _with_words(rows: QuerySet[Case], words: str) -> QuerySet[Case]:
    """Rows that contain every word. Rare words are looked for first and sorted then; common ones the other way round,
    because a walk in the list's order soon meets enough of them."""
    if NUMBER.fullmatch(words.strip()):
        return rows.filter(number=words.strip())
    for word in search_text(words).split()[:5]:
        rows = rows.filter(search_text__contains=word)
    found = list(rows.order_by().values_list("pk", flat=True)[: MOST + 1])
    return rows if len(found) > MOST else Case.objects.filter(pk__in=found)


def order_of(filters: Filters) -> tuple[str, ...]:
    """The columns that `kit.paging.page` sorts by."""
    return ORDERS.get(filters.order, ORDERS["newest"])


def held_openly() -> QuerySet[Case]:
    """Every case on hold, for the open list: what, whose, why, until when. Nothing that a reporter wrote."""
    rows = Case.objects.filter(state=State.HELD).select_related("unit", "category", "standard", "area")
    return rows.defer("description", "search_text", "address_zh")
