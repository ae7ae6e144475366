"""The front page for citizens: report, follow, find, and what they can check for themselves."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from chuangcheng.draws.queries import public_draws, public_state
from chuangcheng.kit import clock
from chuangcheng.participation.queries import current_calls


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What one can do here, what the city asks for, and the latest draws."""
    at = clock.now()
    lines = [{"draw": draw, "state": public_state(draw, at)} for draw in public_draws(size=5).rows]
    context = {"lines": lines, "calls": current_calls(timezone.localdate(at))}
    return render(request, "portal/home.html", context)
