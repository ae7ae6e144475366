"""Reads of the unit tree."""

from dataclasses import dataclass, field

from django.db.models import QuerySet

from chuangcheng.kit.actor import Actor
from chuangcheng.kit.names import search_text
from chuangcheng.kit.refused import NotFound
from chuangcheng.units.access import in_units
from chuangcheng.units.models import Unit


def unit_by_code(code: str) -> Unit:
    """The unit with this code. Raises NotFound."""
    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        raise NotFound(f"unit {code}")
    return unit


def units() -> QuerySet[Unit]:
    """All units in use, in the order of the tree."""
    return Unit.objects.filter(is_active=True)


def units_for(actor: Actor, verb: str) -> QuerySet[Unit]:
    """Units in use inside the subtrees where the actor holds the verb or sight."""
    return Unit.objects.filter(in_units(actor, verb), is_active=True)


def get_unit_for(actor: Actor, pk: int) -> Unit:
    """A unit, in use or retired, for whoever may look units up at all. Raises NotFound.

    The directory of units is not scoped: who answers "not ours" must be able to name another unit.
    """
    rows = Unit.objects.select_related("parent", "area")
    unit = rows.filter(pk=pk).first() if actor.may_anywhere("units.see_unit") else None
    if unit is None:
        raise NotFound("unit")
    return unit


def subtree(unit: Unit) -> QuerySet[Unit]:
    """The unit and all below it."""
    return Unit.objects.filter(path__startswith=unit.path)


@dataclass(slots=True)
class Branch:
    """A unit and its branches, for pages that draw the tree."""

    unit: Unit
    branches: list["Branch"] = field(default_factory=list)


def unit_tree(actor: Actor, text: str = "") -> list[Branch]:
    """The units as a tree; with a text, those that match it and what stands above them."""
    rows = list(units().order_by("path")) if actor.may_anywhere("units.see_unit") else []
    if wanted := search_text(text).strip():
        hits = [unit.path for unit in rows if wanted in unit.search_text]
        rows = [unit for unit in rows if any(path.startswith(unit.path) for path in hits)]
    by_path: dict[str, Branch] = {}
    roots: list[Branch] = []
    for unit in rows:
        branch = by_path[unit.path] = Branch(unit)
        above = by_path.get(unit.path[: -len(unit.code) - 1])
        (above.branches if above else roots).append(branch)
    return roots


def area_path_of(unit: Unit) -> str:
    """Where a unit lies, for grants bound to an area; "" (the whole city) where that is not said."""
    return unit.area.path if unit.area is not None else ""
