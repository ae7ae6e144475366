"""Mock assessments: started with the edition's numbers, followed to their round, ended with a report to print."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from chuangcheng.desk.draws.forms import SourceForm, end_of_day, first_source, moment_field, source_of
from chuangcheng.desk.refusals import attempt
from chuangcheng.desk.truth.tabs import tabs
from chuangcheng.frameworks.queries import Edition, Method, editions_in_force
from chuangcheng.inspections.queries import inspector_pool
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.scoring import actions, city, mock

SOURCE_ROWS = 2


class EditionChoice(forms.ModelChoiceField):
    """Editions by their name in the language in force."""

    def label_from_instance(self, obj: Edition) -> str:
        return obj.name


class MockForm(forms.Form):
    """Name, framework, until when the draw must be proved; the sources have rows of their own."""

    name_zh = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    edition = EditionChoice(queryset=Edition.objects.none(), label=gettext_lazy("Edition of the framework"))
    inspectors = forms.MultipleChoiceField(
        label=gettext_lazy("Inspectors"), widget=forms.CheckboxSelectMultiple, choices=()
    )
    fails_after = moment_field(label=gettext_lazy("Last day for the proof"))

    def __init__(self, *args: Any, at: datetime, editions: list[Edition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pool = inspector_pool(at)
        inspectors: Any = self.fields["inspectors"]
        inspectors.choices = [(one.post.code, f"{one.person_name} · {one.post.unit.name}") for one in pool]
        self.initial.setdefault("inspectors", [one.post.code for one in pool])
        edition: Any = self.fields["edition"]
        edition.queryset = Edition.objects.filter(pk__in=[one.pk for one in editions])


@require_GET
def mocks(request: StaffRequest) -> HttpResponse:
    """Newest first."""
    found = page(mock.mocks_for(request.actor), ["-planned_at"], cursor=request.GET.get("cursor", ""))
    context = {
        "page": found,
        "may_start": request.actor.may_anywhere("scoring.start_mock_assessment"),
        "tabs": tabs(request, "desk:mocks"),
    }
    return render(request, "desk/truth/mocks.html", context)


def new_mock(request: StaffRequest) -> HttpResponse:
    """One form: what the edition says is drawn; only the sources of chance are to be named."""
    request.actor.must("scoring.start_mock_assessment")
    editions = editions_in_force(request.at)
    posted = request.POST if request.method == "POST" else None
    initial = {"edition": editions[0] if editions else None, "fails_after": end_of_day(request.at, 60)}
    form = MockForm(posted, initial=initial, at=request.at, editions=editions)
    sources = [
        SourceForm(posted, prefix=f"source{number}", initial=first_source(request.at) if number == 0 else {})
        for number in range(SOURCE_ROWS)
    ]
    is_valid = posted is not None and all([form.is_valid(), *(one.is_valid() for one in sources)])
    if is_valid:
        used = [source_of(number, one.cleaned_data) for number, one in enumerate(sources, 1) if one.is_used]
        given = form.cleaned_data
        made = attempt(
            form, lambda: actions.start_mock_assessment(by=request.actor, at=request.at, sources=used, **given)
        )
        if made is not None:
            messages.success(request, _("The draw is committed and public."))
            return redirect("desk:mock", made.pk)
    context = {"form": form, "sources": sources, "strata": mock.strata_of(editions[0]) if editions else []}
    return render(request, "desk/truth/new_mock.html", context)


@require_GET
def mock_page(request: StaffRequest, pk: int) -> HttpResponse:
    """What is next; once it is finished, the report: a page that prints well."""
    row = mock.get_mock_for(request.actor, pk)
    content = row.content
    found = row.round or mock.round_of(row)
    context: dict[str, Any] = {
        "mock": row,
        "round": found,
        "steps": _steps(row, found),
        "content": content,
        "may_see_draw": request.actor.may_anywhere("draws.see_draw"),
        "may_finish": _may_finish(request, row, found),
        "survey": row.survey or mock.survey_for(row, request.at),
    }
    if content:
        context |= {
            "half": (content["high"] - content["low"]) / 2,
            "methods": [(Method(code).label, line) for code, line in content["methods"].items()],
            "lines": mock.report_lines(row),
            "strata": mock.visited(row),
            "is_same": city.recomputed(row) if "check" in request.GET else None,
        }
    return render(request, "desk/truth/mock.html", context)


def _may_finish(request: StaffRequest, row: mock.MockAssessment, found: Any) -> bool:
    is_over = found is not None and found.state == "ended" and not row.content
    return is_over and request.actor.may_anywhere("scoring.finish_mock_assessment")


def _steps(row: mock.MockAssessment, found: Any) -> list[dict[str, Any]]:
    """Draw, round, visits, report: done, now or ahead."""
    done = [
        row.draw.state in ("run", "revealed") or found is not None,
        found is not None,
        found is not None and found.state == "ended",
        bool(row.content),
    ]
    labels = (_("Draw"), _("Plan the round"), _("Visits"), _("Report"))
    now = done.index(False) if False in done else len(done)
    return [
        {"label": label, "state": "done" if number < now else "now" if number == now else "ahead"}
        for number, label in enumerate(labels)
    ]


@require_POST
def finish_mock(request: StaffRequest, pk: int) -> HttpResponse:
    """Make the report, with the questionnaire that was closed last unless it is left out."""
    row = mock.get_mock_for(request.actor, pk)
    survey = mock.survey_for(row, request.at) if request.POST.get("survey") else None
    try:
        actions.finish_mock_assessment(by=request.actor, at=request.at, mock_assessment=row, survey=survey)
        messages.success(request, _("The report is made."))
    except Refused as refused:
        if refused.status == 404:
            raise
        messages.error(request, str(refused.message))
    return redirect("desk:mock", row.pk)
