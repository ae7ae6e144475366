"""How far inspectors agree and to which side each leans: for training, for the office alone, never a ranking."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from chuangcheng.kit.requests import StaffRequest
from chuangcheng.scoring import readings
from chuangcheng.scoring.agreement import Summary

NAMES: dict[str, tuple[Any, Any]] = {
    "observed": (_("Alike"), _("of pairs of readings of the same thing, the share that agrees; chance included")),
    "gwet": ("AC1 (Gwet)", _("beyond chance, where chance agrees only on what is hard to judge: the one to go by")),
    "cohen": ("κ (Cohen)", _("beyond the chance of both marginals; collapses where nearly all is met")),
    "alpha": ("α (Krippendorff)", _("beyond chance, readings missing or not; collapses like kappa")),
    "specific:fail": (_("Of “not met”"), _("if one says not met, how likely the other says it too")),
    "specific:pass": (_("Of “met”"), _("if one says met, how likely the other says it too")),
}
SOURCES = (
    "Gwet 2008; Cohen 1960; Krippendorff 2011; Cicchetti, Feinstein 1990; Efron, Stein 1981; "
    "Byrt, Bishop, Carlin 1993; DerSimonian, Laird 1986; Efron, Morris 1975"
)


def _shown(summary: Summary) -> list[dict[str, Any]]:
    return [{"name": name, "means": means, "one": summary[code]} for code, (name, means) in NAMES.items()]


@require_GET
def agreement(request: StaffRequest) -> HttpResponse:
    """All double readings of twelve months, each round and calibration, and the leaning of each inspector."""
    found = readings.inspectors(request.actor, request.at)
    context = {
        "found": found,
        "coefficients": _shown(found.whole),
        "few": readings.FEW_SCENES,
        "sources": SOURCES,
    }
    return render(request, "desk/inspectors/agreement.html", context)
