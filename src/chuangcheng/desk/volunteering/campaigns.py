"""Campaigns of volunteering: the list, one campaign with its shifts, setting up, opening, ending, the export."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from chuangcheng.desk.chosen_columns import ColumnsForm, shown
from chuangcheng.desk.history import history
from chuangcheng.desk.refusals import attempt
from chuangcheng.desk.volunteering.forms import CampaignForm, NewCampaignForm, initial_of
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.kit.spreadsheets import download
from chuangcheng.volunteering import actions, queries, spreadsheet
from chuangcheng.volunteering.queries import CampaignState
from chuangcheng.volunteering.rules import hours_text

PAGES = (("desk:volunteering", gettext_lazy("Campaigns")), ("desk:volunteer_teams", gettext_lazy("Teams")))


def tabs(here: str) -> list[dict[str, Any]]:
    """The lists that belong together."""
    return [{"label": label, "url": reverse(name), "active": name == here} for name, label in PAGES]


@require_GET
def listing(request: StaffRequest) -> HttpResponse:
    """Campaigns by code; chips by state."""
    state = request.GET.get("state", "")
    found = page(queries.campaigns_for(request.actor, state), ["code"], cursor=request.GET.get("cursor", ""))
    counts = queries.campaign_counts(request.actor)
    hours = queries.hours_by_campaign(found.rows)
    chips = [("", _("All"), sum(counts.values()))]
    chips += [(value, str(label), counts.get(value, 0)) for value, label in CampaignState.choices]
    context = {
        "page": found,
        "rows": [{"campaign": one, **_served(hours.get(one.pk, (0, 0)))} for one in found.rows],
        "chips": [{"value": v, "label": label, "count": n, "active": v == state} for v, label, n in chips],
        "tabs": tabs("desk:volunteering"),
        "may_define": request.actor.may_anywhere("volunteering.define_campaign"),
        "may_export": request.actor.may_anywhere("volunteering.export_hours"),
        "may_set": request.actor.may_anywhere("volunteering.set_hours_columns"),
    }
    return render(request, "desk/volunteering/campaigns.html", context)


def _served(found: tuple[int, int]) -> dict[str, Any]:
    return {"services": found[0], "hours": hours_text(found[1])}


@require_GET
def page_of(request: StaffRequest, pk: int) -> HttpResponse:
    """One campaign: shifts newest first, what it has served, what may be done."""
    found = queries.get_campaign_for(request.actor, pk)
    shifts = page(queries.shifts_of(found), ["-starts_at"], cursor=request.GET.get("cursor", ""), size=30)
    may = request.actor.may
    context = {
        "campaign": found,
        "page": shifts,
        "moves": queries.moves_of(request.actor, found),
        "may_plan": found.state != "ended" and may("volunteering.plan_shift", unit_path=found.unit.path),
        "may_export": may("volunteering.export_hours", unit_path=found.unit.path),
        "history": history(found),
        **_served(queries.hours_by_campaign([found]).get(found.pk, (0, 0))),
    }
    return render(request, "desk/volunteering/campaign.html", context)


def new(request: StaffRequest) -> HttpResponse:
    """A draft."""
    form = NewCampaignForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        code, unit = given.pop("code"), given.pop("unit")
        made = attempt(
            form,
            lambda: actions.define_campaign(
                by=request.actor, at=request.at, code=code, unit=unit, data=actions.CampaignData(**given)
            ),
        )
        if made is not None:
            messages.success(request, _("The draft is kept."))
            return redirect("desk:volunteer_campaign", made.pk)
    context = {"form": form, "heading": _("Set up a campaign"), "cancel_url": reverse("desk:volunteering")}
    return render(request, "desk/volunteering/form.html", context)


def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Change it."""
    found = queries.get_campaign_for(request.actor, pk)
    form = CampaignForm(request.POST or None, unit=found.unit, initial=initial_of(found))
    if request.method == "POST" and form.is_valid():
        data = actions.CampaignData(**form.cleaned_data, name_en=found.name_en)
        if attempt(form, lambda: actions.edit_campaign(by=request.actor, at=request.at, campaign=found, data=data)):
            return redirect("desk:volunteer_campaign", pk)
    cancel = reverse("desk:volunteer_campaign", args=[pk])
    context = {"form": form, "campaign": found, "heading": _("Change the campaign"), "cancel_url": cancel}
    return render(request, "desk/volunteering/form.html", context)


@require_POST
def move(request: StaffRequest, pk: int) -> HttpResponse:
    """Open, or end with a reason."""
    found = queries.get_campaign_for(request.actor, pk)
    try:
        if request.POST.get("move") == "open":
            actions.open_campaign(by=request.actor, at=request.at, campaign=found)
            messages.success(request, _("The campaign is open: the public sees it."))
        else:
            reason = request.POST.get("reason", "")
            actions.end_campaign(by=request.actor, at=request.at, campaign=found, reason=reason)
            messages.success(request, _("The campaign has ended."))
    except Refused as refused:
        if refused.status == 404:
            raise
        messages.error(request, str(refused.message))
    return redirect("desk:volunteer_campaign", pk)


def export(request: StaffRequest) -> HttpResponseBase:
    """Records that were vouched for, in the columns of the national system; each export is in the journal."""
    wanted = request.POST.get("campaign", "")
    campaign = queries.get_campaign_for(request.actor, int(wanted)) if wanted.isdecimal() else None
    rows = queries.exported(request.actor, campaign)
    if request.method != "POST":
        context = {
            "heading": _("Export records of service"),
            "title": _("Export records of service"),
            "text": _("The file names volunteers. It is for the national volunteering system and for nothing else."),
            "consequences": [_("Records: %s") % rows.count(), _("The export stands in the journal.")],
            "button": _("Export"),
            "cancel_url": reverse("desk:volunteering"),
        }
        return render(request, "kit/confirm.html", context)
    actions.export_hours(by=request.actor, at=request.at, count=rows.count())
    kind = "csv" if request.POST.get("kind") == "csv" else "xlsx"
    return download(
        campaign.name_zh[:40] if campaign else "志愿服务记录", [spreadsheet.hours_sheet(rows.iterator(500))], kind=kind
    )


def columns(request: StaffRequest) -> HttpResponse:
    """Which columns the file for the national system has."""
    initial = shown(spreadsheet.hours_columns())
    form = ColumnsForm(request.POST or None, initial=initial, sources=spreadsheet.SOURCES)
    if request.method == "POST" and form.is_valid():
        actions.set_hours_columns(by=request.actor, at=request.at, columns=form.cleaned_data["columns"])
        messages.success(request, _("Saved."))
        return redirect("desk:volunteer_columns")
    sources = [(code, label) for code, (label, _value) in spreadsheet.SOURCES.items()]
    return render(request, "desk/volunteering/columns.html", {"form": form, "sources": sources})
