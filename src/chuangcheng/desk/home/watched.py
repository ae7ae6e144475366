"""What waits around streets, patrols, markets and trouble spots for those who hold or run them."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from chuangcheng.desk.home.rows import Work, end_of
from chuangcheng.duties.queries import contracts_of
from chuangcheng.inspections import queries as inspections
from chuangcheng.inspections.queries import StreetWork
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.display import moment_text
from chuangcheng.patrols import queries as patrols

MOST_STREETS = 8
EACH = 10


def streets(actor: Actor, at: datetime) -> list[StreetWork]:
    """Streets of the own units on which something waits: overdue cases first, then the contract that ends first."""
    if not actor.unit_ids or not actor.may_anywhere("inspections.start_self_check"):
        return []
    found = [one for one in inspections.street_work(actor, contracts_of(actor, at), at) if not one.is_idle]
    return sorted(found, key=_urgency)[:MOST_STREETS]


def _urgency(one: StreetWork) -> tuple[int, int, int]:
    return (-one.late_count, one.days_left if one.ends_soon and one.days_left is not None else 9999, -one.open_count)


def watched(actor: Actor, at: datetime) -> Iterator[Work]:
    """Alarms, gaps in rosters, assessments that are due."""
    if actor.may_anywhere("patrols.acknowledge_alarm"):
        yield from _alarms(actor)
    if actor.may_anywhere("patrols.assign_window"):
        yield from _gaps(actor, at)
    if actor.may_anywhere("patrols.see_trouble_spot"):
        yield from _spots(actor, at)


def _alarms(actor: Actor) -> Iterator[Work]:
    for alarm in patrols.alarms_for(actor, is_open=True).order_by("-raised_at")[:EACH]:
        window = alarm.window
        points = "、".join(one.point.name for one in alarm.points.all())
        title = _("Not looked at: {points}").format(points=points)
        yield Work(
            title=title,
            detail=f"{window.scheme.name} · {moment_text(window.starts_at)}–{moment_text(window.ends_at, 'time')}",
            url=reverse("desk:patrol_alarm", args=[alarm.pk]),
            button=_("Answer the alarm"),
            due_at=alarm.raised_at,
            has_deadline=False,
            state="failed",
            state_label=alarm.get_kind_display(),
        )


def _gaps(actor: Actor, at: datetime) -> Iterator[Work]:
    lacking = patrols.schemes_with_gaps(actor, at)
    if not lacking:
        return
    first = patrols.first_gaps(lacking, at)
    for scheme in patrols.schemes_for(actor, at).filter(pk__in=lacking).order_by("code")[:EACH]:
        text = _("{count} windows of the next seven days have no team")
        yield Work(
            title=text.format(count=lacking[scheme.pk]),
            detail=f"{scheme.name} · {scheme.unit.name}",
            url=reverse("desk:patrol_scheme", args=[scheme.pk]),
            button=_("Fill the gaps"),
            due_at=first.get(scheme.pk),
        )


def _spots(actor: Actor, at: datetime) -> Iterator[Work]:
    """Whoever may assess does it; the unit that treats the spot knows that somebody will come."""
    for spot in patrols.spots_due(actor, at)[:EACH]:
        may = actor.may("patrols.assess_spot", unit_path=spot.unit.path, area_path=spot.area.path)
        name = "desk:trouble_spot_move" if may else "desk:trouble_spot"
        yield Work(
            title=spot.name,
            detail=_("Assessment of the trouble spot is due") + f" · {spot.unit.name}",
            url=reverse(name, args=[spot.pk, "assess_spot"] if may else [spot.pk]),
            button=_("Assess") if may else _("Look at it"),
            due_at=end_of(spot.assess_on) if spot.assess_on else None,
            state=spot.state,
            state_label=spot.get_state_display(),
        )


def markets_due(actor: Actor, at: datetime) -> Any:
    """Markets whose assessment is due: all for whoever draws, else those that the own units hold. None: not shown."""
    if actor.may_anywhere("draws.commit_draw"):
        return inspections.overdue_assessments(actor, at)
    if not actor.unit_ids or not actor.may_anywhere("inspections.start_self_check"):
        return None
    return inspections.overdue_assessments(actor, at).filter(pk__in=inspections.sites_held_by(actor, at))
