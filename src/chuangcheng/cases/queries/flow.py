"""How cases flow: registered week by week and where they stand now, late with whom, moved lately."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Case as Choose
from django.db.models import Count, IntegerField, QuerySet, Value, When
from django.utils import timezone

from chuangcheng.cases.access import visible
from chuangcheng.cases.models import Case, State
from chuangcheng.cases.queries.listing import Filters, cases_for
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.counting import count_capped
from chuangcheng.units.models import Unit

WEEKS = 12


@dataclass(frozen=True, slots=True)
class Week:
    """Cases registered from Monday to Sunday, by the state they are in now."""

    first: date
    last: date
    states: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.states.values())


def weeks(actor: Actor, at: datetime, count: int = WEEKS) -> list[Week]:
    """The last weeks, the oldest first; the present one is not over. One query over the index of `opened_at`."""
    today = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    monday = today - timedelta(days=today.weekday())
    starts = [monday - timedelta(weeks=count - 1 - number) for number in range(count)]
    whens = [When(opened_at__lt=start + timedelta(weeks=1), then=Value(number)) for number, start in enumerate(starts)]
    rows = Case.objects.filter(visible(actor), opened_at__gte=starts[0], opened_at__lte=at)
    week = Choose(*whens, default=Value(count - 1), output_field=IntegerField())
    found: list[dict[str, int]] = [{} for _start in starts]
    for number, state, cases in rows.order_by().values_list(week, "state").annotate(cases=Count("pk")):
        found[number][state] = cases
    return [
        Week(start.date(), start.date() + timedelta(days=6), states)
        for start, states in zip(starts, found, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Late:
    """A unit with so many cases over their time now; None: nobody is in charge."""

    unit: Unit | None
    count: int


def late_by_unit(actor: Actor, at: datetime, most: int = 12) -> tuple[list[Late], int]:
    """Those with the most, and the number of all. Two queries. A list to act upon, no order of merit: it is not
    adjusted for how much a unit has to do.
    """
    rows = cases_for(actor, Filters(due="overdue"), at).order_by()
    counted = list(rows.values_list("unit_id").annotate(cases=Count("pk")).order_by("-cases", "unit_id"))
    units = Unit.objects.in_bulk([pk for pk, _count in counted[:most] if pk])
    return [Late(units.get(pk), count) for pk, count in counted[:most]], sum(count for _pk, count in counted)


@dataclass(frozen=True, slots=True)
class Moved:
    """What happened to cases since a moment; capped at `listing.MOST` + 1."""

    registered: int
    closed: int
    late: int


def moved_since(actor: Actor, since: datetime, at: datetime) -> Moved:
    """Registered, closed, and become overdue between two moments. Three bounded queries."""

    def counted(rows: QuerySet[Case]) -> int:
        return count_capped(rows.filter(visible(actor)))

    cases = Case.objects.all()
    return Moved(
        registered=counted(cases.filter(opened_at__gte=since, opened_at__lte=at)),
        # what was closed is sorted by when: `wanted_at` is that moment, and has an index
        closed=counted(cases.filter(state=State.CLOSED, wanted_at__gte=since, wanted_at__lte=at)),
        late=count_capped(cases_for(actor, Filters(due="overdue"), at).filter(due_at__gte=since)),
    )


COUNTED_BY = {"standard": "standard_id", "site_type": "site__site_type_id", "area": "area_id", "unit": "unit_id"}


def case_counts(
    actor: Actor, since: datetime, at: datetime, by: Collection[str]
) -> list[tuple[dict[str, int | None], int]]:
    """(dimension -> id, cases) of the cases registered between two moments, split `by` dimensions of `COUNTED_BY`.
    One grouped query."""
    rows = Case.objects.filter(visible(actor), opened_at__gte=since, opened_at__lte=at).order_by()
    names = [name for name in COUNTED_BY if name in by]
    counted = rows.values_list(*(COUNTED_BY[name] for name in names)).annotate(cases=Count("pk"))
    return [(dict(zip(names, ids, strict=True)), count) for *ids, count in counted]
