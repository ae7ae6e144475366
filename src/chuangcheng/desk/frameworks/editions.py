"""Editions: list, tree, title page, publication, copy, discarding."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.desk.frameworks.forms import CopyForm, TitleForm, TreeFilter, may
from chuangcheng.desk.history import history
from chuangcheng.desk.refusals import attempt
from chuangcheng.frameworks import queries
from chuangcheng.frameworks.actions import copy_edition, describe_edition, discard_edition, publish_edition
from chuangcheng.frameworks.queries import Branch, Edition, Level
from chuangcheng.frameworks.rules import plain_number
from chuangcheng.kit.requests import StaffRequest

EDITING = (
    "describe_edition",
    "publish_edition",
    "copy_edition",
    "discard_edition",
    "import_edition",
    "import_cards",
    "edit_indicator",
)
TITLE = ("name_zh", "name_en", "year", "total_points", "source_note", "is_reconstructed")


@require_GET
def edition_list(request: StaffRequest) -> HttpResponse:
    """All editions: a city has a dozen in its life."""
    cycle = queries.cycle_in_force(request.at)
    in_force = {cycle.city_edition_id, cycle.minors_edition_id} if cycle else set()
    rows = [{"edition": edition, "is_in_force": edition.pk in in_force} for edition in queries.editions()]
    context = {"rows": rows, "cycle": cycle, "may": may(request.actor, "import_edition", "define_cycle")}
    return render(request, "desk/frameworks/editions.html", context)


@require_GET
def edition(request: StaffRequest, pk: int) -> HttpResponse:
    """The tree, searched on the server too: it works without scripts and finds Traditional characters."""
    one = queries.edition_by_pk(pk)
    form = TreeFilter(request.GET or None)
    found = form.cleaned_data if form.is_valid() else {}
    search, method = found.get("search", ""), found.get("method", "")
    is_open = bool(search or method or "open" in request.GET)
    branches = queries.tree(one, search, methods=method)
    counts = queries.counts(one)
    context = {
        "edition": one,
        "form": form,
        "nodes": [_node(branch, is_open=is_open) for branch in branches],
        "is_open": is_open,
        "counts": counts,
        "bare_count": queries.standards_without_check_points(one).count(),
        "sums": [] if one.is_published else queries.sums_that_do_not_fit(one),
        "history": history(one),
        "others": queries.editions().filter(kind=one.kind).exclude(pk=one.pk)[:20],
        "may": may(request.actor, *EDITING),
        "may_confirm": request.actor.may_anywhere("duties.confirm_duties"),
    }
    return render(request, "desk/frameworks/edition.html", context)


def _node(branch: Branch, *, is_open: bool) -> dict[str, Any]:
    row = branch.indicator
    weight = row.weight_note if row.weight is None else plain_number(row.weight)
    parts = [*row.method_names, *([_("weight %s") % weight] if weight else [])]
    return {
        "code": row.code,
        "label": row,
        "url": f"/desk/standards/{row.pk}/",
        "meta": " · ".join(parts) if row.level == Level.STANDARD else (_("weight %s") % weight if weight else ""),
        "count": branch.check_point_count or None,
        "is_open": is_open,
        "is_current": branch.is_found and row.level == Level.STANDARD,
        "children": [_node(child, is_open=is_open) for child in branch.children],
    }


def edit_edition(request: StaffRequest, pk: int) -> HttpResponse:
    """The title page of a draft."""
    one = queries.edition_by_pk(pk)
    form = TitleForm(request.POST or None, initial={name: getattr(one, name) for name in TITLE})
    if request.method == "POST" and form.is_valid():
        deed = partial(describe_edition, by=request.actor, at=request.at, edition=one, **form.cleaned_data)
        if attempt(form, deed):
            messages.success(request, _("Saved."))
            return redirect("desk:edition", pk)
    return render(request, "desk/frameworks/edit_edition.html", {"form": form, "edition": one})


def publish(request: StaffRequest, pk: int) -> HttpResponse:
    """Freezing needs a second click: it cannot be undone."""
    one = queries.edition_by_pk(pk)
    if request.method == "POST" and request.POST.get("confirmed"):
        publish_edition(by=request.actor, at=request.at, edition=one)
        messages.success(request, _("Published. The edition does not change any more; a cycle can adopt it now."))
        return redirect("desk:edition", pk)
    return _confirm(
        request,
        one,
        heading=_("Publish %(code)s") % {"code": one.code},
        text=_("A published edition never changes again."),
        consequences=[
            _("Cycles can adopt it; draws, visits and scores then follow it."),
            _("Whoever wants to change it copies it to a new draft."),
        ],
        button=_("Publish"),
    )


def discard(request: StaffRequest, pk: int) -> HttpResponse:
    """Throw a draft away, after a second click."""
    one = queries.edition_by_pk(pk)
    if request.method == "POST" and request.POST.get("confirmed"):
        discard_edition(by=request.actor, at=request.at, edition=one)
        messages.success(request, _("The draft was discarded."))
        return redirect("desk:editions")
    return _confirm(
        request,
        one,
        heading=_("Discard the draft %(code)s") % {"code": one.code},
        text=_("Everything that was edited in it is lost. The file it came from can be imported again."),
        consequences=[],
        button=_("Discard"),
        is_dangerous=True,
    )


def _confirm(request: StaffRequest, one: Edition, **context: Any) -> HttpResponse:
    context["cancel_url"] = f"/desk/editions/{one.pk}/"
    return render(request, "kit/confirm.html", context)


def copy(request: StaffRequest, pk: int) -> HttpResponse:
    """A new draft that says the same."""
    one = queries.edition_by_pk(pk)
    suggested = {"code": f"{one.kind}-{one.year + 1}", "name_zh": one.name_zh, "year": one.year + 1}
    form = CopyForm(request.POST or None, initial=suggested)
    if request.method == "POST" and form.is_valid():
        deed = partial(copy_edition, by=request.actor, at=request.at, edition=one, **form.cleaned_data)
        made = attempt(form, deed)
        if made:
            messages.success(request, _("The draft is ready to be edited."))
            return redirect("desk:edition", made.pk)
    return render(request, "desk/frameworks/copy_edition.html", {"form": form, "edition": one})
