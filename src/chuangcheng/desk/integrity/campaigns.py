"""Special campaigns with their figures, and typical cases."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.desk.integrity.entries import tabs
from chuangcheng.desk.integrity.forms import CampaignForm, ReportForm, StoryForm
from chuangcheng.desk.refusals import attempt
from chuangcheng.integrity import actions, queries
from chuangcheng.kit.paging import page as paged
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest

FIGURES = ("checked", "found", "put_right", "punished")


@require_GET
def listing(request: StaffRequest) -> HttpResponse:
    """The latest first, with the sums of their figures; beneath them typical cases."""
    found = paged(queries.campaigns_for(request.actor), ["-starts_on"], cursor=request.GET.get("cursor", ""), size=30)
    context = {
        "page": found,
        "rows": [{"one": row, "totals": queries.totals(row)} for row in found.rows],
        "stories": queries.stories_for(request.actor)[:50],
        "tabs": tabs(request, "desk:integrity_campaigns"),
        "may_open": request.actor.may_anywhere("integrity.open_campaign"),
        "may_tell": request.actor.may_anywhere("integrity.propose_story"),
    }
    return render(request, "desk/integrity/campaigns.html", context)


def new(request: StaffRequest) -> HttpResponse:
    """Open one."""
    form = CampaignForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        deed = partial(actions.open_campaign, by=request.actor, at=request.at, **form.cleaned_data)
        if (made := attempt(form, deed)) is not None:
            messages.success(request, _("Saved."))
            return redirect("desk:integrity_campaign", made.pk)
    return render(request, "desk/integrity/form.html", {"form": form, "heading": _("Open a special campaign")})


def page(request: StaffRequest, pk: int) -> HttpResponse:
    """Its figures, reports, entries and cases; the form for the next report."""
    found = queries.get_campaign_for(request.actor, pk)
    may_report = request.actor.may("integrity.report_campaign", unit_path=found.lead_unit.path)
    form = ReportForm(request.POST or None) if may_report else None
    if request.method == "POST":
        if form is None:
            raise NotFound("report")
        if form.is_valid() and attempt(form, partial(_reported, request, found, form)):
            messages.success(request, _("Saved."))
            return redirect("desk:integrity_campaign", found.pk)
    context = {
        "campaign": found,
        "totals": queries.totals(found),
        "reports": found.reports.all()[:100],
        "entries": queries.entries_for(request.actor).filter(campaign=found)[:100],
        "stories": queries.stories_for(request.actor).filter(campaign=found)[:50],
        "form": form,
    }
    return render(request, "desk/integrity/campaign.html", context)


def _reported(request: StaffRequest, found: queries.Campaign, form: ReportForm) -> queries.CampaignReport:
    given = dict(form.cleaned_data)
    figures = {name: given.pop(name) for name in FIGURES}
    return actions.report_campaign(by=request.actor, at=request.at, campaign=found, figures=figures, **given)


def new_story(request: StaffRequest) -> HttpResponse:
    """Tell a case; a proceeding decides whether it is published."""
    form = StoryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        deed = partial(actions.propose_story, by=request.actor, at=request.at, **form.cleaned_data)
        if (made := attempt(form, deed)) is not None:
            messages.success(request, _("The proceeding about it has begun."))
            return redirect("desk:proceeding", made.proceeding.pk)
    return render(request, "desk/integrity/form.html", {"form": form, "heading": _("Tell a typical case")})
