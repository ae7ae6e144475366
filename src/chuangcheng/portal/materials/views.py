"""What an assessor sees under a link: standards with what was accepted for them, and the files. Nothing can be changed.

An unknown, expired or revoked link does not exist. No answer may be kept, indexed, or named as a referrer.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from chuangcheng.evidence.queries import file_response
from chuangcheng.kit import clock
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import NotFound
from chuangcheng.materials import queries
from chuangcheng.materials.actions import open_view_link

DRAWN, SAVED = ("shown", "thumbnail"), ("original",)
"""Of a picture, and of anything else."""
View = Callable[..., HttpResponseBase]


def _private(view: View) -> View:
    """The address is a secret: it must not reach other sites, indexes or caches."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        patch_cache_control(response, private=True, no_store=True)
        return response

    return answer


@require_safe
@_private
def overview(request: HttpRequest, token: str) -> HttpResponseBase:
    """Standards by code. Each page and file opened is counted, with its time; nothing is kept of who opened it."""
    at = clock.now()
    link = queries.view_link_of(token, at)
    if request.method == "GET":
        open_view_link(by=SYSTEM, at=at, link=link)
    context = {"link": link, "token": token, "rows": queries.viewed_standards(link)}
    return render(request, "portal/materials/overview.html", context)


@require_safe
@_private
def standard(request: HttpRequest, token: str, pk: int) -> HttpResponseBase:
    """One standard: what was asked, each document with its caption and files."""
    at = clock.now()
    link = queries.view_link_of(token, at)
    found, demands = queries.viewed_standard(link, pk)
    if request.method == "GET":
        open_view_link(by=SYSTEM, at=at, link=link, standard=found)
    shown = [
        {
            "demand": one.demand,
            "documents": [
                {"document": doc, "files": [_file(token, row) for row in rows]} for doc, rows in one.documents
            ],
        }
        for one in demands
    ]
    context = {"link": link, "token": token, "standard": found, "demands": shown}
    return render(request, "portal/materials/standard.html", context)


def _file(token: str, row: queries.VersionFile) -> dict[str, Any]:
    def url(variant: str) -> str:
        return reverse("portal:material_file", args=[token, row.pk, variant])

    return {
        "url": url("shown"),
        "thumbnail_url": url("thumbnail"),
        "file_url": url("original"),
        "caption": row.label_zh,
        "is_image": row.file.is_image,
        "name": row.file.name,
        "size": row.file.size,
    }


@require_safe
@_private
def file(request: HttpRequest, token: str, pk: int, variant: str) -> HttpResponseBase:
    """A file that the link shows. Pictures are drawn anew, without what the camera wrote; the rest is a download."""
    at = clock.now()
    link = queries.view_link_of(token, at)
    found, name = queries.viewed_file(link, pk)
    if variant not in (DRAWN if found.file.is_image else SAVED):
        raise NotFound("file")
    if request.method == "GET" and variant != "thumbnail":  # a page full of thumbnails opens none of the pictures
        open_view_link(by=SYSTEM, at=at, link=link, file=found)
    return file_response(found.file, variant, name=f"{name}-{found.file.name}")  # type: ignore[arg-type]
