"""Undertakings as an actor may see them: lists, one with what is under it, the moves it allows."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from chuangcheng.kit.actor import Actor
from chuangcheng.kit.names import search_text
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.transitions import Move
from chuangcheng.plans import rules
from chuangcheng.plans.access import visible
from chuangcheng.plans.models import Kind, ProgressFile, Shows, State, Undertaking, UpgradeKind
from chuangcheng.plans.queries.slipping import slipping
from chuangcheng.plans.rules import UNDER, Leaf, RollUp, roll_up
from chuangcheng.plans.workflow import UNDERTAKINGS
from chuangcheng.recurrences.models import Recurrence
from chuangcheng.units.models import Unit

LIST_NEIGHBOURS = ("unit", "theme", "upgrade", "facility", "site", "segment")
NEIGHBOURS = (
    *LIST_NEIGHBOURS,
    "post",
    "parent",
    "origin",
    "facility__kind",
    "facility__area",
    "facility__segment",
    "recurrence",
)
UNSHOWN = ("search_text", "segment__line", "facility__search_text", "site__search_text")


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed by; blank means everything."""

    words: str = ""
    state: str = ""
    kind: str = ""
    unit: int | None = None
    theme: int | None = None
    standard: str = ""
    upgrade: int | None = None
    year: int | None = None
    under: int | None = None
    slip: str = ""
    projects_only: bool = False

    def with_(self, **changes: Any) -> "Filters":
        """The same with some changed."""
        return replace(self, **changes)


def undertakings_for(actor: Actor, filters: Filters, at: datetime) -> QuerySet[Undertaking]:
    """The rows of a list, unordered and unbounded: page it, or count it capped."""
    rows = Undertaking.objects.filter(visible(actor), _things(filters), _state(filters.state))
    if filters.slip:
        rows = rows.filter(slipping(at, filters.slip))
    for word in search_text(filters.words).split()[:5]:
        rows = rows.filter(search_text__contains=word)
    return rows.select_related(*LIST_NEIGHBOURS).defer(*UNSHOWN)


def _state(state: str) -> Q:
    if state == "open":
        return Q(state__in=rules.OPEN)
    return Q(state=state) if state in State.values else Q()


def _things(filters: Filters) -> Q:
    wanted = Q()
    for name in ("kind", "theme", "upgrade"):
        if value := getattr(filters, name):
            wanted &= Q(**{name: value})
    if filters.unit is not None:
        path = Unit.objects.filter(pk=filters.unit).values_list("path", flat=True).first() or "?"
        wanted &= Q(unit__in=Unit.objects.filter(path__startswith=path).values("pk"))
    if filters.standard:
        wanted &= Q(served__code=filters.standard)
    if filters.year:
        wanted &= Q(due_on__gte=date(filters.year, 1, 1), due_on__lte=date(filters.year, 12, 31))
    if filters.under is not None:
        path = Undertaking.objects.filter(pk=filters.under).values_list("path", flat=True).first() or "?"
        wanted &= Q(path__startswith=path)
    if filters.projects_only:
        wanted &= Q(upgrade__isnull=False)
    return wanted


def get_undertaking_for(actor: Actor, pk: int) -> Undertaking:
    """The only door to one undertaking; NotFound for what may not be seen."""
    rows = Undertaking.objects.filter(visible(actor), pk=pk).select_related(*NEIGHBOURS)
    found = rows.defer("search_text", "segment__line", "facility__segment__line", "facility__area__boundary").first()
    if found is None:
        raise NotFound("undertaking")
    return found


def undertakings_by_id_for(actor: Actor, ids: Iterable[int]) -> list[Undertaking]:
    """Those of the undertakings that the actor may see, at most 200, in the order of the tree."""
    wanted = list(dict.fromkeys(ids))[:200]
    return list(Undertaking.objects.filter(visible(actor), pk__in=wanted).select_related("unit").order_by("path"))


def moves_of(actor: Actor, undertaking: Undertaking) -> list[Move]:
    """What this actor may do next, in the order of the table. Nobody judges the own report."""
    path = undertaking.unit.path
    own = actor.person_id is not None and actor.person_id == undertaking.reported_by_id
    judged = ("plans.confirm_done", "plans.return_undertaking")
    return [
        move
        for move in UNDERTAKINGS.leaving(undertaking.state)
        if actor.may(move.verb, unit_path=path) and not (own and move.verb in judged)
    ]


def roots_for(actor: Actor) -> QuerySet[Undertaking]:
    """What stands at the top: plans, and key points or schemes without one."""
    return Undertaking.objects.filter(visible(actor), parent=None).select_related("unit").defer("search_text")


