"""One sample: its draws, lists, quotas, links, interviewers and known totals."""

from functools import partial
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chuangcheng.desk.refusals import attempt
from chuangcheng.desk.surveys.forms import CountForm, FileForm, StageForm, TotalsForm
from chuangcheng.kit.names import localised
from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.kit.spreadsheets import Writable, download
from chuangcheng.places.queries import Area
from chuangcheng.surveys import queries
from chuangcheng.surveys.actions import (
    Quota,
    assign_interviewer,
    commit_communities,
    commit_households,
    import_households,
    make_tokens,
    set_known_totals,
    set_quota,
    take_communities,
    take_households,
)
from chuangcheng.surveys.queries import Sample, SampleKind
from chuangcheng.surveys.spreadsheet import read_households

STEPS = ("communities", "take_communities", "lists", "households", "take_households", "ready")


def step_of(sample: Sample, clusters: list[Any]) -> str:
    """How far a household sample has come: what is to be done next."""
    first, second = sample.community_draw, sample.household_draw
    if first is None or first.state == "cancelled":
        return "communities"
    if not clusters:
        return "take_communities"
    if any(one.waiting_count + one.answered_count + one.replaced_count for one in clusters):
        return "ready"
    if second is not None and second.state != "cancelled":
        return "take_households"
    return "households" if all(one.household_count for one in clusters) else "lists"


@require_GET
def sample(request: StaffRequest, pk: int) -> HttpResponse:
    """The sample with its communities or places."""
    found = queries.get_sample_for(request.actor, pk)
    clusters = queries.clusters_of(found)
    moves = queries.moves_for(request.actor, found.survey)
    is_drawn = found.kind == SampleKind.HOUSEHOLDS
    step = step_of(found, clusters) if is_drawn else ""
    context = {
        "sample": found,
        "survey": found.survey,
        "clusters": [{"row": one, "quotas": _quotas(found, one)} for one in clusters],
        "progress": next(one for one in queries.progress_of(found.survey) if one.sample.pk == found.pk),
        "step": step,
        "steps": _steps(step) if is_drawn else [],
        "may": {verb.split(".")[1] for verb in moves},
        "posts": queries.interviewer_posts(request.at) if "surveys.assign_interviewer" in moves else [],
        "has_attributes": any(one.attribute for one in found.form.asked),
    }
    return render(request, "desk/surveys/sample.html", context)


def _quotas(sample: Sample, cluster: Any) -> list[str]:
    """Each cell in words, with how many of how many answered."""
    words = {(one.attribute, option.code): option for one in sample.form.asked for option in one.options}
    found = []
    for cell in cluster.cells.all():
        options = [words[key] for key in (("sex", cell.sex), ("age", cell.age)) if key in words]
        label = " ".join(localised(option.text_zh, "", option.text_en)[0] for option in options)
        found.append(f"{label} {cell.done}/{cell.wanted}".strip())
    return found


def _steps(step: str) -> list[dict[str, Any]]:
    labels = (
        _("Commit the draw of communities"),
        _("Take over the communities drawn"),
        _("Import the household lists"),
        _("Commit the draw of households"),
        _("Take over the addresses drawn"),
    )
    at = STEPS.index(step)
    return [
        {"label": label, "state": "done" if number < at else "now" if number == at else "ahead"}
        for number, label in enumerate(labels)
    ]


def totals(request: StaffRequest, pk: int) -> HttpResponse:
    """Known totals by sex, age and residence."""
    found = queries.get_sample_for(request.actor, pk)
    form = TotalsForm(request.POST or None, questions=found.form.asked, known=found.known_totals)
    if request.method == "POST" and form.is_valid():
        deed = partial(set_known_totals, by=request.actor, at=request.at, sample=found, totals=form.totals())
        if attempt(form, deed) is not None:
            return redirect("desk:survey_sample", pk)
    return render(request, "desk/surveys/totals.html", {"form": form, "sample": found, "survey": found.survey})


def draw(request: StaffRequest, pk: int) -> HttpResponse:
    """Commit the stage that comes next."""
    found = queries.get_sample_for(request.actor, pk)
    step = step_of(found, queries.clusters_of(found))
    if found.kind != SampleKind.HOUSEHOLDS or step not in ("communities", "households"):
        raise NotFound("draw")
    is_first = step == "communities"
    form = StageForm(request.POST or None, at=request.at, is_first=is_first)
    if request.method == "POST" and form.is_valid():
        given = {"by": request.actor, "at": request.at, "sample": found, **form.values()}
        deed = partial(commit_communities, areas=queries.communities()) if is_first else commit_households
        made = attempt(form, lambda: deed(**given))
        if made is not None:
            messages.success(request, _("Draw no. %s is committed and public.") % made.serial)
            return redirect("desk:draw", made.pk)
    context = {"form": form, "sample": found, "survey": found.survey, "is_first": is_first}
    return render(request, "desk/surveys/draw.html", context)


