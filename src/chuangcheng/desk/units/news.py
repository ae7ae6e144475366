"""Which news come to those who hold a unit's posts, unless they choose otherwise."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from chuangcheng.desk.news_choices import NewsForm
from chuangcheng.desk.refusals import attempt
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.notices import actions
from chuangcheng.notices import queries as news
from chuangcheng.notices.queries import ChannelKind
from chuangcheng.notices.rules.timing import WAYS
from chuangcheng.units.queries import get_unit_for


def unit_news(request: StaffRequest, pk: int) -> HttpResponse:
    """The unit's choices."""
    unit = get_unit_for(request.actor, pk)
    request.actor.must("notices.choose_news_of_unit", unit_path=unit.path)
    kept = news.preference_of(unit=unit)
    units = [kept] if kept else []
    form = NewsForm(request.POST or None, layers=news.choices_of(None, units), hours=news.hours_of(None, units))
    if request.method == "POST" and form.is_valid():
        chosen: dict[str, Any] = {"choices": form.choices, "hours": form.hours}
        done = attempt(form, lambda: actions.choose_news_of_unit(by=request.actor, at=request.at, unit=unit, **chosen))
        if done:
            messages.success(request, _("Saved."))
            return redirect("desk:unit", pk)
    ways = [{"code": way, "label": ChannelKind(way).label, "is_on": news.on_channel(way) is not None} for way in WAYS]
    return render(request, "desk/units/news.html", {"unit": unit, "form": form, "rows": form.rows(), "ways": ways})
