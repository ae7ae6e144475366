"""誠信紅黑榜: what is listed now, by field, with basis and end, and how to object or have it repaired."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chuangcheng.integrity import queries
from chuangcheng.integrity.queries import ListKind
from chuangcheng.kit import clock
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import NotFound
from chuangcheng.proceedings import queries as proceedings

LONGEST_WORDS = 60


@never_cache
@require_safe
def lists(request: HttpRequest) -> HttpResponse:
    """Fields with their counts; the entries of one field, or found by words in what is shown."""
    at, words = clock.now(), request.GET.get("q", "")[:LONGEST_WORDS]
    fields = queries.fields()
    field = next((one for one in fields if one.code == request.GET.get("field")), None)
    which = request.GET.get("list", "") if request.GET.get("list", "") in ListKind.values else ""
    rows = queries.public_entries(at, which=which, field=field, words=words)
    found = page(rows, ["-proposed_at"], cursor=request.GET.get("cursor", ""), size=20)
    context = {
        "counts": queries.field_counts(at, fields),
        "field": field,
        "which": which,
        "words": words,
        "lists": ListKind.choices,
        "page": found,
        "rows": [proceedings.public_page(row, at) for row in found.rows],
    }
    return render(request, "portal/integrity/lists.html", context)


@never_cache
@require_safe
def entry(request: HttpRequest, number: str) -> HttpResponse:
    """One, while it is public."""
    found = proceedings.get_public(number, clock.now())
    if found.subject_kind != queries.SUBJECT:
        raise NotFound("entry")
    repair_from, authority = queries.repair_of(found.subject_key)
    context = {"found": found, "repair_from": repair_from, "authority": authority}
    return render(request, "portal/integrity/entry.html", context)
