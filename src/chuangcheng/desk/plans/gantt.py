"""A plan as bars over its months: one drawing for a screen and for paper, the same as a list on a phone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from chuangcheng.desk.plans.pages import tabs
from chuangcheng.desk.plans.shown import percent_text, slip_texts
from chuangcheng.kit.display import MONTHS_EN, is_chinese
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.plans import queries
from chuangcheng.plans.queries import Milestone, State, Undertaking
from chuangcheng.plans.rules import RollUp

MOST = 200
LABEL, WIDTH, ROW, HEAD = 360, 1200, 26, 44
LONGEST_LABEL = 22
MOST_MONTHS = 48


@dataclass(frozen=True, slots=True)
class Scale:
    """Days to places on the drawing."""

    first: date
    last: date

    def x(self, day: date) -> float:
        """The place of a day, inside the drawing."""
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return round(LABEL + (WIDTH - LABEL) * min(max(share, 0.0), 1.0), 1)


def _month_start(day: date) -> date:
    return day.replace(day=1)


def _next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def _scale(found: Sequence[Undertaking], stones: Sequence[Milestone]) -> Scale:
    starts = [one.starts_on or timezone.localdate(one.made_at) for one in found]
    ends = [one.due_on for one in found]
    days = [*starts, *ends, *(stone.due_on for stone in stones)]
    first, last = _month_start(min(days)), _next_month(max(days))
    earliest = date(last.year - MOST_MONTHS // 12, last.month, 1)
    return Scale(max(first, earliest), last)


def _months(scale: Scale) -> list[dict[str, Any]]:
    """Lines and names of the months; of a long plan only every third is named."""
    every, day = [], scale.first
    while day < scale.last:
        every.append(day)
        day = _next_month(day)
    gap = 3 if len(every) > 15 else 1
    return [
        {
            "x": scale.x(day),
            "text_x": scale.x(day) + 4,
            "name": _month_name(day, gap) if (day.month - 1) % gap == 0 else "",
        }
        for day in every
    ]


def _month_name(day: date, gap: int) -> str:
    year = str(day.year) if day.month == 1 or gap > 1 else ""
    if is_chinese():
        return f"{year}年{day.month}月" if year else f"{day.month}月"
    return f"{MONTHS_EN[day.month - 1]} {year}".strip()


def _row(index: int, one: Undertaking, scale: Scale, rolled: dict[int, RollUp], top: int) -> dict[str, Any]:
    y, depth = HEAD + index * ROW, one.path.count("/") - top
    start = scale.x(one.starts_on or timezone.localdate(one.made_at))
    end = max(scale.x(one.due_on + timedelta(days=1)), start + 3)
    percent = rolled[one.pk].percent if one.pk in rolled else 0
    name, language = one.name_and_language
    room = LONGEST_LABEL - depth
    room = room * 2 if language == "en" else room
    return {
        "one": one,
        "label": name if len(name) <= room else f"{name[: room - 1]}…",
        "language": language,
        "x": 6 + depth * 14,
        "text_y": y + 17,
        "line_y": y + ROW,
        "bar_y": y + 6,
        "bar_height": ROW - 12,
        "start": start,
        "width": round(end - start, 1),
        "done_width": round((end - start) * float(percent) / 100, 1),
        "percent": percent_text(percent),  # type: ignore[arg-type]
        "depth": depth,
        "url": reverse("desk:undertaking", args=[one.pk]),
        "stones": [],
    }


@require_GET
def gantt(request: StaffRequest, pk: int) -> HttpResponse:
    """What stands under an undertaking, at most 200 rows, from its first month to its last."""
    top = queries.get_undertaking_for(request.actor, pk)
    branch = queries.branch_for(request.actor, top).exclude(state=State.DROPPED).order_by("path")
    found = list(branch[: MOST + 1])
    is_cut, found = len(found) > MOST, found[:MOST]
    stones = list(Milestone.objects.filter(undertaking__in=[one.pk for one in found]).order_by("due_on"))
    scale, rolled = _scale(found or [top], stones), queries.rolled_up([top.path])
    slips = queries.slips_of(found, request.at)
    shown = [_row(i, one, scale, rolled, top.path.count("/")) for i, one in enumerate(found)]
    by_pk = {row["one"].pk: row for row in shown}
    today = timezone.localdate(request.at)
    for row in shown:
        row["slips"] = slip_texts(slips, row["one"].pk, request.at)
    for stone in stones:
        row = by_pk[stone.undertaking_id]
        row["stones"].append(_stone(stone, scale, row["bar_y"] + row["bar_height"] / 2, today))
    height = HEAD + len(shown) * ROW + 6
    context = {
        "top": top,
        "rows": shown,
        "is_cut": is_cut,
        "most": MOST,
        "months": _months(scale),
        "today_x": scale.x(today) if scale.first <= today <= scale.last else None,
        "width": WIDTH,
        "height": height,
        "label_width": LABEL,
        "tabs": tabs(request, "desk:plans"),
    }
    return render(request, "desk/plans/gantt.html", context)


def _stone(stone: Milestone, scale: Scale, y: float, today: date) -> dict[str, Any]:
    x = scale.x(stone.due_on)
    points = f"{x},{y - 6} {x + 6},{y} {x},{y + 6} {x - 6},{y}"
    kind = "reached" if stone.reached_on else "missed" if stone.due_on < today else "ahead"
    return {"stone": stone, "points": points, "kind": kind}