@require_POST
def take(request: StaffRequest, pk: int) -> HttpResponse:
    """Take over what the last draw chose."""
    found = queries.get_sample_for(request.actor, pk)
    deed = take_households if found.clusters.exists() else take_communities
    _done(request, partial(deed, by=request.actor, at=request.at, sample=found))
    return redirect("desk:survey_sample", pk)


def _done(request: StaffRequest, deed: Any) -> bool:
    try:
        deed()
    except Refused as refused:
        if refused.status == 404:
            raise
        messages.error(request, str(refused.message))
        return False
    return True


def households(request: StaffRequest, pk: int) -> HttpResponse:
    """The household list of a community: addresses only."""
    cluster = queries.get_cluster_for(request.actor, pk)
    form, errors = FileForm(request.POST or None, request.FILES or None), []
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        read = attempt(form, lambda: read_households(upload.read(), upload.name or ""))
        errors = read[1] if read else []
        if read and not errors:
            addresses = read[0]
            deed = partial(import_households, by=request.actor, at=request.at, cluster=cluster, addresses=addresses)
            if attempt(form, deed) is not None:
                messages.success(request, _("%(count)s addresses are imported.") % {"count": len(addresses)})
                return redirect("desk:survey_sample", cluster.sample_id)
    context = {"form": form, "cluster": cluster, "survey": cluster.sample.survey, "errors": errors}
    return render(request, "desk/surveys/households.html", context)


@require_POST
def interviewer(request: StaffRequest, pk: int) -> HttpResponse:
    """Give a community or place to a post."""
    cluster = queries.get_cluster_for(request.actor, pk)
    wanted = request.POST.get("post", "")
    post = next((one for one in queries.interviewer_posts(request.at) if str(one.pk) == wanted), None)
    if post is None:
        messages.error(request, _("Choose an interviewer."))
    else:
        _done(request, partial(assign_interviewer, by=request.actor, at=request.at, cluster=cluster, post=post))
    return redirect("desk:survey_sample", cluster.sample_id)


def links(request: StaffRequest, pk: int) -> HttpResponseBase:
    """New links for one answer each, as a workbook that is made this once."""
    found = queries.get_sample_for(request.actor, pk)
    form = CountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        count = form.cleaned_data["count"]
        made = attempt(form, partial(make_tokens, by=request.actor, at=request.at, sample=found, count=count))
        if made is not None:
            urls = [request.build_absolute_uri(reverse("portal:answer", args=[token])) for token in made]
            rows = [(number, url) for number, url in enumerate(urls, start=1)]
            return download(f"{found.survey.code}-links", [Writable("links", ["number", "url"], rows, (8, 70))])
    return render(request, "desk/surveys/links.html", {"form": form, "sample": found, "survey": found.survey})


class QuotaForm(django_forms.Form):
    """A place, and how many of each sex and age."""

    def __init__(self, *args: Any, sample: Sample, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = Area.objects.filter(level__in=("district", "subdistrict")).order_by("path")[:400]
        self.areas = {str(area.pk): area for area in areas}
        choices = [(pk, area.name) for pk, area in self.areas.items()]
        self.fields["area"] = django_forms.ChoiceField(choices=choices, label=_("Place"))
        asked = {one.attribute: one for one in sample.form.asked if one.attribute}
        sexes = [(one.code, one.text_zh) for one in asked["sex"].options] if "sex" in asked else [("", "")]
        ages = [(one.code, one.text_zh) for one in asked["age"].options] if "age" in asked else [("", "")]
        self.cells = {f"cell{n}": pair for n, pair in enumerate((sex, age) for sex in sexes for age in ages)}
        for name, (sex, age) in self.cells.items():
            label = " · ".join(text for text in (sex[1], age[1]) if text) or _("How many answers")
            self.fields[name] = django_forms.IntegerField(required=False, min_value=0, max_value=1000, label=label)

    def values(self) -> dict[str, Any]:
        """Arguments of `set_quota`."""
        given = self.cleaned_data
        quotas = [Quota(given[name], sex[0], age[0]) for name, (sex, age) in self.cells.items() if given.get(name)]
        return {"area": self.areas[given["area"]], "quotas": quotas}


def quota(request: StaffRequest, pk: int) -> HttpResponse:
    """The quotas of one place."""
    found = queries.get_sample_for(request.actor, pk)
    form = QuotaForm(request.POST or None, sample=found)
    if request.method == "POST" and form.is_valid():
        deed = partial(set_quota, by=request.actor, at=request.at, sample=found, **form.values())
        if attempt(form, deed) is not None:
            return redirect("desk:survey_sample", pk)
    return render(request, "desk/surveys/quota.html", {"form": form, "sample": found, "survey": found.survey})
