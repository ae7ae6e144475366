"""A trouble spot is proposed: corners from the map, segments, cells or a file."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from chuangcheng.desk.hotspots.pages import slot_name
from chuangcheng.desk.refusals import attempt
from chuangcheng.desk.scores.views import number
from chuangcheng.desk.troubles.forms import ProposalForm
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.patrols.actions import propose_spot
from chuangcheng.patrols.actions.spots import outline
from chuangcheng.patrols.queries import TroubleSpot
from chuangcheng.scoring.spotting import SLOTS, is_cell, outline_of

PLAIN = ("code", "name_zh", "problem_zh", "unit", "assess_every_days")


def new_spot(request: StaffRequest) -> HttpResponse:
    """The parts of the outline are joined to one surface."""
    form = ProposalForm(request.POST or None, request.FILES or None, initial=suggested(request))
    if request.method == "POST" and form.is_valid():
        made = attempt(form, partial(_propose, request, form.cleaned_data))
        if made is not None:
            messages.success(request, _("The trouble spot is proposed. Its treatment begins with a plan."))
            return redirect("desk:trouble_spot", made.pk)
    return render(request, "desk/troubles/new.html", {"form": form})


def suggested(request: StaffRequest) -> dict[str, Any]:
    """What a cell that stands out fills in: its corners, a code and a first sentence. Empty without such a cell."""
    cell, count = request.GET.get("cell", ""), number(request, "count")
    hours = number(request, "hours")
    if not is_cell(cell) or count is None or hours is None or hours > len(SLOTS):
        return {}
    corners = outline_of([cell])["coordinates"][0][:-1]
    said = _("Found by statistics: %(count)s shortfalls here (%(hours)s), more than expected (cell %(cell)s).")
    return {
        "code": f"GF-{cell[:30].upper()}"[:30],
        "problem_zh": said % {"count": count, "hours": slot_name(hours), "cell": cell},
        "corners": "\n".join(f"{longitude:.6f}, {latitude:.6f}" for longitude, latitude in corners),
    }


def _propose(request: StaffRequest, given: dict[str, Any]) -> TroubleSpot:
    drawn, datum = (given["file"], given["datum"]) if given["file"] else (given["corners"], "wgs84")
    whole = outline(drawn=drawn, datum=datum, segments=given["segments"], areas=given["areas"])
    plain = {name: given[name] for name in PLAIN}
    return propose_spot(by=request.actor, at=request.at, boundary=whole, **plain)
