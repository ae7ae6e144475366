"""Burden meter (負擔): how much each unit was asked for in a week or month, by whom, and what the system held already.

Sources are a registry: a room that asks units for something new registers how that is counted (`SOURCES`), and the
pages show it. Counting walks whole months of rows, so what is counted is kept in the cache for an hour and counted
anew by a periodic job; a lost cache is only slower.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.db.models import Count, F, Q, QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from chuangcheng.cases.models import Case, CasePhoto, Instruction, PhotoKind, State, Submission, Verdict
from chuangcheng.journal.queries import entries
from chuangcheng.kit.actor import Actor
from chuangcheng.materials.models import Demand, DepartmentFigure
from chuangcheng.materials.queries import demands_and_held, figures_and_held
from chuangcheng.notices.models import Message
from chuangcheng.plans.models import Attendance, Meeting, MeetingState
from chuangcheng.units.access import in_units
from chuangcheng.units.models import Holding, Unit

KEPT_SECONDS = 3600
MOST_HELD = 50
Asked = tuple[int, int | None, int, int]
"""unit id, person who asked (None: the product, by a rule), how many, how many of them for what was held already."""


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of thing that units are asked for. `count(since, until)` gives sums, not rows."""

    code: str
    label: Any
    count: Callable[[datetime, datetime], Iterable[Asked]]


def _cases(since: datetime, until: datetime) -> Iterator[Asked]:
    """Cases sent to a unit; held: it had the same matter already, and the two were merged."""
    rows = Case.objects.filter(dispatched_at__gte=since, dispatched_at__lt=until, unit__isnull=False).order_by()
    held = Count("pk", filter=Q(state=State.MERGED, merged_into__unit=F("unit")))
    for row in rows.values("unit").annotate(asked=Count("pk"), held=held):
        yield row["unit"], None, row["asked"], row["held"]


def _photos(since: datetime, until: datetime) -> Iterator[Asked]:
    rows = CasePhoto.objects.filter(
        kind=PhotoKind.AFTER, added_at__gte=since, added_at__lt=until, case__unit__isnull=False
    )
    for row in rows.order_by().values("case__unit").annotate(asked=Count("pk")):
        yield row["case__unit"], None, row["asked"], 0


def _forms(since: datetime, until: datetime) -> Iterator[Asked]:
    rows = Submission.objects.filter(submitted_at__gte=since, submitted_at__lt=until, case__unit__isnull=False)
    for row in rows.order_by().values("case__unit").annotate(asked=Count("pk")):
        yield row["case__unit"], None, row["asked"], 0


def _notices(since: datetime, until: datetime) -> Iterator[Asked]:
    rows = Message.objects.filter(entry__at__gte=since, entry__at__lt=until).order_by()
    for row in rows.values("post__unit", "entry__actor_id").annotate(asked=Count("pk")):
        yield row["post__unit"], row["entry__actor_id"], row["asked"], 0


def _instructions(since: datetime, until: datetime) -> Iterator[Asked]:
    """Written instructions; held: the unit had submitted on the case already when it was asked."""
    rows = Instruction.objects.filter(issued_at__gte=since, issued_at__lt=until, case__unit__isnull=False).order_by()
    counted = rows.values("case__unit", "issued_by").annotate(asked=Count("pk"), held=Count("pk", filter=~Q(held={})))
    for row in counted:
        yield row["case__unit"], row["issued_by"], row["asked"], row["held"]


def _returns(since: datetime, until: datetime) -> Iterator[Asked]:
    rows = Submission.objects.filter(
        verdict=Verdict.RETURNED, verified_at__gte=since, verified_at__lt=until, case__unit__isnull=False
    )
    for row in rows.order_by().values("case__unit", "verified_by").annotate(asked=Count("pk")):
        yield row["case__unit"], row["verified_by"], row["asked"], 0


def _asked_on_paper() -> tuple[QuerySet[Any], ...]:
    """Demands for material and department figures, each with `was_held`."""
    return demands_and_held(), figures_and_held()


