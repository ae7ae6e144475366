"""Which news come to me, by which way and when; browsers that show them."""

from pathlib import Path
from typing import Any

from django.contrib import messages
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chuangcheng.accounts.queries import people
from chuangcheng.desk.news_choices import NewsForm
from chuangcheng.desk.refusals import attempt
from chuangcheng.kit.display import device_text
from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.notices import actions, queries
from chuangcheng.notices.queries import ChannelKind
from chuangcheng.notices.rules.timing import WAYS

WORKER = "built/push-worker.js"


def news(request: StaffRequest) -> HttpResponse:
    """One's own choices; what the unit chose shows until one chooses otherwise."""
    own = queries.preference_of(person_id=request.actor.person_id)
    units = list(queries.preferences_of([], request.actor.unit_ids)[1].values())
    form = NewsForm(request.POST or None, layers=queries.choices_of(own, units), hours=queries.hours_of(own, units))
    if request.method == "POST" and form.is_valid():
        chosen: dict[str, Any] = {"choices": form.choices, "hours": form.hours}
        if attempt(form, lambda: actions.choose_news(by=request.actor, at=request.at, **chosen)):
            messages.success(request, _("Saved."))
            return redirect("desk:my_news")
    person = people().filter(pk=request.actor.person_id or 0).first()
    browsers = queries.subscriptions_of(request.actor.person_id or 0)
    context = {
        "form": form,
        "rows": form.rows(),
        "ways": [_way(way, person, len(browsers)) for way in WAYS],
        "browsers": browsers,
        "push_key": queries.push_key(),
    }
    return render(request, "desk/account/news.html", context)


def _way(way: str, person: Any, browser_count: int) -> dict[str, Any]:
    """A way's name, whether the city has it, and where it leads."""
    addresses = {
        "email": person.email if person else "",
        "sms": person.phone if person else "",
        "push": str(browser_count or ""),
    }
    return {
        "code": way,
        "label": ChannelKind(way).label,
        "is_on": queries.on_channel(way) is not None,
        "address": addresses[way],
    }


@require_POST
def subscribe(request: StaffRequest) -> JsonResponse:
    """What a browser sends when its person lets it show news."""
    given = {name: request.POST.get(name, "") for name in ("endpoint", "p256dh", "auth")}
    device = device_text(request.headers.get("User-Agent", ""))
    try:
        actions.subscribe_browser(by=request.actor, at=request.at, device=device, **given)
    except Refused as refused:
        return JsonResponse({"code": refused.code, "message": str(refused.message)}, status=409)
    return JsonResponse({"code": "ok"})


@require_POST
def forget(request: StaffRequest, pk: int) -> HttpResponse:
    """One of one's own browsers shows no news any more."""
    found = queries.PushSubscription.objects.filter(pk=pk, person=request.actor.person_id or 0).first()
    if found is None:
        raise NotFound("browser")
    actions.unsubscribe_browser(by=request.actor, at=request.at, browser=found)
    messages.success(request, _("This browser shows no news any more."))
    return redirect("desk:my_news")


@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The program that shows news while no page is open. Its address bounds what it may touch: the back office."""
    found = finders.find(WORKER)
    content = Path(str(found)).read_bytes() if found else b""
    response = HttpResponse(content, content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response
