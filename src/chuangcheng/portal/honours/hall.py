"""好人街: laureates with their stories, and what a plaque says. Looked up each time: what may not be shown is gone."""

from collections.abc import Sequence
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from chuangcheng.evidence.queries import file_response
from chuangcheng.honours import queries
from chuangcheng.honours.queries import Award
from chuangcheng.kit import clock
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import NotFound

SIZE = 24
VARIANTS = ("shown", "thumbnail")


def unkept(response: HttpResponse) -> HttpResponse:
    """No cache keeps a page with a name on it: consent may be withdrawn the next minute."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noarchive"
    return response


@require_safe
def hall(request: HttpRequest) -> HttpResponse:
    """Newest first; by programme and by words."""
    at = clock.now()
    words, chosen = request.GET.get("q", "")[:60], request.GET.get("programme", "")
    programme = int(chosen) if chosen.isdecimal() and len(chosen) < 10 else 0
    found = page(
        queries.hall(at, programme=programme, words=words),
        ["-awarded_at"],
        cursor=request.GET.get("cursor", ""),
        size=SIZE,
    )
    pictures = queries.released_pictures(one.nomination_id for one in found.rows)
    rows = [
        {"award": one, "nomination": one.nomination, "picture": _thumbnail(pictures.get(one.nomination_id, ()))}
        for one in found.rows
    ]
    context = {
        "page": found,
        "rows": rows,
        "words": words,
        "programme": programme,
        "programmes": list(queries.programmes()[:100]),
        "features": {"type": "FeatureCollection", "features": [f for f in map(_feature, found.rows) if f]},
    }
    return unkept(render(request, "portal/honours/hall.html", context))


def _thumbnail(pictures: Sequence[int]) -> str:
    return reverse("portal:laureate_picture", args=[pictures[0], "thumbnail"]) if pictures else ""


def _feature(award: Award) -> dict[str, Any] | None:
    """On the map: units and courtyards where their plaque hangs. Where a person lives is on no map."""
    site = award.nomination.site
    if award.nomination.season.is_personal or site is None or site.longitude is None:
        return None
    name = f"{award.nomination.shown_name} {award.nomination.season.programme.name}"
    url = reverse("portal:laureate", args=[award.pk])
    point = {"type": "Point", "coordinates": [site.longitude, site.latitude]}
    return {
        "type": "Feature",
        "geometry": point,
        "properties": {"kind": "point", "name": name, "note": "", "url": url, "tone": "info"},
    }


@require_safe
def laureate(request: HttpRequest, pk: int) -> HttpResponse:
    """One laureate's page."""
    found = queries.hall_page(pk, clock.now())
    pictures = [
        {
            "url": reverse("portal:laureate_picture", args=[row, "shown"]),
            "thumbnail_url": reverse("portal:laureate_picture", args=[row, "thumbnail"]),
            "caption": "",
        }
        for row in queries.released_pictures([found.nomination_id])[found.nomination_id]
    ]
    context = {"award": found, "nomination": found.nomination, "pictures": pictures}
    return unkept(render(request, "portal/honours/laureate.html", context))


@require_safe
def picture(request: HttpRequest, pk: int, variant: str) -> FileResponse:
    """A released picture, as long as its laureate may be shown."""
    if variant not in VARIANTS:
        raise NotFound("picture")
    response = file_response(queries.hall_picture(pk, clock.now()).file, variant)  # type: ignore[arg-type]
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def plaque(request: HttpRequest, token: str) -> HttpResponse:
    """Whether what hangs there stands today."""
    found = queries.of_plaque(token, clock.now())
    return unkept(render(request, "portal/honours/plaque.html", {"plaque": found}))