def _materials(since: datetime, until: datetime) -> Iterator[Asked]:
    """Material and figures asked for; held: what `materials.queries.held` finds to have existed when it was asked."""
    for asked in _asked_on_paper():
        rows = asked.filter(made_at__gte=since, made_at__lt=until).order_by()
        who = _who_asked("materials.define_demand", "materials.define_figure", since=since, until=until)
        label = asked.model._meta.label_lower
        for pk, unit, was_held in rows.values_list("pk", "unit", "was_held"):
            yield unit, who.get((label, pk)), 1, int(was_held)


def _who_asked(*verbs: str, since: datetime, until: datetime) -> dict[tuple[str, int], int | None]:
    """(type, id) of what was made in a span -> the person who made it, from the journal."""
    rows = entries(verbs=verbs, start=since, end=until).order_by()
    return {(kind, pk): person for kind, pk, person in rows.values_list("subject_type", "subject_id", "actor_id") if pk}


def _meetings(since: datetime, until: datetime) -> Iterator[Asked]:
    """Meetings that a unit was invited to, those called off left out; asked by whoever invited."""
    rows = Attendance.objects.filter(meeting__starts_at__gte=since, meeting__starts_at__lt=until).order_by()
    rows = rows.exclude(meeting__state=MeetingState.CANCELLED)
    met = list(rows.values_list("unit", "meeting"))
    label = Meeting._meta.label_lower
    invited = entries(verbs=["plans.invite_units"]).filter(subject_type=label, subject_id__in={pk for _unit, pk in met})
    who = dict(invited.order_by("id").values_list("subject_id", "actor_id"))
    for unit, meeting in met:
        yield unit, who.get(meeting), 1, 0


SOURCES: dict[str, Source] = {
    source.code: source
    for source in (
        Source("cases", _("Cases"), _cases),
        Source("photos", _("Photos"), _photos),
        Source("forms", _("Forms"), _forms),
        Source("notices", _("Notices"), _notices),
        Source("instructions", _("Instructions"), _instructions),
        Source("returns", _("Returns"), _returns),
        Source("materials", _("Material"), _materials),
        Source("meetings", _("Meetings"), _meetings),
    )
}


def register(source: Source) -> None:
    """A further room's source joins the meter. Raises ValueError for a code that is taken."""
    if source.code in SOURCES:
        raise ValueError(f"a burden source is called {source.code} already")
    SOURCES[source.code] = source


@dataclass(slots=True)
class Load:
    """What one unit was asked for in a span: source -> how many, and of them for what was held."""

    asked: dict[str, int]
    held: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.asked.values())

    @property
    def total_held(self) -> int:
        return sum(self.held.values())


@dataclass(frozen=True, slots=True)
class Span:
    """A week or a month up to a moment."""

    code: str
    since: datetime
    until: datetime


def span_of(code: str, at: datetime) -> Span:
    """The week (from Monday) or month that a moment lies in, from its first moment to the end of the moment's day."""
    day = localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    first = day - timedelta(days=day.weekday()) if code == "week" else day.replace(day=1)
    return Span(code, first, day + timedelta(days=1))


Counted = list[tuple[str, int, int | None, int, int]]


def counted(span: Span, *, fresh: bool = False) -> Counted:
    """(source, unit, person, asked, held) of a span; kept for an hour."""
    name = f"burden:{span.code}:{span.since.timestamp():.0f}:{span.until.timestamp():.0f}:{'-'.join(sorted(SOURCES))}"
    kept: Counted | None = None if fresh else cache.get(name)
    if kept is None:
        kept = [
            (code, unit, person, asked, held)
            for code, source in SOURCES.items()
            for unit, person, asked, held in source.count(span.since, span.until)
        ]
        cache.set(name, kept, KEPT_SECONDS)
    return kept


