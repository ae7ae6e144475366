"""The table of duties, one duty, who inherits what, and what a person holds."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from chuangcheng.desk.duties.forms import DutyFilter, DutyForm, PostForm, pages
from chuangcheng.desk.history import history
from chuangcheng.desk.refusals import attempt
from chuangcheng.duties import queries
from chuangcheng.duties.actions import assign_duty, confirm_duties, name_post, withdraw_duty
from chuangcheng.frameworks import queries as frameworks
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.units.queries import Unit, holders_of, units

REASONS = {
    "same_code": gettext_lazy("same code"),
    "same_name": gettext_lazy("same wording, other code"),
    "same_content": gettext_lazy("new standard: leads most of its content"),
}


@require_GET
def duty_list(request: StaffRequest) -> HttpResponse:
    """Standards in the order of the framework, each with its lead and supporting units."""
    editions = frameworks.editions_in_force(request.at)
    form = DutyFilter(request.GET or None, editions=editions)
    given = form.cleaned_data if form.is_valid() else {}
    chosen = [one for one in editions if str(one.pk) == given.get("edition")] or editions
    rows = queries.standards(
        chosen,
        search=given.get("search", ""),
        unit=given.get("unit"),
        part=given.get("part", ""),
        method=given.get("method", ""),
    )
    found = page(rows, ["edition__kind", "position"], cursor=request.GET.get("cursor", ""))
    context = {
        "page": found,
        "lines": queries.lines(found.rows),
        "form": form,
        "editions": editions,
        "pages": pages(request),
        "may_import": request.actor.may_anywhere("duties.import_duties"),
        "may_assign": request.actor.may_anywhere("duties.assign_duty"),
    }
    return render(request, "desk/duties/duties.html", context)


@require_GET
def duty(request: StaffRequest, pk: int) -> HttpResponse:
    """A duty with the people behind its posts."""
    one = queries.get_duty(pk)
    supports = queries.supports_of([one]).get(one.pk, [])
    posts = [post_id for post_id in (one.lead_post_id, *(row.post_id for row in supports)) if post_id]
    holders = holders_of(posts, request.at)
    named = [(one.lead_unit, one.lead_post, True), *((row.unit, row.post, False) for row in supports)]
    parts = [
        {
            "unit": unit,
            "post": post,
            "is_lead": is_lead,
            "holder": holders.get(post.pk) if post else None,
            "may_name": request.actor.may("duties.name_post", unit_path=unit.path),
        }
        for unit, post, is_lead in named
    ]
    context = {
        "duty": one,
        "parts": parts,
        "edition": one.standard.edition,
        "history": history(one),
        "may_assign": request.actor.may_anywhere("duties.assign_duty"),
        "may_withdraw": request.actor.may_anywhere("duties.withdraw_duty"),
    }
    return render(request, "desk/duties/duty.html", context)


def assign(request: StaffRequest, pk: int) -> HttpResponse:
    """Lead, support, material and time of a standard; posts that were named stay with their units."""
    standard = frameworks.indicator_by_pk(pk)
    line = queries.lines([standard])[0]
    old = line.duty if not line.is_inherited else None
    initial: dict[str, Any] = {}
    if old is not None:
        initial = {name: getattr(old, name) for name in ("lead_unit", "material_zh", "due", "note")}
        initial["supports"] = [row.unit_id for row in line.supports]
    form = DutyForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        posts = {row.unit_id: row.post for row in line.supports} if old else {}
        supports = [(unit, posts.get(unit.pk)) for unit in given.pop("supports")]
        lead = given["lead_unit"]
        post = old.lead_post if old and old.lead_unit_id == lead.pk else None
        deed = partial(assign_duty, standard=standard, lead_post=post, supports=supports, **given)
        made = attempt(form, partial(deed, by=request.actor, at=request.at))
        if made:
            messages.success(request, _("Saved."))
            return redirect("desk:duty", made.pk)
    context = {"form": form, "standard": standard, "edition": standard.edition, "duty": old}
    return render(request, "desk/duties/assign.html", context)


def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a standard from everybody, after a second click."""
    one = queries.get_duty(pk)
    if request.method == "POST" and request.POST.get("confirmed"):
        standard = one.standard_id
        withdraw_duty(by=request.actor, at=request.at, duty=one)
        messages.success(request, _("Nobody leads the standard now."))
        return redirect("desk:standard", standard)
    context = {
        "heading": _("Withdraw the duty for %(code)s") % {"code": one.standard.code},
        "text": _("The standard then shows as one that nobody leads."),
        "button": _("Withdraw the duty"),
        "is_dangerous": True,
        "cancel_url": f"/desk/duties/{pk}/",
    }
    return render(request, "kit/confirm.html", context)


def name_responsible_post(request: StaffRequest, pk: int, unit: int) -> HttpResponse:
    """A unit names its responsible post."""
    one = queries.get_duty(pk)
    part = Unit.objects.filter(pk=unit).first()
    if part is None or not request.actor.may("duties.name_post", unit_path=part.path):
        raise NotFound("unit")
    support = next((row for row in queries.supports_of([one]).get(one.pk, []) if row.unit_id == unit), None)
    now = one.lead_post if one.lead_unit_id == unit else support.post if support else None
    form = PostForm(request.POST or None, unit=part, initial={"post": now})
    if request.method == "POST" and form.is_valid():
        deed = partial(name_post, by=request.actor, at=request.at, duty=one, unit=part, post=form.cleaned_data["post"])
        if attempt(form, deed):
            messages.success(request, _("Saved."))
            return redirect("desk:duty", pk)
    context = {"form": form, "duty": one, "unit": part, "edition": one.standard.edition}
    return render(request, "desk/duties/name_post.html", context)


def propose(request: StaffRequest, pk: int) -> HttpResponse:
    """What a published edition inherits from an earlier one; a person confirms all of it or picks."""
    one = frameworks.edition_by_pk(pk)
    earlier = list(frameworks.editions().filter(kind=one.kind, state="published").exclude(pk=pk)[:20])
    chosen = request.GET.get("from", "")
    wanted = int(chosen) if chosen.isdecimal() else one.copied_from_id
    source = next((each for each in earlier if each.pk == wanted), earlier[0] if earlier else None)
    context: dict[str, Any] = {"edition": one, "earlier": earlier, "source": source}
    if source is not None:
        proposals, left = queries.proposals_for(one, source)
        if request.method == "POST":
            picked = set(request.POST.getlist("rows"))
            rows = [each.row for each in proposals if each.row.standard in picked]
            told = confirm_duties(by=request.actor, at=request.at, edition=one, rows=rows)
            messages.success(request, _("%(count)s duties are in force.") % {"count": sum(told.values())})
            return redirect("desk:propose_duties", pk)
        names = {unit.code: unit for unit in units()}
        standards = {row.code: row for row in one.indicators.all()}
        context["proposals"] = [
            {
                "proposal": each,
                "standard": standards[each.row.standard],
                "unit": names.get(each.row.lead_unit),
                "reason": REASONS[each.reason],
            }
            for each in proposals
        ]
        context["left"] = [standards[each.code] for each in left]
    context["may_confirm"] = request.actor.may_anywhere("duties.confirm_duties")
    return render(request, "desk/duties/propose.html", context)


@require_GET
def my_duties(request: StaffRequest) -> HttpResponse:
    """What the person holds through posts, and beside it what the person's units carry."""
    held = queries.what_is_held(request.actor, frameworks.editions_in_force(request.at), request.at)
    return render(request, "desk/duties/mine.html", {"held": held, "pages": pages(request)})
