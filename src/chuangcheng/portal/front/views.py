"""The front page for citizens: what the campaign is, and what they can check for themselves."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chuangcheng.draws.queries import public_draws, public_state
from chuangcheng.kit import clock


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The latest draws, and the way to all of them."""
    at = clock.now()
    lines = [{"draw": draw, "state": public_state(draw, at)} for draw in public_draws(size=5).rows]
    return render(request, "portal/home.html", {"lines": lines})
