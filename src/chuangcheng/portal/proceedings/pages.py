"""公示公告: what is on public notice or published, each with basis, period and the way to object; and its feed."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chuangcheng.evidence.queries import file_response
from chuangcheng.kit import clock
from chuangcheng.kit.names import localised
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import NotFound
from chuangcheng.proceedings import queries

LONGEST_WORDS = 60
NO_COPY = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex, noarchive"}


@never_cache
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """Newest first, of one kind if one is chosen. Words are sought in what everybody may read, and nowhere else."""
    at, words = clock.now(), request.GET.get("q", "")[:LONGEST_WORDS]
    kinds = queries.kinds_shown(at)
    chosen = next((kind.code for kind in kinds if kind.code == request.GET.get("kind")), "")
    rows = queries.public_pages(at, kinds=[chosen] if chosen else [], words=words)
    found = page(rows, ["-proposed_at"], cursor=request.GET.get("cursor", ""), size=20)
    names = [("", ""), *((kind.code, localised(kind.name_zh, "", kind.name_en)[0]) for kind in kinds)]
    context = {
        "page": found,
        "rows": [queries.public_page(row, at) for row in found.rows],
        "chips": [{"value": code, "label": name, "active": code == chosen} for code, name in names],
        "words": words,
        "chosen": chosen,
    }
    return render(request, "portal/proceedings/notices.html", context)


@never_cache
@require_safe
def notice(request: HttpRequest, number: str) -> HttpResponse:
    """One; it does not exist before it may be public, while it is suspended, or after its end."""
    found = queries.get_public(number, clock.now())
    return render(request, "portal/proceedings/notice.html", {"found": found})


@require_safe
def picture(request: HttpRequest, number: str, token: str) -> HttpResponseBase:
    """A covered copy, asked for anew at each reading: it is there for as long as its notice is. No copy is kept."""
    try:
        answer = file_response(queries.public_picture(number, token, clock.now()), "shown")
    except NotFound:
        return HttpResponse(status=404, headers=NO_COPY)
    for name, value in NO_COPY.items():
        answer[name] = value
    return answer


@never_cache
@require_safe
def feed(request: HttpRequest) -> JsonResponse:
    """The same for programs: entries, and tombstones for what must be deleted wherever it was copied."""
    after = request.GET.get("after", "")
    at = clock.now()
    entries, go_on = queries.feed(at, int(after) if after.isdecimal() and len(after) < 12 else 0)
    for one in entries:
        if "gone" not in one:
            one["url"] = request.build_absolute_uri(reverse("portal:notice", args=[one["number"]]))
    address = request.build_absolute_uri(reverse("portal:notice_feed"))
    body: dict[str, Any] = {
        "version": 1,
        "read_at": at.isoformat(),
        "entries": [one for one in entries if "gone" not in one],
        "tombstones": [one for one in entries if "gone" in one],
        "next": f"{address}?after={go_on}" if go_on else None,
    }
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False})
