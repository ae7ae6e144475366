"""Department figures as an actor may see them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet

from chuangcheng.frameworks.queries import editions_in_force
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.names import search_text
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.transitions import Move
from chuangcheng.materials.access import visible
from chuangcheng.materials.models import DepartmentFigure, FigureState
from chuangcheng.materials.workflow import FIGURES
from chuangcheng.units.models import Unit

REVIEWS = ("materials.confirm_figure", "materials.return_figure")
OPEN = (FigureState.ASKED, FigureState.RETURNED)


@dataclass(frozen=True, slots=True)
class FigureFilters:
    """What the list of figures is narrowed by."""

    words: str = ""
    state: str = ""
    unit: Unit | None = None


def figures_for(actor: Actor, filters: FigureFilters, at: datetime) -> QuerySet[DepartmentFigure]:
    """Figures of the units within reach, for the editions in force."""
    rows = DepartmentFigure.objects.filter(visible(actor), standard__edition__in=editions_in_force(at))
    if filters.words:
        rows = rows.filter(search_text__contains=search_text(filters.words))
    if filters.state:
        rows = rows.filter(state=filters.state)
    if filters.unit is not None:
        rows = rows.filter(unit=filters.unit)
    return rows.select_related("standard", "unit")


def figure_counts(actor: Actor, at: datetime) -> dict[str, int]:
    """State -> how many."""
    rows = figures_for(actor, FigureFilters(), at).order_by().values("state").annotate(count=Count("pk"))
    found = {row["state"]: row["count"] for row in rows}
    return {state: found.get(state, 0) for state in FigureState.values}


def get_figure_for(actor: Actor, pk: int) -> DepartmentFigure:
    """A figure with its standard, supplier and source. NotFound for what may not be seen."""
    related = ("standard__edition", "unit", "document", "reported_by")
    found = DepartmentFigure.objects.select_related(*related).filter(visible(actor), pk=pk).first()
    if found is None:
        raise NotFound("figure")
    return found


def figure_moves(actor: Actor, figure: DepartmentFigure) -> list[Move]:
    """What this actor may do next; never review what the own unit reported."""
    path = figure.unit.path
    own = actor.belongs_to([path]) or actor.person_id == figure.reported_by_id
    return [
        move
        for move in FIGURES.leaving(figure.state)
        if actor.may(move.verb, unit_path=path) and not (move.verb in REVIEWS and own)
    ]
