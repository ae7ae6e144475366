"""The tree of units, one unit, and its forms."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.desk.history import history
from chuangcheng.desk.refusals import attempt
from chuangcheng.desk.units.forms import GapFilter, UnitForm, UnitSearch
from chuangcheng.desk.units.pages import tabs
from chuangcheng.desk.units.work import punctual, sees_work
from chuangcheng.documents.queries import received_by
from chuangcheng.kit.paging import page
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.units import actions, queries
from chuangcheng.units.queries import Unit


def _nodes(branches: list[Any], *, is_open: bool) -> list[dict[str, Any]]:
    return [
        {
            "code": branch.unit.code,
            "label": branch.unit,
            "url": reverse("desk:unit", args=[branch.unit.pk]),
            "meta": branch.unit.get_kind_display(),
            "is_open": is_open,
            "children": _nodes(branch.branches, is_open=is_open),
        }
        for branch in branches
    ]


@require_GET
def units(request: StaffRequest) -> HttpResponse:
    """The tree, with search."""
    form = UnitSearch(request.GET or None)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    branches = queries.unit_tree(request.actor, text)
    context = {
        "form": form,
        "nodes": _nodes(branches, is_open=bool(text)),
        "text": text,
        "tabs": tabs(request, "desk:units"),
        "may_define": request.actor.may_anywhere("units.define_unit"),
        "may_import": request.actor.may_anywhere("units.import_units"),
    }
    return render(request, "desk/units/units.html", context)


@require_GET
def unit(request: StaffRequest, pk: int) -> HttpResponse:
    """One unit: posts with their holders, gaps, units below, groups, history."""
    found = queries.get_unit_for(request.actor, pk)
    actor = request.actor
    posts = list(queries.posts_in(found))
    holders = queries.holders_of([post.pk for post in posts], request.at)
    context = {
        "unit": found,
        "posts": [{"post": post, "holding": holders.get(post.pk)} for post in posts],
        "gap_count": sum(post.pk not in holders for post in posts),
        "below": list(queries.units().filter(parent=found).order_by("path")[:200]),
        "groups": list(queries.groups_of(found)),
        "documents": list(received_by(actor, found).order_by("-issued_at", "-pk")[:5]),
        "may_read_documents": actor.may_anywhere("documents.see_received_document"),
        "figures": punctual(request, found) if sees_work(request, found) else [],
        "sees_work": sees_work(request, found),
        "history": history(found, limit=30),
        "may_define": actor.may("units.define_unit", unit_path=found.path),
        "may_choose_news": actor.may("notices.choose_news_of_unit", unit_path=found.path),
        "may_retire": found.is_active and actor.may("units.retire_unit", unit_path=found.path),
        "may_define_post": found.is_active and actor.may("units.define_post", unit_path=found.path),
    }
    return render(request, "desk/units/unit.html", context)


def unit_new(request: StaffRequest) -> HttpResponse:
    """Set up a unit."""
    above = request.GET.get("parent", "")
    parent = queries.get_unit_for(request.actor, int(above)) if above.isdecimal() else None
    form = UnitForm(request.POST or None, parent=parent)
    if request.method == "POST" and form.is_valid():
        if queries.Unit.objects.filter(code=form.cleaned_data["code"]).exists():
            form.add_error("code", _("A unit with this code is there already."))
        elif made := _save(request, form):
            return redirect("desk:unit", made.pk)
    return render(request, "desk/units/unit_form.html", {"form": form, "unit": None})


def unit_edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Change a unit; moving it moves everything below it."""
    found = queries.get_unit_for(request.actor, pk)
    request.actor.must("units.define_unit", unit_path=found.path)
    form = UnitForm(request.POST or None, unit=found)
    if request.method == "POST" and form.is_valid() and (made := _save(request, form)):
        return redirect("desk:unit", made.pk)
    return render(request, "desk/units/unit_form.html", {"form": form, "unit": found})


def _save(request: StaffRequest, form: UnitForm) -> Unit | None:
    made = attempt(form, lambda: actions.define_unit(by=request.actor, at=request.at, **form.cleaned_data))
    if made:
        messages.success(request, _("Saved."))
    return made


def unit_retire(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a unit out of use, after a question."""
    found = queries.get_unit_for(request.actor, pk)
    request.actor.must("units.retire_unit", unit_path=found.path)
    if request.method == "POST" and request.POST.get("confirmed"):
        actions.retire_unit(by=request.actor, at=request.at, unit=found)
        messages.success(request, _("Retired."))
        return redirect("desk:unit", pk)
    context = {
        "heading": _("Retire the unit?"),
        "title": _("Retire the unit?"),
        "text": found.name,
        "consequences": [_("It stays in every record; it can be set up again with the same code.")],
        "is_dangerous": True,
        "button": _("Retire"),
        "cancel_url": reverse("desk:unit", args=[pk]),
    }
    return render(request, "kit/confirm.html", context)


@require_GET
def vacant_posts(request: StaffRequest) -> HttpResponse:
    """The gaps: posts that nobody holds, by unit."""
    form = GapFilter(request.GET or None)
    rows = queries.vacant_posts(request.actor, request.at)
    if form.is_valid() and (within := form.cleaned_data["unit"]):
        rows = rows.filter(unit__path__startswith=within.path)
    found = page(rows, ["unit__path", "code"], cursor=request.GET.get("cursor", ""))
    left = queries.last_holdings([post.pk for post in found.rows])
    context = {
        "form": form,
        "page": found,
        "rows": [{"post": post, "last": left.get(post.pk)} for post in found.rows],
        "tabs": tabs(request, "desk:vacant_posts"),
    }
    return render(request, "desk/units/vacant_posts.html", context)
