"""Due dates and milestones of one month."""

import calendar as months_of
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from chuangcheng.calendars.queries import city_calendar
from chuangcheng.desk.calendars.months import weekday_heads
from chuangcheng.desk.plans.pages import tabs
from chuangcheng.kit.display import MONTHS_EN, is_chinese, moment_text
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.plans import queries

EACH_DAY = 4
YEARS = (2000, 2100)


def _month(given: str, today: date) -> date:
    """`2026-11` as the first of that month; anything else is this month."""
    year, _mark, month = given.partition("-")
    if year.isdecimal() and month.isdecimal() and YEARS[0] <= int(year) <= YEARS[1] and 1 <= int(month) <= 12:
        return date(int(year), int(month), 1)
    return today.replace(day=1)


def _address(first: date, months: int) -> str:
    count = first.year * 12 + first.month - 1 + months
    return f"{count // 12}-{count % 12 + 1:02d}"


def _name(first: date) -> str:
    if is_chinese():
        return f"{first.year}年{first.month}月"
    return f"{MONTHS_EN[first.month - 1]} {first.year}"


def _line(kind: str, thing: Any) -> dict[str, Any]:
    one = thing if kind == "due" else thing.undertaking
    name = one if kind == "due" else thing.name_zh
    is_over = one.state == "done" if kind == "due" else thing.reached_on is not None
    word = pgettext("undertaking", "due") if kind == "due" else _("milestone")
    return {"one": one, "name": name, "kind": kind, "word": word, "is_over": is_over}


@require_GET
def month(request: StaffRequest) -> HttpResponse:
    """A month as weeks from Monday; each day shows its first four and how many more there are."""
    today = timezone.localdate(request.at)
    first = _month(request.GET.get("month", ""), today)
    last = first.replace(day=months_of.monthrange(first.year, first.month)[1])
    found = queries.in_month(request.actor, first, last)
    calendar = city_calendar()
    weeks = []
    for week in months_of.Calendar().monthdatescalendar(first.year, first.month):
        weeks.append([_cell(day, found, calendar, today) if day.month == first.month else None for day in week])
    context = {
        "weeks": weeks,
        "heads": weekday_heads(),
        "name": _name(first),
        "previous": _address(first, -1),
        "following": _address(first, 1),
        "count": sum(len(lines) for lines in found.values()),
        "tabs": tabs(request, "desk:plan_calendar"),
    }
    return render(request, "desk/plans/calendar.html", context)


def _cell(day: date, found: Any, calendar: Any, today: date) -> dict[str, Any]:
    lines = found.get(day, [])
    return {
        "day": day,
        "title": moment_text(day, "day"),
        "is_off": not calendar.day(day, provisional=True).is_workday,
        "is_today": day == today,
        "lines": [_line(*one) for one in lines[:EACH_DAY]],
        "rest": [_line(*one) for one in lines[EACH_DAY:]],
    }
