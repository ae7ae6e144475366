"""The register of issued bulletins with their fingerprints: a copy that was altered does not fit."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chuangcheng.documents.queries import fingerprints, public_bulletins
from chuangcheng.kit.paging import page


@require_safe
def bulletins(request: HttpRequest) -> HttpResponse:
    """Newest first."""
    found = page(public_bulletins(), ["-drafted_at"], cursor=request.GET.get("cursor", ""), size=20)
    return render(request, "portal/bulletins/list.html", {"page": found, "rows": fingerprints(list(found.rows))})
