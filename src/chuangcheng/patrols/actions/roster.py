"""The roster: windows of a week made from the shifts, one added by hand, given to a team, cancelled."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chuangcheng.calendars.queries import city_calendar
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.display import moment_text
from chuangcheng.kit.refused import Refused, Stale
from chuangcheng.patrols.actions.schemes import must
from chuangcheng.patrols.models import Point, Scheme, Shift, Team, Window, WindowPoint
from chuangcheng.patrols.rules import Span, is_patrolled, spans, turn

LONGEST = timedelta(hours=24)
BATCH = 400


def window_text(window: Window | Span) -> str:
    """2026-11-24 09:00–11:00: the same in every language, for the journal."""
    return f"{moment_text(window.starts_at, 'numeric')}–{moment_text(window.ends_at, 'time')}"


def make_roster(*, by: Actor, at: datetime, scheme: Scheme, monday: date) -> list[Window]:
    """The windows of a week from the shifts in use, those of now and later; what stands is left as it was edited.

    Returns the new ones. Working days are the city's calendar's; days after the scheme's last one get none. Refused:
    `not_monday`, `no_shift`.
    """
    must(by, "patrols.make_roster", scheme)
    if monday.weekday() != 0:
        raise Refused("not_monday", _("A roster begins on a Monday."), field="monday")
    shifts = list(scheme.shifts.filter(is_active=True).prefetch_related("points", "turns__team"))
    if not shifts:
        raise Refused("no_shift", _("Set up a shift first: the roster is made from shifts."))
    with act("patrols.make_roster", by=by, at=at, on=scheme, code=scheme.code, week=monday) as record:
        every = list(scheme.points.filter(is_active=True))
        standing = set(Window.objects.filter(shift__in=shifts).values_list("shift", "starts_at"))
        planned = [one for one in _planned(scheme, shifts, monday) if one.ends_at > at]
        new = [one for one in planned if (one.shift_id, one.starts_at) not in standing]
        Window.objects.bulk_create(new, batch_size=BATCH)
        chosen: dict[int | None, list[Point]] = {
            shift.pk: [point for point in shift.points.all() if point.is_active] or every for shift in shifts
        }
        _give_points(new, chosen)
        record.note(count=len(new))
    return new


def _planned(scheme: Scheme, shifts: Sequence[Shift], monday: date) -> Iterator[Window]:
    calendar = city_calendar()
    for number in range(7):
        on = monday + timedelta(days=number)
        if scheme.ends_on is not None and on > scheme.ends_on:
            return
        is_workday = calendar.day(on, provisional=True).is_workday
        for shift in shifts:
            if is_patrolled(on, shift.days, shift.weekdays, is_workday=is_workday):
                yield from _windows(scheme, shift, on)


def _windows(scheme: Scheme, shift: Shift, on: date) -> Iterator[Window]:
    teams = [one.team_id for one in shift.turns.all() if one.team.is_active]
    zone = city_calendar().zone
    for number, span in enumerate(spans(on, shift.starts, shift.ends, shift.window_count, zone)):
        team = teams[turn(on, number, len(teams))] if teams else None
        yield Window(
            scheme=scheme,
            shift=shift,
            starts_at=span.starts_at,
            ends_at=span.ends_at,
            team_id=team,
            looks=shift.looks,
        )


def _give_points(windows: Sequence[Window], chosen: dict[int | None, list[Point]]) -> None:
    rows = [WindowPoint(window=window, point=point) for window in windows for point in chosen[window.shift_id]]
    WindowPoint.objects.bulk_create(rows, batch_size=BATCH)


def add_window(
    *,
    by: Actor,
    at: datetime,
    scheme: Scheme,
    on: date,
    starts: time,
    ends: time,
    team: Team | None = None,
    points: Sequence[Point] = (),
    looks: int = 1,
) -> Window:
    """A window outside the shifts. Refused: `over` if it has ended, `after_end`, `other_scheme`, `out_of_range`."""
    must(by, "patrols.add_window", scheme)
    span = spans(on, starts, ends, 1, city_calendar().zone)[0]
    if span.ends_at <= at:
        raise Refused("over", _("This window is over already."), field="ends")
    if scheme.ends_on is not None and on > scheme.ends_on:
        raise Refused("after_end", _("The patrol scheme ends before that day."), field="on")
    if not 1 <= looks <= 12:
        raise Refused("out_of_range", _("A point is looked at 1 to 12 times in a window."), field="looks")
    if (team and team.scheme_id != scheme.pk) or any(point.scheme_id != scheme.pk for point in points):
        raise Refused("other_scheme", _("Teams and points are those of the scheme."), field="team")
    with act("patrols.add_window", by=by, at=at) as record:
        window = Window.objects.create(
            scheme=scheme, starts_at=span.starts_at, ends_at=span.ends_at, team=team, looks=looks
        )
        _give_points([window], {None: list(points) or list(scheme.points.filter(is_active=True))})
        record.on(window, place=scheme.place.name_zh, window=window_text(window), code=scheme.code)
    return window


def assign_window(*, by: Actor, at: datetime, window: Window, team: Team) -> Window:
    """Who goes, until the window ends. Refused: `over`, `cancelled`, `other_scheme`, `double` when the team has
    another window at that time."""
    must(by, "patrols.assign_window", window.scheme)
    _must_be_ahead(window, at)
    if team.scheme_id != window.scheme_id or not team.is_active:
        raise Refused("other_scheme", _("The team is not one of this scheme's."), field="team")
    others = Window.objects.filter(team=team, cancelled_at=None).exclude(pk=window.pk)
    if others.filter(Q(starts_at__lt=window.ends_at) & Q(ends_at__gt=window.starts_at)).exists():
        raise Refused("double", _("This team has another window at that time."), field="team")
    with act("patrols.assign_window", by=by, at=at, on=window) as record:
        _change(window, team=team)
        record.note(place=window.scheme.place.name_zh, window=window_text(window), team=team.name_zh)
    return window


def cancel_window(*, by: Actor, at: datetime, window: Window, reason: str) -> Window:
    """Nobody is to go; it is no gap and raises no alarm. Refused: `missing`, `over`, `cancelled`."""
    must(by, "patrols.cancel_window", window.scheme)
    _must_be_ahead(window, at)
    reason = reason.strip()
    if not reason:
        raise Refused("missing", _("Please give: %(field)s.") % {"field": _("Reason")}, field="reason")
    with act("patrols.cancel_window", by=by, at=at, on=window, reason=reason) as record:
        _change(window, cancelled_at=at, cancel_reason_zh=reason)
        record.note(place=window.scheme.place.name_zh, window=window_text(window))
    return window


def _must_be_ahead(window: Window, at: datetime) -> None:
    if window.cancelled_at is not None:
        raise Refused("cancelled", _("This window has been cancelled."))
    if window.ends_at <= at:
        raise Refused("over", _("This window is over already."))


def _change(window: Window, **changes: object) -> None:
    if not Window.objects.filter(pk=window.pk, cancelled_at=None, checked_at=None).update(**changes):
        raise Stale("moved_meanwhile", _("Somebody else was faster. Look at it again."))
    for name, value in changes.items():
        setattr(window, name, value)
