"""A trouble spot: proposed, treated by its plan, assessed on its dates, released or relapsed."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import shapely
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from shapely.geometry import shape

from chuangcheng.evidence.models import File
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.patrols.actions.schemes import CODE
from chuangcheng.patrols.models import (
    Outcome,
    SpotAssessment,
    TreatmentEntry,
    TreatmentPhoto,
    TroubleSpot,
)
from chuangcheng.patrols.workflow import SPOTS, check, moved
from chuangcheng.places import rules as geometry
from chuangcheng.places.models import Area, Segment
from chuangcheng.places.queries import locate
from chuangcheng.places.sentences import geometry_sentence
from chuangcheng.units.models import Post, Unit

BESIDE_DEGREES = 0.0003
"""About thirty metres on either side of a segment."""
WIDEST_DEGREES = 0.2
"""About twenty kilometres: a spot is a spot, not a district."""
MOST_PHOTOS = 12
LONGEST_DAYS = 366
Json = dict[str, Any]


def _must(by: Actor, verb: str, spot: TroubleSpot) -> None:
    by.must(verb, unit_path=spot.unit.path, area_path=spot.area.path)


def outline(
    *, drawn: Any = None, datum: str = "wgs84", segments: Sequence[Segment] = (), areas: Sequence[Area] = ()
) -> Json:
    """One surface of what was drawn, of thirty metres beside segments, and of whole areas (grid cells).

    Refused: `no_surface` for nothing at all, `bad_geometry` with its reason, `too_wide`.
    """
    parts = [shape(segment.line).buffer(BESIDE_DEGREES) for segment in segments if segment.line]
    parts += [shape(area.boundary) for area in areas if area.boundary]
    try:
        if drawn is not None:
            parts.append(shape(geometry.sound_boundary(drawn, datum)))
        if not parts:
            raise Refused("no_surface", _("Draw the area, or choose segments or areas that have a line."))
        whole: Json = geometry.sound_boundary(shapely.union_all(parts).__geo_interface__)
    except geometry.BadGeometry as error:
        raise Refused("bad_geometry", geometry_sentence(error), field="boundary") from error
    west, south, east, north = shape(whole).bounds
    if max(east - west, north - south) > WIDEST_DEGREES:
        raise Refused("too_wide", _("A trouble spot is at most about twenty kilometres wide."), field="boundary")
    return whole


def propose_spot(
    *,
    by: Actor,
    at: datetime,
    code: str,
    name_zh: str,
    problem_zh: str,
    boundary: Json,
    unit: Unit,
    assess_every_days: int = 30,
    name_en: str = "",
) -> TroubleSpot:
    """A surface (see `outline`) where shortfalls pile up, and who would treat it.

    Refused: `missing`, `bad_code`, `code_taken`, `bad_geometry`, `nowhere` outside every area, `out_of_range`.
    """
    code = code.strip()
    check(SPOTS, "patrols.propose_spot", None, {"code": code, "name": name_zh.strip(), "problem": problem_zh.strip()})
    if not CODE.fullmatch(code):
        raise Refused("bad_code", _("A code is letters, digits and hyphens, 30 at most."), field="code")
    if TroubleSpot.objects.filter(code=code).exists():
        raise Refused("code_taken", _("Another trouble spot has this code."), field="code")
    _check_period(assess_every_days)
    whole = outline(drawn=boundary)
    area = _area(whole)
    by.must("patrols.propose_spot", unit_path=unit.path, area_path=area.path)
    west, south, east, north = shape(whole).bounds
    with act("patrols.propose_spot", by=by, at=at, name=name_zh.strip()) as record:
        spot = TroubleSpot.objects.create(
            code=code,
            name_zh=name_zh.strip(),
            name_en=name_en.strip(),
            problem_zh=problem_zh.strip(),
            boundary=whole,
            west=west,
            south=south,
            east=east,
            north=north,
            area=area,
            unit=unit,
            assess_every_days=assess_every_days,
            proposed_at=at,
        )
        record.on(spot, code=code, unit=unit.code)
    return spot


def _check_period(days: int) -> None:
    if not 1 <= days <= LONGEST_DAYS:
        raise Refused("out_of_range", _("It is assessed every 1 to 366 days."), field="assess_every_days")


def _area(whole: Json) -> Area:
    """The smallest area around a point inside the spot."""
    inside = shape(whole).representative_point()
    found = locate(inside.x, inside.y).area or Area.objects.filter(Q(parent=None)).order_by("path").first()
    if found is None:
        raise Refused("nowhere", _("This lies in no area of the city."), field="boundary")
    return found


def start_treatment(
    *,
    by: Actor,
    at: datetime,
    spot: TroubleSpot,
    plan: str,
    until: date | None,
    unit: Unit | None = None,
    post: Post | None = None,
) -> TroubleSpot:
    """What is done, by whom, until when; the first assessment is due a period from today.

    `unit` None: the one that was proposed. Refused: `missing`, `wrong_state`, `bad_end`, `other_unit`.
    """
    _must(by, "patrols.start_treatment", spot)
    unit = unit or spot.unit
    move = check(SPOTS, "patrols.start_treatment", spot, {"plan": plan.strip(), "unit": unit, "until": until})
    today = timezone.localdate(at)
    assert until is not None
    if until < today:
        raise Refused("bad_end", _("The treatment cannot end before today."), field="until")
    if post is not None and not post.unit.path.startswith(unit.path):
        raise Refused("other_unit", _("The post does not belong to the unit."), field="post")
    with act("patrols.start_treatment", by=by, at=at, on=spot, name=spot.name_zh) as record:
        changes = {"plan_zh": plan.strip(), "treat_until": until, "unit": unit, "post": post}
        dates = {"started_at": at, "treated_at": None, "released_at": None, "result_zh": ""}
        moved(spot, move, **changes, **dates, assess_on=today + timedelta(days=spot.assess_every_days))
        record.note(until=until, unit=unit.code, post=post.code if post else None)
    return spot


def log_treatment(*, by: Actor, at: datetime, spot: TroubleSpot, text: str, photos: Sequence[File] = ()) -> None:
    """What was done on the spot, with pictures if they help. Refused: `missing`, `wrong_state`, `too_many`."""
    _must(by, "patrols.log_treatment", spot)
    check(SPOTS, "patrols.log_treatment", spot, {"text": text.strip()})
    if len(photos) > MOST_PHOTOS:
        raise Refused("too_many", _("At most twelve pictures at a time."), field="photos")
    with act("patrols.log_treatment", by=by, at=at, on=spot, name=spot.name_zh, text=text.strip()) as record:
        entry = TreatmentEntry.objects.create(spot=spot, text_zh=text.strip(), done_at=at)
        files = {file.pk: file for file in photos}.values()
        TreatmentPhoto.objects.bulk_create(TreatmentPhoto(entry=entry, file=file) for file in files)
        record.note(photos=len(files))


def finish_treatment(*, by: Actor, at: datetime, spot: TroubleSpot, result: str) -> TroubleSpot:
    """The plan has been carried out; the spot goes on being assessed. Refused: `missing`, `wrong_state`."""
    _must(by, "patrols.finish_treatment", spot)
    move = check(SPOTS, "patrols.finish_treatment", spot, {"result": result.strip()})
    with act("patrols.finish_treatment", by=by, at=at, on=spot, name=spot.name_zh, result=result.strip()):
        moved(spot, move, treated_at=at, result_zh=result.strip())
    return spot


def release_spot(*, by: Actor, at: datetime, spot: TroubleSpot, reason: str) -> TroubleSpot:
    """It has held: no more assessments. Refused: `missing`, `wrong_state`."""
    _must(by, "patrols.release_spot", spot)
    move = check(SPOTS, "patrols.release_spot", spot, {"reason": reason.strip()})
    with act("patrols.release_spot", by=by, at=at, on=spot, name=spot.name_zh, reason=reason.strip()):
        moved(spot, move, released_at=at, assess_on=None)
    return spot


def mark_relapsed(*, by: Actor, at: datetime, spot: TroubleSpot, reason: str) -> TroubleSpot:
    """It came back, after the treatment or after the release. Refused: `missing`, `wrong_state`."""
    _must(by, "patrols.mark_relapsed", spot)
    move = check(SPOTS, "patrols.mark_relapsed", spot, {"reason": reason.strip()})
    with act("patrols.mark_relapsed", by=by, at=at, on=spot, name=spot.name_zh, reason=reason.strip()):
        moved(spot, move, assess_on=None)
    return spot


def drop_spot(*, by: Actor, at: datetime, spot: TroubleSpot, reason: str) -> TroubleSpot:
    """A proposal is not followed. Refused: `missing`, `wrong_state`."""
    _must(by, "patrols.drop_spot", spot)
    move = check(SPOTS, "patrols.drop_spot", spot, {"reason": reason.strip()})
    with act("patrols.drop_spot", by=by, at=at, on=spot, name=spot.name_zh, reason=reason.strip()):
        moved(spot, move)
    return spot


def assess_spot(*, by: Actor, at: datetime, spot: TroubleSpot, outcome: str, note: str = "") -> SpotAssessment:
    """How it stands; the next date is a period from today. Refused: `missing`, `wrong_state`, `unknown_outcome`."""
    _must(by, "patrols.assess_spot", spot)
    move = check(SPOTS, "patrols.assess_spot", spot, {"outcome": outcome})
    if outcome not in Outcome.values:
        raise Refused("unknown_outcome", _("Choose better, unchanged or worse."), field="outcome")
    with act("patrols.assess_spot", by=by, at=at, on=spot, name=spot.name_zh, outcome=outcome):
        next_on = timezone.localdate(at) + timedelta(days=spot.assess_every_days)
        moved(spot, move, assess_on=next_on)
        return SpotAssessment.objects.create(spot=spot, outcome=outcome, note_zh=note.strip(), assessed_at=at)


def remind_of_assessment(*, by: Actor, at: datetime, spot: TroubleSpot) -> TroubleSpot:
    """The date has come: told once for each date. Refused: `done_already`, `not_due`."""
    _must(by, "patrols.remind_of_assessment", spot)
    if spot.assess_on is None or spot.assess_on > timezone.localdate(at):
        raise Refused("not_due", _("The assessment is not due yet."))
    day = spot.assess_on
    with act("patrols.remind_of_assessment", by=by, at=at, on=spot, name=spot.name_zh, day=day):
        untold = TroubleSpot.objects.filter(pk=spot.pk, assess_on=day)
        if not untold.filter(Q(reminded_for=None) | Q(reminded_for__lt=day)).update(reminded_for=day):
            raise Refused("done_already", _("This has been done already."))
        spot.reminded_for = day
    return spot