def chain(undertaking: Undertaking) -> list[Undertaking]:
    """What it belongs to, from the top; without itself."""
    codes = undertaking.path.strip("/").split("/")[:-1]
    found = {one.code: one for one in Undertaking.objects.filter(code__in=codes).defer("search_text")} if codes else {}
    return [found[code] for code in codes if code in found]


def children_for(actor: Actor, undertaking: Undertaking) -> QuerySet[Undertaking]:
    """What stands directly under it."""
    return undertaking.children.filter(visible(actor)).select_related("unit", "theme").defer("search_text")


def branch_for(actor: Actor, undertaking: Undertaking) -> QuerySet[Undertaking]:
    """Everything under it and itself."""
    rows = Undertaking.objects.filter(visible(actor), path__startswith=undertaking.path)
    return rows.select_related("unit").defer("search_text")


def rolled_up(paths: Sequence[str]) -> dict[int, RollUp]:
    """id -> progress of everything under these paths. It counts every part, also those whose names a reader may not
    see: a figure is the same for everybody. One query."""
    if not paths:
        return {}
    under = Q()
    for path in paths:
        under |= Q(path__startswith=path)
    rows = Undertaking.objects.filter(under).values_list("pk", "parent_id", "weight", "state", "percent")
    return roll_up(Leaf(*row) for row in rows)


def upgrade_kinds() -> QuerySet[UpgradeKind]:
    """All kinds of upgrade, by code."""
    return UpgradeKind.objects.order_by("code")


def get_upgrade_kind(pk: int) -> UpgradeKind:
    """One kind of upgrade. NotFound."""
    found = UpgradeKind.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound("upgrade kind")
    return found


def progress_file_for(actor: Actor, pk: int) -> ProgressFile:
    """A piece of evidence, for whoever may see its undertaking."""
    found = ProgressFile.objects.filter(pk=pk).select_related("file", "progress").first()
    if found is None:
        raise NotFound("evidence")
    get_undertaking_for(actor, found.progress.undertaking_id)
    return found


def years_of(actor: Actor) -> list[int]:
    """The years in which something is due."""
    return [day.year for day in Undertaking.objects.filter(visible(actor)).dates("due_on", "year")]


def holders_of_standard(actor: Actor, code: str) -> QuerySet[Undertaking]:
    """Undertakings that serve a standard."""
    rows = Undertaking.objects.filter(visible(actor), served__code=code).exclude(state=State.DROPPED)
    return rows.select_related("unit").defer("search_text").order_by("path")


def projects_at(actor: Actor, **place: Any) -> list[Undertaking]:
    """Projects at a place (`facility=`, `site=` or `segment=`), newest first, at most 20."""
    rows = Undertaking.objects.filter(visible(actor), upgrade__isnull=False, **place)
    return list(rows.select_related("unit", "upgrade").defer("search_text").order_by("-due_on", "-pk")[:20])


def project_of(card: Recurrence) -> Undertaking | None:
    """The project that carries out the proposal of a recurring fault, or nothing; what was dropped does not count."""
    return Undertaking.objects.filter(recurrence=card).exclude(state=State.DROPPED).first()


def project_for(actor: Actor, card: Recurrence) -> Undertaking | None:
    """The same, for those who may see it."""
    rows = Undertaking.objects.filter(visible(actor), recurrence=card).exclude(state=State.DROPPED)
    return rows.select_related("unit").defer("search_text").first()


def holders_of_tasks(actor: Actor) -> QuerySet[Undertaking]:
    """What a new task may stand under: plans, key points and schemes that are not over."""
    rows = Undertaking.objects.filter(visible(actor), kind__in=UNDER["task"]).exclude(kind=Kind.TASK)
    return rows.exclude(state__in=(State.DONE, State.DROPPED)).order_by("path")


def pictures_of(projects: Iterable[Undertaking]) -> dict[int, tuple[ProgressFile, ProgressFile]]:
    """Project id -> the first picture from before and the last from after, of those that have both. One query."""
    wanted = (Shows.BEFORE, Shows.AFTER)
    rows = ProgressFile.objects.filter(progress__undertaking__in=[one.pk for one in projects], shows__in=wanted)
    found: dict[int, dict[str, ProgressFile]] = defaultdict(dict)
    for row in rows.select_related("file", "progress").order_by("pk"):
        own = found[row.progress.undertaking_id]
        if row.shows == Shows.AFTER or Shows.BEFORE not in own:
            own[row.shows] = row
    return {pk: (own[Shows.BEFORE], own[Shows.AFTER]) for pk, own in found.items() if len(own) == len(wanted)}
