"""What waits for an actor, gathered from the rooms: cases, stops, draws, tables to upload."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from chuangcheng.calendars.queries import years_missing
from chuangcheng.calibrations.queries import own_calibrations
from chuangcheng.cases import queries as cases
from chuangcheng.desk.cases.listing import QUEUE_LABELS
from chuangcheng.documents import queries as documents
from chuangcheng.draws import queries as draws
from chuangcheng.inspections import queries as inspections
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.display import moment_text
from chuangcheng.units import queries as units

FAR = datetime(9999, 1, 1, tzinfo=UTC)
MOST = 40
"""Rows on the page: beyond them the lists behind the figures are the place."""


@dataclass(frozen=True, slots=True)
class Work:
    """One row: what, where, until when, and the one button that moves it on."""

    title: Any
    detail: Any
    url: str
    button: Any
    due_at: datetime | None = None
    has_deadline: bool = True
    state: str = ""
    state_label: Any = ""
    is_provisional: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that opens the rows behind it."""

    label: Any
    value: int
    url: str
    tone: str = ""
    is_capped: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """Something of the season that a person should know, with the way to mend it."""

    text: Any
    url: str
    button: Any
    tone: str = "warn"


def work(actor: Actor, at: datetime) -> list[Work]:
    """All that waits, what runs out first on top."""
    found = [*_cases(actor, at), *_stops(actor, at), *_scenes(actor), *_draws(actor, at), *_documents(actor, at)]
    return sorted(found, key=lambda line: line.due_at or FAR)[:MOST]


def _cases(actor: Actor, at: datetime) -> list[Work]:
    return [
        Work(
            title=f"{one.case.number} {one.case.description}",
            detail=_joined(one.case.site or one.case.segment or one.case.area, one.case.unit),
            url=f"{reverse('desk:case', args=[one.case.pk])}#{one.verb.rsplit('.', 1)[-1]}",
            button=one.label,
            due_at=one.wanted_at,
            has_deadline=one.has_deadline,
            state=one.case.state,
            state_label=one.case.get_state_display(),
            is_provisional=one.has_deadline and one.case.is_due_provisional,
        )
        for one in cases.waiting_for(actor, at, MOST)
    ]


def _joined(*things: Any) -> str:
    return " · ".join(thing.name for thing in things if thing is not None)


def _stops(actor: Actor, at: datetime) -> list[Work]:
    """An inspector's own stops of open rounds, the nearest twelve."""
    if not actor.may_anywhere("inspections.record_observations"):
        return []
    return [
        Work(
            title=stop.place.name,
            detail=_joined(stop.site.site_type if stop.site else None, stop.place.area, stop.round),
            url=reverse("field:visit", args=[stop.pk]),
            button=_("Go on with the visit") if getattr(stop, "answered", 0) else _("Start the visit"),
            due_at=_end_of(stop.round.closes_on) if stop.round else None,
            state=stop.state,
            state_label=stop.get_state_display(),
        )
        for stop in inspections.stops_of(actor, at)[:12]
    ]


def _scenes(actor: Actor) -> list[Work]:
    """Open calibrations in which the actor has scenes left to judge."""
    if not actor.may_anywhere("calibrations.judge_scene"):
        return []
    return [
        Work(
            title=one.calibration.name,
            detail=_("{done} of {total} scenes judged").format(done=one.judged_count, total=one.scene_count),
            url=reverse("field:calibration", args=[one.calibration.pk]),
            button=_("Judge scenes"),
            due_at=_end_of(one.calibration.closes_on),
            state=one.calibration.state,
            state_label=one.calibration.get_state_display(),
        )
        for one in own_calibrations(actor)
        if one.is_open and one.left
    ]


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time(23, 59), ZoneInfo(settings.TIME_ZONE))


def _draws(actor: Actor, at: datetime) -> list[Work]:
    """Draws whose public values are known and that wait for two people, or to be run."""
    if not actor.may_anywhere("draws.enter_entropy"):
        return []
    return [
        Work(
            title=_("Draw no. {serial}: {name}").format(serial=draw.serial, name=draw.name),
            detail=_("The public values are known since {moment}.").format(moment=moment_text(draw.known_at)),
            url=reverse("desk:draw", args=[draw.pk]),
            button=_("Enter the values"),
            due_at=draw.fails_after,
            state=draw.state,
            state_label=draw.get_state_display(),
        )
        for draw in draws.waiting_for_values(actor, at)
    ]


def _documents(actor: Actor, at: datetime) -> list[Work]:
    """Documents that wait for this actor's yes, and those that have come to the actor's units."""
    return [
        *(
            Work(
                title=one.title_zh,
                detail=one.get_kind_display(),
                url=reverse("desk:document", args=[one.pk]),
                button=_("Read and approve"),
                due_at=one.sent_at,
                has_deadline=False,
                state=one.state,
                state_label=one.get_state_display(),
            )
            for one in documents.waiting_for_approver(actor)
        ),
        *(
            Work(
                title=f"{one.document.number} {one.document.title_zh}",
                detail=one.unit.name,
                url=reverse("desk:document", args=[one.document_id]),
                button=_("Acknowledge"),
                due_at=one.issued_at,
                has_deadline=False,
                state=one.document.state,
                state_label=one.document.get_state_display(),
            )
            for one in documents.waiting_for_units(actor, at)
        ),
    ]


def figures(actor: Actor, at: datetime) -> list[Figure]:
    """The few counts of this role: its queues, what is overdue, the posts nobody holds."""
    list_url = reverse("desk:cases")
    found = [
        _capped(QUEUE_LABELS[name], count, f"{list_url}?queue={name}")
        for name, count in cases.waiting_counts(actor, at).items()
    ]
    if any(actor.may_anywhere(sight) for sight in ("cases.see_case", "cases.see_group_case")):
        late = cases.count_capped(cases.cases_for(actor, cases.Filters(due="overdue"), at))
        found.append(_capped(_("Overdue"), late, f"{list_url}?due=overdue&order=wanted", "alarm"))
    if actor.may_anywhere("units.appoint_person"):
        vacant = units.vacant_posts(actor, at).order_by()[: cases.MOST + 1].count()
        found.append(_capped(_("Vacant posts"), vacant, reverse("desk:vacant_posts"), "warn"))
    return found


def _capped(label: Any, count: int, url: str, tone: str = "") -> Figure:
    return Figure(label, min(count, cases.MOST), url, tone if count else "", is_capped=count > cases.MOST)


def remarks(actor: Actor, at: datetime) -> list[Remark]:
    """Next year's table of working days, from November on."""
    found: list[Remark] = []
    if actor.may_anywhere("calendars.upload_year_table"):
        for year in years_missing(at):
            text = _("No table of working days for {year} yet: deadlines that reach into it are provisional.")
            found.append(Remark(text.format(year=year), reverse("desk:calendar"), _("Upload the table")))
    return found
