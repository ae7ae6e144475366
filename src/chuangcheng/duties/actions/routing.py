"""Routing rules: proposed by one person, rehearsed, switched on by another, ended. A rule is never changed."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any

from django.utils.translation import gettext as _

from chuangcheng.duties.models import RoutingRule, RoutingState
from chuangcheng.duties.queries.routing import route_of
from chuangcheng.duties.routing import EVERY_DAY
from chuangcheng.duties.rules import RoutingRow
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.places.models import Area
from chuangcheng.units.models import Unit

_CODE = re.compile(r"[\w.-]{0,20}")


def propose_routing_rule(
    *,
    by: Actor,
    at: datetime,
    unit: Unit,
    area: Area | None = None,
    category: str = "",
    weekdays: Sequence[int] = (),
    starts: time | None = None,
    ends: time | None = None,
    note: str = "",
) -> RoutingRule:
    """A rule that does nothing yet. Refused: `for_everything` (neither area, category nor time), `retired_unit`,
    `bad_days`, `bad_hours`, `bad_code`, `there_already`."""
    by.must("duties.propose_routing_rule")
    with act("duties.propose_routing_rule", by=by, at=at) as record:
        rule = _made(by, at, unit, area, category.strip(), weekdays, starts, ends, note.strip())
        record.on(rule, **_told(rule))
    return rule


def _made(
    by: Actor,
    at: datetime,
    unit: Unit,
    area: Area | None,
    category: str,
    weekdays: Sequence[int],
    starts: time | None,
    ends: time | None,
    note: str,
) -> RoutingRule:
    days = sorted({*weekdays}) if {*weekdays} != {*EVERY_DAY} else []
    rule = RoutingRule(area=area, category=category, weekdays=days, starts=starts, ends=ends, unit=unit, note=note)
    _must_stand(rule)
    rule.proposed_by_id, rule.proposed_at = by.person_id, at
    rule.save()
    return rule


def _must_stand(rule: RoutingRule) -> None:
    if not set(rule.weekdays) <= set(EVERY_DAY):
        raise Refused("bad_days", _("Days are numbers from 1 (Monday) to 7."), field="weekdays")
    if (rule.starts is None) != (rule.ends is None) or (rule.starts is not None and rule.starts == rule.ends):
        raise Refused("bad_hours", _("Give both hours, and not the same, or none."), field="starts")
    if not _CODE.fullmatch(rule.category):
        raise Refused("bad_code", _("Write the code of a category, such as B0101."), field="category")
    if not (rule.area or rule.category or rule.weekdays or rule.starts):
        raise Refused("for_everything", _("A rule needs an area, a category or a time."), field="area")
    if not rule.unit.is_active:
        raise Refused("retired_unit", _("This unit is no longer in use."), field="unit")
    same = RoutingRule.objects.exclude(state=RoutingState.ENDED).filter(
        area=rule.area, category=rule.category, starts=rule.starts, ends=rule.ends
    )
    if any(one.weekdays == rule.weekdays for one in same):
        raise Refused(
            "there_already", _("There is a rule for this area, category and time already: end it first."), field="unit"
        )


def _told(rule: RoutingRule) -> dict[str, Any]:
    area = rule.area.code if rule.area else ""
    return {"unit": rule.unit.name_zh, "unit_code": rule.unit.code, "area": area, "category": rule.category}


def rehearse_routing_rule(*, by: Actor, at: datetime, rule: RoutingRule, found: Mapping[str, Any]) -> RoutingRule:
    """Keep what the rule would have done (`cases.queries.routing_rehearsal`). Refused: `not_proposed`."""
    by.must("duties.rehearse_routing_rule")
    with act("duties.rehearse_routing_rule", by=by, at=at, on=rule, **_told(rule)) as record:
        waiting = RoutingRule.objects.filter(pk=rule.pk, state=RoutingState.PROPOSED)
        if not waiting.update(rehearsed_at=at, rehearsal=dict(found)):
            raise Refused("not_proposed", _("Only a proposed rule is rehearsed."))
        rule.refresh_from_db()
        record.note(count=sum(count for _unit, count in found["moved"]), cases=found["cases"])
    return rule


def switch_on_routing_rule(*, by: Actor, at: datetime, rule: RoutingRule) -> RoutingRule:
    """The rule counts from now on. Refused: `same_person`, `not_rehearsed`, `not_proposed`."""
    by.must("duties.switch_on_routing_rule")
    with act("duties.switch_on_routing_rule", by=by, at=at, on=rule, **_told(rule)):
        if rule.proposed_by_id is not None and rule.proposed_by_id == by.person_id:
            raise Refused("same_person", _("Another person than the one who proposed it switches a rule on."))
        waiting = RoutingRule.objects.filter(pk=rule.pk, state=RoutingState.PROPOSED)
        if not waiting.exists():
            raise Refused("not_proposed", _("Only a proposed rule is switched on."))
        if not waiting.exclude(rehearsed_at=None).update(state=RoutingState.ON, on_since=at):
            raise Refused("not_rehearsed", _("Rehearse the rule on last month's cases first."))
        rule.refresh_from_db()
    return rule


def end_routing_rule(*, by: Actor, at: datetime, rule: RoutingRule, reason: str) -> RoutingRule:
    """The rule counts no longer, or was never meant. Refused: `missing`, `ended_already`."""
    by.must("duties.end_routing_rule")
    reason = reason.strip()
    if not reason:
        raise Refused("missing", _("Give the reason."), field="reason")
    with act("duties.end_routing_rule", by=by, at=at, on=rule, reason=reason, **_told(rule)):
        open_rows = RoutingRule.objects.filter(pk=rule.pk).exclude(state=RoutingState.ENDED)
        if not open_rows.update(state=RoutingState.ENDED, ended_at=at):
            raise Refused("ended_already", _("This rule has ended already."))
        rule.refresh_from_db()
    return rule


def import_routing_rules(*, by: Actor, at: datetime, rows: Sequence[RoutingRow]) -> int:
    """Propose the rules of a table; those that stand already unchanged are passed over. Returns how many are new.

    Refused as `propose_routing_rule`: then none of them is proposed.
    """
    by.must("duties.import_routing_rules")
    units = {unit.code: unit for unit in Unit.objects.filter(code__in={row.unit for row in rows})}
    areas = {area.code: area for area in Area.objects.filter(code__in={row.area for row in rows})}
    standing = {standing_key(rule) for rule in RoutingRule.objects.exclude(state=RoutingState.ENDED)}
    with act("duties.import_routing_rules", by=by, at=at) as record:
        fresh = [row for row in rows if row.standing_key not in standing]
        for row in fresh:
            area = areas.get(row.area)
            if row.unit not in units or (row.area and area is None):
                raise Refused("rows_refused", _("%(count)s rows cannot stand. Look at the preview.") % {"count": 1})
            _made(by, at, units[row.unit], area, row.category, row.weekdays, row.starts, row.ends, row.note)
        record.note(added=len(fresh))
    return len(fresh)


def standing_key(rule: RoutingRule) -> tuple[Any, ...]:
    """What makes a rule the same as a row of a table."""
    route = route_of(rule)
    area = rule.area.code if rule.area else ""
    return area, rule.category, route.weekdays, rule.starts, rule.ends, rule.unit.code
