"""The register of negative events: reported, examined, its effect decided by a second person, lapsed by its window."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chuangcheng.evidence.models import File
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.materials.actions.documents import serial
from chuangcheng.materials.models import Effect, EventFile, NegativeEvent, NegativeItem
from chuangcheng.materials.workflow import EVENTS, check, moved
from chuangcheng.units.models import Unit

MOST_FILES = 12
MOST_POINTS = Decimal(100)


def import_negative_list(*, by: Actor, at: datetime, rows: Iterable[Mapping[str, Any]]) -> int:
    """Take over the lines of a preview (see `spreadsheet.negative`), by code. Returns how many were written."""
    by.must("materials.import_negative_list")
    rows = list(rows)
    if not rows:
        raise Refused("nothing", _("Nothing would change."))
    with act("materials.import_negative_list", by=by, at=at, count=len(rows)) as record:
        for row in rows:
            NegativeItem.objects.update_or_create(code=row["code"], defaults={**row, "is_active": True})
        record.note(codes=[row["code"] for row in rows])
    return len(rows)


def report_event(
    *,
    by: Actor,
    at: datetime,
    item: NegativeItem | None,
    happened_on: date | None,
    account_zh: str,
    source_zh: str,
    unit: Unit | None = None,
    files: Sequence[File] = (),
) -> NegativeEvent:
    """Enter an event. The record keeps code, day and unit, never the account: it may name people after all.

    Refused: `missing`, `in_future`, `too_many`.
    """
    by.must("materials.report_event")
    carried = {"item": item, "happened_on": happened_on, "account": account_zh.strip(), "source": source_zh.strip()}
    check(EVENTS, "materials.report_event", None, carried)
    assert item is not None and happened_on is not None
    if happened_on > timezone.localdate(at):
        raise Refused("in_future", _("This day has not come yet."), field="happened_on")
    if len(files) > MOST_FILES:
        raise Refused("too_many", _("At most twelve files at once."), field="uploads")
    with act("materials.report_event", by=by, at=at, code=item.code, unit=unit.code if unit else None) as record:
        made = NegativeEvent.objects.create(
            number=serial("event", "FM", at),
            item=item,
            happened_on=happened_on,
            unit=unit,
            account_zh=account_zh.strip(),
            source_zh=source_zh.strip()[:300],
            reported_at=at,
            reported_by_id=by.person_id,
            counts_until=NegativeEvent.last_day(happened_on, item.window_months),
        )
        EventFile.objects.bulk_create(EventFile(event=made, file=file) for file in {f.pk: f for f in files}.values())
        record.on(made, number=made.number, happened_on=happened_on, files=len(files))
    return made


def examine_event(*, by: Actor, at: datetime, event: NegativeEvent, finding: str) -> NegativeEvent:
    """What the examination found; somebody else decides on the effect. Refused: `wrong_state`, `missing`."""
    by.must("materials.examine_event")
    move = check(EVENTS, "materials.examine_event", event, {"finding": finding.strip()})
    with act("materials.examine_event", by=by, at=at, on=event, number=event.number, code=event.item.code):
        moved(event, move, finding_zh=finding.strip(), examined_at=at, examined_by_id=by.person_id)
    return event


def decide_effect(
    *, by: Actor, at: datetime, event: NegativeEvent, effect: str, ground: str, points: Decimal = Decimal(0)
) -> NegativeEvent:
    """Whether and how it counts. Never by whoever reported or examined it, nor by the unit that answers for it.

    Refused: `own_work`, `own_unit`, `wrong_state`, `missing`, `unknown_effect`, `bad_points`.
    """
    by.must("materials.decide_effect")
    if by.person_id is not None and by.person_id in (event.reported_by_id, event.examined_by_id):
        raise Refused("own_work", _("You reported or examined it: somebody else decides its effect."))
    if event.unit is not None and by.belongs_to([event.unit.path]):
        raise Refused("own_unit", _("Your own unit answers for it: somebody from another unit decides."))
    move = check(EVENTS, "materials.decide_effect", event, {"effect": effect, "ground": ground.strip()})
    if effect not in Effect.values:
        raise Refused("unknown_effect", _("This effect does not exist."), field="effect")
    if (points > 0) != (effect == Effect.DEDUCT) or not 0 <= points <= MOST_POINTS:
        raise Refused(
            "bad_points", _("Points are given exactly where points are deducted: 0.01 to 100."), field="points"
        )
    with act("materials.decide_effect", by=by, at=at, on=event, number=event.number, effect=effect) as record:
        moved(
            event,
            move,
            effect=effect,
            points=points,
            ground_zh=ground.strip(),
            decided_at=at,
            decided_by_id=by.person_id,
        )
        record.note(points=points, code=event.item.code)
    return event


def lapse_event(*, by: Actor, at: datetime, event: NegativeEvent) -> NegativeEvent:
    """Its window is over. Refused: `not_over`, `wrong_state`."""
    by.must("materials.lapse_event")
    move = check(EVENTS, "materials.lapse_event", event, {})
    if timezone.localdate(at) <= event.counts_until:
        raise Refused("not_over", _("Its window is not over yet."))
    with act("materials.lapse_event", by=by, at=at, on=event, number=event.number, day=event.counts_until):
        moved(event, move, lapsed_at=at)
    return event
