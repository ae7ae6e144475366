"""Who holds segments, sites, facilities and areas, one at a time or a table in one act."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from chuangcheng.duties.actions.contracts import must_be_of, must_end_later, sound_lines
from chuangcheng.duties.models import PlaceHolding
from chuangcheng.duties.queries.streets import class_duties
from chuangcheng.duties.queries.tables import PLACES, holding_rows, in_force, known_for_holdings
from chuangcheng.duties.rules import Change, HoldingRow, changes, sift, with_standing_terms
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.places.models import Area, Facility, Segment, Site
from chuangcheng.units.models import Post, Unit

Thing = Area | Segment | Site | Facility
BATCH = 200


def hold_place(
    *,
    by: Actor,
    at: datetime,
    place: Thing,
    unit: Unit,
    post: Post | None = None,
    is_lead: bool = True,
    starts_at: datetime | None = None,
    agreed_on: date | None = None,
    agreed_until: date | None = None,
    kept: Sequence[str] | None = None,
) -> PlaceHolding:
    """From a moment on (`at` unless told) a unit holds a place. A new lead ends the lead before it.

    `agreed_until`: the last day of the contract, None while nobody has set one. `kept`: what is to be kept, line by
    line; None: what the city says for this class of street. Refused: `post_of_other_unit`, `until_too_early`,
    `earlier_than_holder`, `bad_lines`.
    """
    by.must("duties.hold_place")
    with act("duties.hold_place", by=by, at=at) as record:
        start = starts_at or at
        must_be_of(post, unit)
        must_end_later(agreed_until, start)
        kind = place._meta.model_name or ""
        open_rows = PlaceHolding.objects.filter(ends_at=None, **{kind: place})
        ended = open_rows.filter(unit=unit) | (open_rows.filter(is_lead=True) if is_lead else open_rows.none())
        if any(row.starts_at > start for row in ended):
            raise Refused("earlier_than_holder", _("Somebody holds it already since a later day."), field="starts_at")
        ended.update(ends_at=start)
        usual = class_duties(place.road_class) if isinstance(place, Segment) else []
        holding = PlaceHolding.objects.create(
            **{kind: place},
            unit=unit,
            post=post,
            is_lead=is_lead,
            position=0 if is_lead else 1,
            starts_at=start,
            agreed_on=agreed_on,
            agreed_until=agreed_until,
            kept_zh=usual if kept is None else sound_lines(kept),
        )
        told = {"unit": unit.code, "place": place.code, "kind": kind, "is_lead": is_lead}
        record.on(holding, **told, starts_at=start, until=agreed_until)
    return holding


def end_holding(*, by: Actor, at: datetime, holding: PlaceHolding) -> PlaceHolding:
    """The unit no longer holds the place from now on."""
    by.must("duties.end_holding")
    with act("duties.end_holding", by=by, at=at, on=holding) as record:
        if PlaceHolding.objects.filter(pk=holding.pk, ends_at=None).update(ends_at=max(at, holding.starts_at)) != 1:
            raise Refused("ended_already", _("This holding has ended already."))
        holding.refresh_from_db()
        place = holding.area or holding.segment or holding.site or holding.facility
        record.note(unit=holding.unit.code, place=place.code if place else "")
    return holding


def import_holdings(
    *, by: Actor, at: datetime, rows: Sequence[HoldingRow], starts_at: datetime | None = None
) -> dict[str, int]:
    """Put the holders of the named places in force (the first leads, others are informed); others stay untouched.

    They hold from the row's `since`, else from `starts_at`, else from now. Who held before and is named no longer, or
    otherwise, ends at that moment; where only terms of the contract change, nobody begins anew.
    """
    by.must("duties.import_holdings")
    with act("duties.import_holdings", by=by, at=at) as record:
        kept, problems = sift(rows, known_for_holdings(rows))
        if problems:
            raise Refused(
                "rows_refused", _("%(count)s rows cannot stand. Look at the preview.") % {"count": len(problems)}
            )
        told = {"added": 0, "changed": 0}
        for kind in sorted({row.kind for row in kept}):
            of_kind = [row for row in kept if row.kind == kind]
            old = holding_rows(kind, at, [row.place for row in of_kind])
            found = changes(old, with_standing_terms(of_kind, old))
            _put_in_force(kind, found, starts_at or at, at)
            for name in told:
                told[name] += sum(change.kind == name for change in found)
        record.note(**told)
    return told


def _put_in_force(kind: str, found: Sequence[Change[HoldingRow]], start: datetime, at: datetime) -> None:
    afresh = []
    for change in found:
        row = change.after
        if row is None:
            continue
        if change.before is not None and change.before.holders == row.holders and row.since is None:
            standing = PlaceHolding.objects.filter(in_force(at), ends_at=None, **{f"{kind}__code": row.place})
            standing.update(**_terms(row, []))
        else:
            afresh.append(row)
    _replace(kind, afresh, start, at)


def _terms(row: HoldingRow, usual: list[str]) -> dict[str, Any]:
    """The terms of a contract as columns."""
    return {"agreed_on": row.agreed_on, "agreed_until": row.until, "kept_zh": sound_lines(row.kept) or usual}


def _replace(kind: str, rows: Sequence[HoldingRow], start: datetime, at: datetime) -> None:
    codes = [row.place for row in rows]
    things = dict(PLACES[kind]._default_manager.filter(code__in=codes).values_list("code", "pk"))
    classes = (
        dict(Segment.objects.filter(code__in=codes).values_list("code", "road_class")) if kind == "segment" else {}
    )
    usual = {road_class: class_duties(road_class) for road_class in {*classes.values()}}
    units = dict(Unit.objects.values_list("code", "pk"))
    posts = dict(Post.objects.values_list("code", "pk"))
    standing = PlaceHolding.objects.filter(in_force(at), ends_at=None, **{f"{kind}__code__in": codes})
    for holding in standing:
        holding.ends_at = max(at, holding.starts_at)
    PlaceHolding.objects.bulk_update(standing, ["ends_at"], batch_size=BATCH)
    PlaceHolding.objects.bulk_create(
        (
            PlaceHolding(
                **{f"{kind}_id": things[row.place]},
                unit_id=units[unit],
                post_id=posts.get(post),
                is_lead=position == 0,
                position=position,
                starts_at=_midnight(row.since) if row.since else start,
                **_terms(row, usual[classes[row.place]] if row.place in classes else []),
            )
            for row in rows
            for position, (unit, post) in enumerate(row.holders)
        ),
        batch_size=BATCH,
    )


def _midnight(day: date) -> datetime:
    """The beginning of a local day."""
    return timezone.make_aware(datetime.combine(day, time()))
