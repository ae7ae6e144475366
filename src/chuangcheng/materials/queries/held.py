"""Requests whose answer existed when they were made: an older document, the pictures of a closed case, the same figure
reported for another standard. A unit answers them with what exists; the burden meter counts them."""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from chuangcheng.cases.models import Case, CasePhoto, PhotoKind
from chuangcheng.cases.models import State as CaseState
from chuangcheng.materials.models import Demand, DepartmentFigure, Document, DocumentState, FigureState, Kind, Link

HELD = (FigureState.REPORTED, FigureState.CONFIRMED)
LOOKED_BACK = timedelta(days=365)
"""Pictures of cases closed longer ago answer no demand: a window is twelve months as a rule."""


def demands_and_held() -> QuerySet[Demand]:
    """Demands with `was_held`: whether an older document answers it, answered the same words of the same unit before,
    or pictures were asked for and a closed case of the unit on this very standard had some."""
    linked = Link.objects.filter(demand=OuterRef("pk"), document__made_at__lt=OuterRef("made_at"))
    same = Document.objects.filter(
        links__demand__title_zh=OuterRef("title_zh"), kind=OuterRef("kind"), unit=OuterRef("unit")
    )
    same = same.filter(made_at__lt=OuterRef("made_at"), state__in=(DocumentState.SUBMITTED, DocumentState.ACCEPTED))
    closed = Case.objects.filter(
        Exists(CasePhoto.objects.filter(case=OuterRef("pk"), kind=PhotoKind.AFTER)),
        state=CaseState.CLOSED,
        standard=OuterRef("standard"),
        unit=OuterRef("unit"),
        closed_at__lt=OuterRef("made_at"),
        closed_at__gte=OuterRef("made_at") - LOOKED_BACK,
    )
    pictures = Q(kind=Kind.PHOTO) & Exists(closed)
    return Demand.objects.annotate(was_held=Exists(linked) | Exists(same) | pictures)


def figures_and_held() -> QuerySet[DepartmentFigure]:
    """Figures with `was_held`: whether the unit had reported the same number of the same period before it was asked."""
    same = DepartmentFigure.objects.filter(
        Q(code=OuterRef("code")) | Q(name_zh=OuterRef("name_zh")),
        unit=OuterRef("unit"),
        period=OuterRef("period"),
        measure_zh=OuterRef("measure_zh"),
        state__in=HELD,
        reported_at__lt=OuterRef("made_at"),
    )
    return DepartmentFigure.objects.annotate(was_held=Exists(same.exclude(pk=OuterRef("pk"))))


def held_figures(figure: DepartmentFigure) -> QuerySet[DepartmentFigure]:
    """The same number of the same unit and period, reported for another standard: what the figure is answered with.

    Same: code and measure, or name and measure. The confirmed one first.
    """
    same = Q(code=figure.code) | Q(name_zh=figure.name_zh)
    rows = DepartmentFigure.objects.filter(same, unit=figure.unit, period=figure.period, measure_zh=figure.measure_zh)
    rows = rows.filter(state__in=HELD).exclude(pk=figure.pk).select_related("standard", "document")
    return rows.order_by(F("decided_at").desc(nulls_last=True), "-reported_at")
