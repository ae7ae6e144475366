"""What a place picker asks while somebody types."""

import re

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from chuangcheng.kit.requests import StaffRequest
from chuangcheng.places.queries import KINDS, search_places

FIELD = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,59}")
LIMIT = 12


@require_GET
def place_search(request: StaffRequest) -> HttpResponse:
    """Radio buttons for up to a dozen places (a fragment). `field` names them, `kinds` narrows them."""
    name = request.GET.get("field", "place")
    name = name if FIELD.fullmatch(name) else "place"
    kinds = [kind for kind in request.GET.get("kinds", "").split(",") if kind in KINDS] or list(KINDS)
    words = request.GET.get(f"{name}_words", request.GET.get("q", ""))[:60].strip()
    found = search_places(request.actor, words, kinds, LIMIT + 1)
    context = {"name": name, "words": words, "found": found[:LIMIT], "is_cut": len(found) > LIMIT}
    return render(request, "desk/places/picker_found.html", context)
