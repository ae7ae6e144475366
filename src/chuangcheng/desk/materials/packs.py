"""Submission packs and links for assessors."""

from datetime import timedelta
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chuangcheng.desk.history import history
from chuangcheng.desk.materials.forms import LinkForm, PackForm
from chuangcheng.desk.materials.listing import tabs
from chuangcheng.desk.refusals import attempt
from chuangcheng.frameworks.queries import editions_in_force
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.materials import actions, queries


@require_GET
def packs(request: StaffRequest) -> HttpResponse:
    """Packs newest first; links with their openings beside them."""
    found = page(queries.packs_for(request.actor), ["-asked_at"], cursor=request.GET.get("cursor", ""), size=20)
    links = page(
        queries.view_links_for(request.actor), ["-made_at"], cursor=request.GET.get("link_cursor", ""), size=20
    )
    context = {
        "page": found,
        "links": links,
        "tabs": tabs(request, "desk:material_packs"),
        "may_ask": request.actor.may_anywhere("materials.ask_pack"),
        "may_link": request.actor.may_anywhere("materials.make_view_link"),
        "may_revoke": request.actor.may_anywhere("materials.revoke_view_link"),
    }
    return render(request, "desk/materials/packs.html", context)


def new(request: StaffRequest) -> HttpResponse:
    """Ask for a pack; a job builds it."""
    form = PackForm(request.POST or None, editions=editions_in_force(request.at))
    if request.method == "POST" and form.is_valid():
        deed = partial(actions.ask_pack, **form.cleaned_data)
        if made := attempt(form, partial(deed, by=request.actor, at=request.at)):
            return redirect("desk:material_pack", made.pk)
    context = {"form": form, "heading": _("Build a submission pack"), "back": "desk:material_packs"}
    return render(request, "desk/materials/form.html", context)


@require_GET
def pack(request: StaffRequest, pk: int) -> HttpResponse:
    """How far it is, what it holds, its hash."""
    found = queries.get_pack_for(request.actor, pk)
    context = {
        "pack": found,
        "history": history(found),
        "may_download": request.actor.may_anywhere("materials.ask_pack"),
    }
    return render(request, "desk/materials/pack.html", context)


@require_GET
def download(request: StaffRequest, pk: int) -> FileResponse:
    """The ZIP, a chunk at a time."""
    found = queries.pack_to_load(request.actor, pk)
    try:
        content = default_storage.open(found.path, "rb")
    except OSError:
        raise NotFound("pack") from None
    response = FileResponse(content, as_attachment=True, filename=f"{found.number}.zip", content_type="application/zip")
    patch_cache_control(response, private=True, no_store=True)
    return response


def new_link(request: StaffRequest) -> HttpResponse:
    """A link for assessors; the address is shown this once."""
    form = LinkForm(request.POST or None, editions=editions_in_force(request.at))
    is_sent = request.method == "POST" and form.is_valid()
    made = attempt(form, partial(_made, request, dict(form.cleaned_data))) if is_sent else None
    if made is not None:
        link, token = made
        url = request.build_absolute_uri(reverse("portal:materials", args=[token]))
        response = render(request, "desk/materials/link_made.html", {"link": link, "url": url})
        patch_cache_control(response, private=True, no_store=True)
        return response
    context = {"form": form, "heading": _("Make a link for assessors"), "back": "desk:material_packs"}
    return render(request, "desk/materials/form.html", context)


def _made(request: StaffRequest, given: dict[str, Any]) -> tuple[queries.ViewLink, str]:
    lasts = timedelta(days=given.pop("days"))
    return actions.make_view_link(by=request.actor, at=request.at, lasts=lasts, **given)


@require_GET
def link(request: StaffRequest, pk: int) -> HttpResponse:
    """What was opened under a link, and when; never by whom."""
    found = queries.get_view_link_for(request.actor, pk)
    cursor = request.GET.get("cursor", "")
    standards, files = queries.opened_things(found)
    context = {
        "link": found,
        "page": page(queries.openings_of(found), ["-opened_at"], cursor=cursor, size=50),
        "standards_opened": standards,
        "files_opened": files,
        "history": history(found, limit=10),
    }
    return render(request, "desk/materials/link.html", context)


@require_POST
def revoke_link(request: StaffRequest, pk: int) -> HttpResponse:
    """From now on it answers nobody."""
    link = queries.get_view_link_for(request.actor, pk)
    actions.revoke_view_link(by=request.actor, at=request.at, link=link)
    messages.success(request, _("The link is revoked."))
    return redirect("desk:material_packs")
