"""The contract of a unit for a place (包街): handed over, renewed, its duties and its post; how it lapses."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext as _

from chuangcheng.duties.models import ClassDuties, PlaceHolding
from chuangcheng.duties.rules import MOST_KEPT
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused, Stale
from chuangcheng.kit.spreadsheets import lines as split_lines
from chuangcheng.units.models import Post, Unit

LONGEST_LINE = 200


def hand_over_place(
    *,
    by: Actor,
    at: datetime,
    holding: PlaceHolding,
    unit: Unit,
    post: Post | None = None,
    agreed_on: date | None = None,
    agreed_until: date | None = None,
) -> PlaceHolding:
    """One unit hands a place to another in one act: what ends and what begins is the same moment, without a gap.

    Part and duties pass on; cases stay with whom they were dispatched to. Refused: `ended_already`, `same_unit`,
    `not_begun`, `post_of_other_unit`, `until_too_early`.
    """
    by.must("duties.hand_over_place")
    with act("duties.hand_over_place", by=by, at=at) as record:
        must_be_of(post, unit)
        must_end_later(agreed_until, at)
        if unit.pk == holding.unit_id:
            raise Refused("same_unit", _("This unit holds it already."), field="unit")
        if holding.starts_at > at:
            raise Refused("not_begun", _("This holding has not begun yet: end it instead."))
        kind, place = held_thing(holding)
        _end(holding, at)
        # Whoever held it jointly and now leads stands once.
        other_part = PlaceHolding.objects.filter(ends_at=None, unit=unit, **{kind: place})
        other_part.update(ends_at=Greatest(F("starts_at"), Value(at)))
        following = PlaceHolding.objects.create(
            **{kind: place},
            unit=unit,
            post=post,
            is_lead=holding.is_lead,
            position=holding.position,
            starts_at=at,
            agreed_on=agreed_on or timezone.localdate(at),
            agreed_until=agreed_until,
            kept_zh=holding.kept_zh,
        )
        record.on(following, unit=holding.unit.code, to=unit.code, place=place.code, kind=kind, until=agreed_until)
    return following


def _end(holding: PlaceHolding, at: datetime, **changes: Any) -> None:
    """Compare-and-set: only one act ends a holding."""
    if PlaceHolding.objects.filter(pk=holding.pk, ends_at=None).update(ends_at=at, **changes) != 1:
        raise Refused("ended_already", _("This holding has ended already."))


def held_thing(holding: PlaceHolding) -> tuple[str, Any]:
    """The kind of the place held, and the place."""
    for kind in ("segment", "site", "facility", "area"):
        if (thing := getattr(holding, kind)) is not None:
            return kind, thing
    raise LookupError("a holding without a place")  # a constraint of the table forbids it


def must_be_of(post: Post | None, unit: Unit) -> None:
    """Raise Refused `post_of_other_unit` for a post of another unit."""
    if post is not None and post.unit_id != unit.pk:
        raise Refused("post_of_other_unit", _("The post does not belong to the unit."), field="post")


def must_end_later(until: date | None, starts_at: datetime) -> None:
    """Raise Refused `until_too_early` unless the last day lies after the first."""
    if until is not None and until <= timezone.localdate(starts_at):
        raise Refused("until_too_early", _("The last day lies after the first."), field="agreed_until")


def renew_contract(
    *, by: Actor, at: datetime, holding: PlaceHolding, agreed_until: date, agreed_on: date | None = None
) -> PlaceHolding:
    """The contract goes on to a later day. Refused: `ended_already`, `until_too_early`."""
    by.must("duties.renew_contract")
    with act("duties.renew_contract", by=by, at=at, on=holding) as record:
        must_end_later(agreed_until, at)
        if holding.agreed_until and agreed_until <= holding.agreed_until:
            raise Refused("until_too_early", _("Choose a later day than the one that stands."), field="agreed_until")
        fresh = {"agreed_until": agreed_until, "agreed_on": agreed_on or timezone.localdate(at)}
        _change(holding, **fresh)
        record.note(unit=holding.unit.code, place=held_thing(holding)[1].code, until=agreed_until)
    return holding


def _change(holding: PlaceHolding, **changes: Any) -> None:
    """Compare-and-set on what is in force, in the database and on the instance."""
    if PlaceHolding.objects.filter(pk=holding.pk, ends_at=None).update(**changes) != 1:
        raise Refused("ended_already", _("This holding has ended already."))
    for name, value in changes.items():
        setattr(holding, name, value)


def set_kept_duties(*, by: Actor, at: datetime, holding: PlaceHolding, lines: Sequence[str]) -> PlaceHolding:
    """What this unit keeps at this place, line by line. Refused: `ended_already`, `bad_lines`."""
    by.must("duties.set_kept_duties")
    with act("duties.set_kept_duties", by=by, at=at, on=holding) as record:
        kept = sound_lines(lines)
        _change(holding, kept_zh=kept)
        record.note(unit=holding.unit.code, place=held_thing(holding)[1].code, count=len(kept), lines=kept)
    return holding


def sound_lines(lines: Sequence[str]) -> list[str]:
    """Lines without blanks and doubles, or Refused `bad_lines`."""
    kept = list(dict.fromkeys(part for line in lines for part in split_lines(line)))
    if len(kept) > MOST_KEPT or any(len(line) > LONGEST_LINE for line in kept):
        message = _("At most %(most)s lines of at most %(length)s characters.")
        raise Refused("bad_lines", message % {"most": MOST_KEPT, "length": LONGEST_LINE}, field="lines")
    return kept


def name_holder_post(*, by: Actor, at: datetime, holding: PlaceHolding, post: Post | None) -> PlaceHolding:
    """The unit that holds a place names the post that looks after it (None: nobody yet)."""
    by.must("duties.name_holder_post", unit_path=holding.unit.path)
    with act("duties.name_holder_post", by=by, at=at, on=holding) as record:
        must_be_of(post, holding.unit)
        _change(holding, post=post)
        record.note(unit=holding.unit.code, place=held_thing(holding)[1].code, post=post.code if post else "")
    return holding


def remind_contract(*, by: Actor, at: datetime, holding: PlaceHolding) -> PlaceHolding:
    """Tell the holder, once for each last day, that the contract ends. Stale if somebody was faster."""
    by.must("duties.remind_contract")
    with act("duties.remind_contract", by=by, at=at, on=holding) as record:
        due = PlaceHolding.objects.filter(pk=holding.pk, ends_at=None, agreed_until=holding.agreed_until)
        if due.exclude(reminded_for=holding.agreed_until).update(reminded_for=holding.agreed_until) != 1:
            raise Stale("reminded_already", _("The holder has been told."))
        holding.reminded_for = holding.agreed_until
        record.note(unit=holding.unit.code, place=held_thing(holding)[1].code, until=holding.agreed_until)
    return holding


def lapse_contract(*, by: Actor, at: datetime, holding: PlaceHolding) -> PlaceHolding:
    """The last day has passed and nobody renewed: the unit holds the place until this very moment.

    Refused: `ended_already`, `not_yet` while the last day has not passed.
    """
    by.must("duties.lapse_contract")
    with act("duties.lapse_contract", by=by, at=at, on=holding) as record:
        fresh = PlaceHolding.objects.get(pk=holding.pk)
        if fresh.agreed_until is None or fresh.agreed_until >= timezone.localdate(at):
            raise Refused("not_yet", _("The last day of this contract has not passed."))
        _end(holding, at, lapsed_at=at)
        record.note(unit=holding.unit.code, place=held_thing(holding)[1].code, until=fresh.agreed_until)
    holding.ends_at = holding.lapsed_at = at
    return holding


def set_class_duties(*, by: Actor, at: datetime, road_class: str, lines: Sequence[str]) -> ClassDuties:
    """What new contracts for streets of a class begin with (blank: of all other classes). Refused: `bad_lines`."""
    by.must("duties.set_class_duties")
    with act("duties.set_class_duties", by=by, at=at) as record:
        kept = sound_lines(lines)
        if not kept:
            raise Refused("bad_lines", _("Write at least one line."), field="lines")
        row, _made = ClassDuties.objects.update_or_create(road_class=road_class, defaults={"lines_zh": kept})
        record.on(row, road_class=road_class, count=len(kept), lines=kept)
    return row
