"""回頭看: what is looked at again, and which closed cases may be drawn for it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from chuangcheng.cases.models import Case, State
from chuangcheng.draws.rules import Item
from chuangcheng.inspections.models import RoundState, Visit, VisitKind, VisitState
from chuangcheng.inspections.queries.frames import StratumPool
from chuangcheng.inspections.rules import age_band


@dataclass(frozen=True, slots=True)
class Window:
    """Which closings may be drawn: from and to which day they were closed, and how many days ago at least."""

    closed_from: date
    closed_until: date
    least_days: int

    def ends_before(self, at: datetime) -> datetime:
        """The first moment that is outside again."""
        return min(_start(self.closed_until + timedelta(days=1)), at - timedelta(days=self.least_days))


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(settings.TIME_ZONE))


def may_be_drawn(window: Window, at: datetime) -> QuerySet[Case]:
    """Closed cases of the window that no draw has had looked at since their closing.

    A case that a draw chose and that was seen is out until it is closed again: whoever is left is still a random
    remainder, so each draw stays fair for its own frame. A case that somebody *chose* to look at stays in: otherwise
    the choice would decide what the rate is made of. What a draw chose and nobody could see stays in as well.
    """
    looked_at = Visit.objects.filter(
        case=OuterRef("pk"),
        kind=VisitKind.RECHECK,
        inclusion_probability__isnull=False,
        planned_at__gte=OuterRef("closed_at"),
    ).filter(Q(state=VisitState.PLANNED, round__state__in=(RoundState.PLANNED, RoundState.OPEN)) | _seen())
    rows = Case.objects.filter(
        state=State.CLOSED,
        closed_at__gte=_start(window.closed_from),
        closed_at__lt=window.ends_before(at),
        area__isnull=False,
        children=None,
    )
    return rows.filter(~Exists(looked_at))


def _seen() -> Q:
    return Q(state=VisitState.DONE) & ~Q(recheck__outcome="not_seen")


STRATA = ("", "unit", "category")


def recheck_pools(window: Window, at: datetime, *, by: str = "unit", bands: Sequence[int] = ()) -> list[StratumPool]:
    """The cases that may be drawn in strata: `by` unit, category or nothing, times how long ago they were closed.

    `bands`: upper ends in days, for example (30, 90): closed up to 30, up to 90, more than 90 days ago. Names say no
    more than the case's number and unit: they stay veiled in the draw's proof. Two queries.
    """
    columns = ("number", "closed_at", "unit__code", "unit__name_zh", "category__code", "category__name_zh")
    pools: dict[tuple[str, int], list[Item]] = defaultdict(list)
    names: dict[tuple[str, int], str] = {}
    for number, closed_at, unit, unit_name, category, category_name in may_be_drawn(window, at).values_list(*columns):
        code, name = {"unit": (unit, unit_name), "category": (category, category_name)}.get(by, ("all", "全部"))
        days = (at - closed_at).days
        band = age_band(days, bands)
        key = code or "none", band
        pools[key].append(Item(number, f"{number}·{unit_name or '未明确单位'}"))
        names[key] = _name(name or "未分类", band, bands)
    return [StratumPool(f"{code}@{band}", names[code, band], tuple(pools[code, band])) for code, band in sorted(pools)]


def _name(name: str, band: int, bands: Sequence[int]) -> str:
    if not bands:
        return name
    ends = sorted(bands)
    said = f"销号{ends[band]}天以内" if band < len(ends) else f"销号{ends[-1]}天以上"
    return f"{name}·{said}"
