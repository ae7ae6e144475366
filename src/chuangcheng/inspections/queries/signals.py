"""Signals of a visit in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from chuangcheng.inspections.models import Signal, Visit


@dataclass(frozen=True, slots=True)
class Shown:
    """A signal and by how much: metres, minutes, hours or days in words."""

    label: str
    amount: str
    signal: Signal


def signals_of_visit(visit: Visit) -> list[Shown]:
    """What was noted about how a visit was recorded, in the order noted; at most 100. One query."""
    rows = Signal.objects.filter(visit=visit).select_related("photo")[:100]
    return [Shown(str(row.get_kind_display()), _amount(row.detail), row) for row in rows]


def _amount(detail: dict[str, float]) -> str:
    if "metres" in detail:
        return _("%(count)s m") % {"count": round(detail["metres"])}
    if "count" in detail:
        return str(detail["count"])
    if "seconds" not in detail:
        return ""
    seconds = abs(detail["seconds"])
    if seconds < 7200:
        return _("%(count)s minutes") % {"count": round(seconds / 60)}
    if seconds < 172800:
        return _("%(count)s hours") % {"count": round(seconds / 3600)}
    return _("%(count)s days") % {"count": round(seconds / 86400)}
