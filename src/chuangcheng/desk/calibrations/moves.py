"""Planning a calibration, putting its scenes together, opening and ending it."""

from datetime import timedelta
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from chuangcheng.calibrations import queries
from chuangcheng.calibrations.actions import (
    add_scene,
    cancel_calibration,
    end_calibration,
    open_calibration,
    plan_calibration,
    remove_scene,
)
from chuangcheng.calibrations.queries import Calibration, Scene
from chuangcheng.desk.frameworks.forms import FilesField, SeveralFiles
from chuangcheng.desk.refusals import attempt
from chuangcheng.evidence.actions import store_file
from chuangcheng.frameworks.queries import CheckPoint, Edition, edition_in_force
from chuangcheng.inspections.queries import Verdict
from chuangcheng.kit.requests import StaffRequest

DAYS = 14


class PlanForm(forms.Form):
    """A new calibration."""

    name_zh = forms.CharField(max_length=200, label=gettext_lazy("Name"))
    code = forms.CharField(max_length=40, label=gettext_lazy("Code"))
    edition = forms.ModelChoiceField(queryset=Edition.objects.none(), label=gettext_lazy("Edition of the framework"))
    closes_on = forms.DateField(
        label=gettext_lazy("Last day to judge"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        edition = self.fields["edition"]
        assert isinstance(edition, forms.ModelChoiceField)
        edition.queryset = Edition.objects.filter(state="published").order_by("-year", "kind", "code")


def new_calibration(request: StaffRequest) -> HttpResponse:
    """Name, edition and last day; the scenes come next."""
    today = timezone.localdate(request.at)
    initial = {
        "name_zh": f"{today.year}年督查员校准",
        "code": f"C{today:%Y-%m}",
        "edition": edition_in_force("city", request.at),
        "closes_on": today + timedelta(days=DAYS),
    }
    form = PlanForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, partial(plan_calibration, by=request.actor, at=request.at, **form.cleaned_data))
        if made is not None:
            return redirect("desk:calibration", made.pk)
    return render(request, "desk/calibrations/new.html", {"form": form})


class SceneForm(forms.Form):
    """Pictures, what is asked of them, and what the office says."""

    photos = FilesField(
        label=gettext_lazy("Photos"),
        widget=SeveralFiles(attrs={"accept": "image/*"}),
        help_text=gettext_lazy("Without faces, number plates or names."),
    )
    check_point = forms.ChoiceField(label=gettext_lazy("Check point"))
    reference = forms.ChoiceField(choices=Verdict.choices, widget=forms.RadioSelect, label=gettext_lazy("Reference"))
    reason = forms.CharField(
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        label=gettext_lazy("Why it is judged so"),
        help_text=gettext_lazy("Inspectors read it after the end."),
    )

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        points = CheckPoint.objects.filter(edition=edition).select_related("site_type").order_by("position")
        self.points = {str(point.pk): point for point in points}
        groups: dict[str, list[tuple[str, str]]] = {}
        for pk, point in self.points.items():
            groups.setdefault(point.site_type.name, []).append((pk, f"{point.code} {point.name}"))
        field = self.fields["check_point"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "—"), *groups.items()]

    def clean_check_point(self) -> CheckPoint:
        return self.points[self.cleaned_data["check_point"]]


def new_scene(request: StaffRequest, pk: int) -> HttpResponse:
    """A further scene; after it the form is there for the next one."""
    found = queries.get_calibration_for(request.actor, pk)
    form = SceneForm(request.POST or None, request.FILES or None, edition=found.edition)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, partial(_add, request, found, form.cleaned_data))
        if made is not None:
            messages.success(request, _("Scene %s is added.") % made.position)
            return redirect("desk:new_scene" if "more" in request.POST else "desk:calibration", pk)
    context = {"form": form, "calibration": found, "number": len(queries.scenes_of(found)) + 1}
    return render(request, "desk/calibrations/new_scene.html", context)


def _add(request: StaffRequest, found: Calibration, given: dict[str, Any]) -> Scene:
    uploads = given.pop("photos")
    photos = [
        store_file(by=request.actor, at=request.at, name=upload.name or "", content=upload.file) for upload in uploads
    ]
    return add_scene(by=request.actor, at=request.at, calibration=found, photos=photos, **given)


@require_POST
def remove(request: StaffRequest, pk: int) -> HttpResponse:
    """A scene is taken out while the calibration is planned."""
    scene = queries.office_scene(request.actor, pk)
    remove_scene(by=request.actor, at=request.at, scene=scene)
    messages.success(request, _("The scene is removed."))
    return redirect("desk:calibration", scene.calibration_id)


@require_POST
def open_now(request: StaffRequest, pk: int) -> HttpResponse:
    """From now on inspectors judge."""
    found = queries.get_calibration_for(request.actor, pk)
    open_calibration(by=request.actor, at=request.at, calibration=found)
    messages.success(request, _("The calibration is open: inspectors see its scenes now."))
    return redirect("desk:calibration", pk)


def end_now(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask once: the references become known."""
    found = queries.get_calibration_for(request.actor, pk)
    if request.method == "POST" and "confirmed" in request.POST:
        end_calibration(by=request.actor, at=request.at, calibration=found)
        messages.success(request, _("The calibration has ended; each inspector sees the own result."))
        return redirect("desk:calibration", pk)
    waiting = len(queries.still_to_judge(found, request.at))
    consequences = [_("Each inspector sees the references and the own result.")]
    if waiting:
        left = _("%(count)s inspectors have not judged every scene; that holds nothing up.")
        consequences.append(left % {"count": waiting})
    context = {
        "heading": _("End calibration %s") % found.code,
        "title": _("End calibration %s") % found.code,
        "text": _("Nobody can judge afterwards."),
        "consequences": consequences,
        "button": _("End the calibration"),
        "cancel_url": reverse("desk:calibration", args=[pk]),
    }
    return render(request, "kit/confirm.html", context)


class ReasonForm(forms.Form):
    """Why a calibration is given up."""

    reason = forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 2}), label=gettext_lazy("Reason"))


def cancel(request: StaffRequest, pk: int) -> HttpResponse:
    """Give it up, with the reason."""
    found = queries.get_calibration_for(request.actor, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: cancel_calibration(by=request.actor, at=request.at, calibration=found, reason=reason)):
            messages.success(request, _("The calibration is cancelled."))
            return redirect("desk:calibration", pk)
    context = {
        "heading": _("Cancel calibration %s") % found.code,
        "title": _("Cancel calibration %s") % found.code,
        "text": _("Inspectors do not find it any more, and no result comes of it. It stays here with your reason."),
        "form": form,
        "button": _("Cancel the calibration"),
        "is_dangerous": True,
        "cancel_url": reverse("desk:calibration", args=[pk]),
    }
    return render(request, "kit/confirm.html", context)