def loads(actor: Actor, span: Span) -> list[tuple[Unit, Load]]:
    """Every unit that the actor reaches and that was asked for something, the heaviest first."""
    found: dict[int, Load] = defaultdict(lambda: Load(defaultdict(int), defaultdict(int)))
    for code, unit, _person, asked, held in counted(span):
        found[unit].asked[code] += asked
        found[unit].held[code] += held
    units = Unit.objects.filter(in_units(actor, "scoring.see_burden"), pk__in=found)
    return sorted(((unit, found[unit.pk]) for unit in units), key=lambda pair: (-pair[1].total, pair[0].path))


def load_of(unit: Unit, span: Span) -> Load:
    """What one unit was asked for."""
    load = Load(defaultdict(int), defaultdict(int))
    for code, pk, _person, asked, held in counted(span):
        if pk == unit.pk:
            load.asked[code] += asked
            load.held[code] += held
    return load


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asked: a unit, or (None) the product by a rule that the office set."""

    unit: Unit | None
    asked: dict[str, int]
    held: int

    @property
    def total(self) -> int:
        return sum(self.asked.values())


def askers(span: Span, at: datetime, of: Unit | None = None) -> list[Asker]:
    """Who asked for how much, by the unit in which the asking person holds a post now; never by person."""
    rows = [row for row in counted(span) if of is None or row[1] == of.pk]
    people = {person for _code, _unit, person, _asked, _held in rows if person}
    in_force = Q(starts_at__lte=at) & (Q(ends_at=None) | Q(ends_at__gt=at))
    homes = dict(
        Holding.objects.filter(in_force, person__in=people).order_by("-pk").values_list("person", "post__unit")
    )
    sums: dict[int | None, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    held_by: dict[int | None, int] = defaultdict(int)
    for code, _unit, person, asked, held in rows:
        home = homes.get(person) if person else None
        sums[home][code] += asked
        held_by[home] += held
    units = Unit.objects.in_bulk([pk for pk in sums if pk])
    found = [Asker(units.get(pk or 0), dict(asked), held_by[pk]) for pk, asked in sums.items()]
    return sorted(found, key=lambda one: -one.total)


@dataclass(frozen=True, slots=True)
class Held:
    """A request whose answer the system held: an instruction, a demand for material, a department figure."""

    thing: Instruction | Demand | DepartmentFigure
    unit: Unit
    asked_at: datetime

    @property
    def kind(self) -> str:
        """`instruction`, `demand`, `departmentfigure`."""
        return str(self.thing._meta.model_name)

    @property
    def number(self) -> str:
        """What it is called by."""
        return self.thing.number if isinstance(self.thing, Instruction) else self.thing.code

    @property
    def title(self) -> str:
        """What it asks."""
        if isinstance(self.thing, Instruction):
            return self.thing.text
        return self.thing.title_zh if isinstance(self.thing, Demand) else self.thing.name_zh


def asked_for_what_was_held(actor: Actor, span: Span, unit: Unit | None = None) -> list[Held]:
    """The requests of a span that asked for what the system held, newest first, at most fifty."""
    sight = "scoring.see_burden"
    given = Instruction.objects.filter(
        in_units(actor, sight, "case__unit__path"), ~Q(held={}), issued_at__gte=span.since, issued_at__lt=span.until
    )
    given = given.filter(case__unit=unit) if unit else given
    given = given.select_related("case__unit", "post__unit").defer("case__search_text").order_by("-issued_at")
    found = [Held(one, one.case.unit, one.issued_at) for one in given[:MOST_HELD] if one.case.unit]
    for asked in _asked_on_paper():
        rows = asked.filter(
            in_units(actor, sight, "unit__path"), was_held=True, made_at__gte=span.since, made_at__lt=span.until
        )
        rows = rows.filter(unit=unit) if unit else rows
        rows = rows.select_related("unit", "standard").defer("search_text").order_by("-made_at", "-pk")
        found += [Held(one, one.unit, one.made_at) for one in rows[:MOST_HELD]]
    return sorted(found, key=lambda one: one.asked_at, reverse=True)[:MOST_HELD]
