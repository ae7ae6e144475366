"""Who holds segments, sites, facilities and areas, one at a time or a table in one act."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from chuangcheng.duties.models import PlaceHolding
from chuangcheng.duties.queries.tables import PLACES, holding_rows, in_force, known_for_holdings
from chuangcheng.duties.rules import HoldingRow, changes, sift
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
) -> PlaceHolding:
    """From a moment on (`at` unless told) a unit holds a place. A new lead ends the lead before it."""
    by.must("duties.hold_place")
    with act("duties.hold_place", by=by, at=at) as record:
        start = starts_at or at
        if post is not None and post.unit_id != unit.pk:
            raise Refused("post_of_other_unit", _("The post does not belong to the unit."), field="post")
        kind = place._meta.model_name or ""
        open_rows = PlaceHolding.objects.filter(ends_at=None, **{kind: place})
        ended = open_rows.filter(unit=unit) | (open_rows.filter(is_lead=True) if is_lead else open_rows.none())
        if any(row.starts_at > start for row in ended):
            raise Refused("earlier_than_holder", _("Somebody holds it already since a later day."), field="starts_at")
        ended.update(ends_at=start)
        holding = PlaceHolding.objects.create(
            **{kind: place}, unit=unit, post=post, is_lead=is_lead, position=0 if is_lead else 1, starts_at=start
        )
        record.on(holding, unit=unit.code, place=place.code, kind=kind, is_lead=is_lead, starts_at=start)
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
    otherwise, ends at that moment.
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
            found = changes(holding_rows(kind, at, [row.place for row in of_kind]), of_kind)
            _replace(kind, [change.after for change in found if change.after], starts_at or at, at)
            for name in told:
                told[name] += sum(change.kind == name for change in found)
        record.note(**told)
    return told


def _replace(kind: str, rows: Iterable[HoldingRow], start: datetime, at: datetime) -> None:
    rows = list(rows)
    codes = [row.place for row in rows]
    things = dict(PLACES[kind]._default_manager.filter(code__in=codes).values_list("code", "pk"))
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
            )
            for row in rows
            for position, (unit, post) in enumerate(row.holders)
        ),
        batch_size=BATCH,
    )


def _midnight(day: date) -> datetime:
    """The beginning of a local day."""
    return timezone.make_aware(datetime.combine(day, time()))
