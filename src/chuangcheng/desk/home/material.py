"""The lines of the material on the home page: what is owed, what came back, what is to be reviewed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from chuangcheng.kit.actor import Actor
from chuangcheng.materials import queries

OWED, REVIEWED = 12, 12


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that waits: until a day, or since a moment."""

    title: str
    detail: str
    url: str
    button: str
    state: str
    state_label: Any
    due_on: date | None = None
    since: datetime | None = None


def lines(actor: Actor, at: datetime) -> list[Line]:
    """All that waits for this actor."""
    return [*_owed(actor, at), *_returned(actor), *_figures(actor, at), *_to_review(actor), *_to_confirm(actor)]


def _owed(actor: Actor, at: datetime) -> Iterator[Line]:
    today = timezone.localdate(at)
    for demand in queries.owed(actor, at, OWED):
        tally = queries.tally_of(demand)
        missing = ngettext("%(count)d is missing", "%(count)d are missing", tally.missing) % {"count": tally.missing}
        state = tally.state(demand.due_on, today)
        labels = {"overdue": _("Overdue"), "begun": pgettext("material", "Begun")}
        yield Line(
            f"{demand.code} {demand.title_zh}",
            f"{missing} · {demand.standard.name}",
            reverse("desk:material_demand", args=[demand.pk]),
            _("Hand in material"),
            state,
            labels.get(state, pgettext("material", "Missing")),
            due_on=demand.due_on,
        )


def _returned(actor: Actor) -> Iterator[Line]:
    for one in queries.returned(actor, OWED):
        url = reverse("desk:material", args=[one.pk])
        title, state = f"{one.number} {one.title_zh}", one.get_state_display()
        yield Line(title, one.reason_zh, url, _("Mend it"), one.state, state, since=one.decided_at)


def _figures(actor: Actor, at: datetime) -> Iterator[Line]:
    for one in queries.figures_owed(actor, at, OWED):
        url = reverse("desk:department_figure", args=[one.pk])
        title = f"{one.code} {one.name_zh} {one.period}"
        yield Line(title, one.unit.name, url, _("Report"), one.state, one.get_state_display(), due_on=one.due_on)


def _to_review(actor: Actor) -> Iterator[Line]:
    for one in queries.to_review(actor, REVIEWED):
        url = reverse("desk:material", args=[one.pk])
        title, state = f"{one.number} {one.title_zh}", one.get_state_display()
        yield Line(title, one.unit.name, url, _("Review the material"), one.state, state, since=one.submitted_at)


def _to_confirm(actor: Actor) -> Iterator[Line]:
    for link in queries.links_to_confirm(actor, REVIEWED):
        document = link.document
        detail = _("To be used for %(demand)s too") % {"demand": link.demand.code}
        url = reverse("desk:material", args=[document.pk])
        title = f"{document.number} {document.title_zh}"
        state = document.get_state_display()
        yield Line(title, detail, url, _("Confirm the use"), document.state, state, since=link.linked_at)


def waiting(actor: Actor, at: datetime) -> list[tuple[Any, QuerySet[Any], str]]:
    """(label, rows to be counted, where) for those who review."""
    found = queries.waiting(actor, at)
    rows: list[tuple[Any, QuerySet[Any], str]] = []
    if found.to_review is not None:
        rows.append((_("Material to review"), found.to_review, f"{reverse('desk:material_documents')}?state=submitted"))
    if found.figures_to_confirm is not None:
        url = f"{reverse('desk:department_figures')}?state=reported"
        rows.append((_("Figures to confirm"), found.figures_to_confirm, url))
    return rows
