"""Recurring faults: the list of cards, and one card with every time that the fault was there."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.cases.queries import cases_by_id_for
from chuangcheng.desk.history import history
from chuangcheng.desk.numbers import numbers
from chuangcheng.kit.paging import page
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.plans.queries import project_for, project_of
from chuangcheng.recurrences import queries
from chuangcheng.recurrences.queries import Recurrence, UpgradeState


@require_GET
def recurrences(request: StaffRequest) -> HttpResponse:
    """What came back last stands first; chips by state."""
    state = request.GET.get("state", "")
    rows = queries.recurrences_for(request.actor, state)
    found = page(rows, ["-last_at"], cursor=request.GET.get("cursor", ""))
    counts = queries.recurrence_counts(request.actor)
    chips = [("", _("All"), sum(counts.values())), *((v, label, counts[v]) for v, label in UpgradeState.choices)]
    context = {
        "page": found,
        "lines": lines(found.rows),
        "chips": [{"value": v, "label": label, "count": n, "active": v == state} for v, label, n in chips],
        "rule": queries.rule(),
        "numbers": numbers(request, "recurrence_times", "recurrence_days"),
    }
    return render(request, "desk/recurrences/recurrences.html", context)


def lines(cards: Sequence[Recurrence]) -> list[dict[str, Any]]:
    """Cards with the addresses of their places."""
    return [{"card": card, "place_url": place_url(card)} for card in cards]


def place_url(card: Recurrence) -> str:
    """The page of the facility, site or segment."""
    kind = card.place_kind
    return reverse(f"desk:{kind}", args=[getattr(card, f"{kind}_id")])


@require_GET
def recurrence(request: StaffRequest, pk: int) -> HttpResponse:
    """Where, what, how often, and what was decided."""
    card = queries.get_recurrence_for(request.actor, pk)
    rows = list(queries.times_on(card)[:200])
    seen = {case.pk for case in cases_by_id_for(request.actor, [row.case_id for row in rows])}
    project = project_for(request.actor, card)
    may_plan = card.state == UpgradeState.TAKEN_UP and request.actor.may_anywhere("plans.draft_undertaking")
    context = {
        "card": card,
        "project": project,
        "may_plan": may_plan and project_of(card) is None,
        "place_url": place_url(card),
        "sees_place": request.actor.may("places.see_place", area_path=card.area_path or None),
        "rows": [{"row": row, "is_seen": row.case_id in seen} for row in rows],
        "moves": [
            (move.verb.removeprefix("recurrences."), move.label)
            for move in queries.recurrence_moves(request.actor, card)
        ],
        "history": history(card, limit=50),
    }
    return render(request, "desk/recurrences/recurrence.html", context)
