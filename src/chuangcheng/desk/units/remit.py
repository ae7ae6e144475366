"""The remit of one working group: what it saw, what moved, what hangs."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.cases import queries as cases
from chuangcheng.cases.queries import instructions_for, instructions_of_group
from chuangcheng.duties.queries import remits_of
from chuangcheng.journal.queries import line as journal_line
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.units import queries
from chuangcheng.units.queries import Group


def sees_remit(request: StaffRequest, group: Group) -> bool:
    """Its own members, and whoever sees all cases."""
    actor = request.actor
    return group.pk in actor.group_ids or actor.may("cases.see_case", unit_path="", area_path="")


@require_GET
def group_remit(request: StaffRequest, pk: int) -> HttpResponse:
    """Figures that open their rows, what hangs by what runs out first, what moved lately, instructions owed."""
    found = queries.get_group_for(request.actor, pk)
    if not sees_remit(request, found):
        raise NotFound("group")
    owed = instructions_of_group(instructions_for(request.actor, "owed"), found.pk)
    moved = cases.moved_lately(request.actor, found, request.at)
    context = {
        "group": found,
        "remits": remits_of(found),
        "figures": _figures(request, found),
        "hanging": cases.hanging(request.actor, found),
        "moved": [{"case": case, "at": entry.at, "sentence": journal_line(entry).sentence} for entry, case in moved],
        "instructions": list(owed.order_by("due_at", "pk")[:10]),
    }
    return render(request, "desk/units/remit.html", context)


def _figures(request: StaffRequest, found: Group) -> list[dict[str, Any]]:
    counted = cases.group_figures(request.actor, found, request.at)
    address = reverse("desk:cases")

    def line(label: str, value: int, tone: str = "", **narrowed: Any) -> dict[str, Any]:
        query = urlencode({"group": found.pk, **narrowed})
        return {"label": label, "value": value, "url": f"{address}?{query}", "tone": tone if value else ""}

    owed_url = f"{reverse('desk:instructions')}?{urlencode({'view': 'owed', 'group': found.pk})}"
    return [
        line(_("Found by its members (30 days)"), counted.seen),
        line(_("Registered in its remit (30 days)"), counted.opened),
        line(_("Closed (30 days)"), counted.closed, phase="closed"),
        line(_("Open"), counted.open, phase="open", order="wanted"),
        line(_("Overdue"), counted.overdue, "alarm", due="overdue", order="wanted"),
        line(_("Escalated"), counted.escalated, "warn", due="overdue", order="wanted"),
        {"label": _("Replies owed"), "value": counted.owed, "url": owed_url, "tone": ""},
    ]
