"""Home is my work: what waits for me, sorted by what runs out first, each row with the one button that moves it on."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from chuangcheng.desk.home.find import find
from chuangcheng.desk.home.watched import streets
from chuangcheng.desk.home.work import figures, remarks, work
from chuangcheng.kit.requests import StaffRequest


@require_GET
def home(request: StaffRequest) -> HttpResponse:
    """The work of the actor's posts, then figures, then remarks of the season."""
    lines, more = work(request.actor, request.at)
    context = {
        "lines": lines,
        "more": more,
        "streets": streets(request.actor, request.at),
        "figures_shown": figures(request.actor, request.at),
        "remarks": remarks(request.actor, request.at),
    }
    return render(request, "desk/home/home.html", context)


@require_GET
def search(request: StaffRequest) -> HttpResponse:
    """Cases, sites, segments, standards and units that contain the words, as far as the actor may see them."""
    words = request.GET.get("q", "").strip()[:80]
    return render(
        request,
        "desk/home/search.html",
        {"words": words, "search_words": words, "groups": find(request.actor, words, request.at)},
    )
