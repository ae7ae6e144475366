"""Progress, slippage and places in the words of pages."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chuangcheng.kit.display import moment_text
from chuangcheng.plans.queries import Undertaking
from chuangcheng.plans.rules import RollUp, Slip

MOST_TERMS = 6


def percent_text(percent: Fraction | None) -> str:
    """`60%`, `33.3%`; a dash for nothing."""
    if percent is None:
        return "—"
    rounded = round(float(percent), 1)
    return f"{rounded:.0f}%" if rounded == int(rounded) else f"{rounded:.1f}%"


def bar(percent: Fraction | None) -> dict[str, Any]:
    """What `desk/plans/percent.html` shows."""
    return {"value": f"{float(percent):.1f}" if percent is not None else "", "text": percent_text(percent)}


def formula(one: RollUp) -> str:
    """The roll-up as a sum: `(3 × 80% + 1 × 0%) ÷ 4 = 60%`."""
    terms = [f"{part.weight} × {percent_text(part.percent)}" for part in one.parts[:MOST_TERMS]]
    if len(one.parts) > MOST_TERMS:
        terms.append("…")
    return f"({' + '.join(terms)}) ÷ {one.weight} = {percent_text(one.percent)}"


def slip_text(slip: Slip, today: Any) -> str:
    """Why it slips, in words."""
    day = moment_text(slip.since, "date")
    if slip.reason == "overdue":
        return _("overdue since %(day)s (%(count)s days)") % {"day": day, "count": (today - slip.since).days}
    if slip.reason == "milestone":
        return _("milestone “%(name)s” missed since %(day)s") % {"name": slip.name, "day": day}
    return _("nothing reported since %(day)s") % {"day": day}


def slip_texts(slips: Mapping[int, list[Slip]], pk: int, at: datetime) -> list[str]:
    """All reasons of one undertaking."""
    today = timezone.localdate(at)
    return [slip_text(one, today) for one in slips.get(pk, ())]


def due_at(one: Undertaking) -> datetime:
    """The end of the due day, for the due badge."""
    return timezone.make_aware(datetime.combine(one.due_on, time(23, 59)))


def place_url(one: Undertaking) -> str:
    """The page of a project's place."""
    for name in ("facility", "site", "segment"):
        if pk := getattr(one, f"{name}_id"):
            return reverse(f"desk:{name}", args=[pk])
    return ""


def rows(
    found: Iterable[Undertaking], rolled: Mapping[int, RollUp], slips: Mapping[int, list[Slip]], at: datetime
) -> list[dict[str, Any]]:
    """What the lists show of each undertaking."""
    return [
        {
            "one": one,
            "bar": bar(rolled[one.pk].percent if one.pk in rolled else None),
            "slips": slip_texts(slips, one.pk, at),
            "due_at": due_at(one),
            "depth": one.path.count("/") - 1,
        }
        for one in found
    ]
