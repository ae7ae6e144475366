"""What nobody drew: free visits, and findings that no check point asks about."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from chuangcheng.field.checklist import own_visit
from chuangcheng.field.forms import FindingForm
from chuangcheng.field.uploads import stored
from chuangcheng.inspections.actions import raise_finding, start_free_visit
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.places.queries import place_by_reference, search_places


def free_visit(request: StaffRequest) -> HttpResponse:
    """Find the site by words, then begin."""
    if request.method == "POST":
        place = place_by_reference(request.POST.get("site", ""))
        if place.site is None:
            raise Refused("missing", _("Choose a site."), field="site")
        visit = start_free_visit(by=request.actor, at=request.at, site=place.site)
        return redirect("field:visit", visit.pk)
    words = request.GET.get("q", "").strip()
    found = search_places(request.actor, words, ("site",), limit=20) if words else []
    return render(request, "field/free_visit.html", {"words": words, "found": found})


def finding(request: StaffRequest, pk: int) -> HttpResponse:
    """Anything else that is wrong at this stop becomes a case."""
    visit = own_visit(request, pk)
    form = FindingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = raise_finding(
                by=request.actor,
                at=request.at,
                visit=visit,
                photos=stored(request, "photos"),
                corrected_photos=stored(request, "corrected_photos"),
                **form.cleaned_data,
            )
        except Refused as refused:
            if refused.status == 404:
                raise
            form.add_error(refused.field if refused.field in form.fields else None, str(refused.message))
        else:
            messages.success(request, _("Kept as case %s.") % made.case.number)
            return redirect("field:visit", pk)
    return render(request, "field/finding.html", {"visit": visit, "form": form})
