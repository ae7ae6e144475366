"""What a scheme consists of: points with their QR signs, teams of at least two posts, shifts."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import SYSTEM, Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.patrols.actions.schemes import must
from chuangcheng.patrols.models import DaysChoice, Point, Scheme, Shift, ShiftKind, ShiftTeam, Team
from chuangcheng.patrols.rules import LEAST_IN_TEAM, length
from chuangcheng.places.actions import make_signs
from chuangcheng.places.queries import SignKind
from chuangcheng.units.models import Post, Unit

MOST_POINTS = 200
SHORTEST_MINUTES = 10


def _named(name_zh: str) -> str:
    if not name_zh.strip():
        raise Refused("missing", _("Please give: %(field)s.") % {"field": _("Name")}, field="name_zh")
    return name_zh.strip()


def define_point(
    *,
    by: Actor,
    at: datetime,
    scheme: Scheme,
    name_zh: str,
    point: Point | None = None,
    name_en: str = "",
    longitude: float | None = None,
    latitude: float | None = None,
    is_active: bool = True,
) -> Point:
    """A new point with its sign, or an existing one changed. The product makes the sign: its code follows the scheme's.

    Refused: `missing`, `bad_position` (half a position, or off the earth), `too_many`.
    """
    must(by, "patrols.define_point", scheme)
    values = {"name_zh": _named(name_zh), "name_en": name_en.strip(), "is_active": is_active}
    if (longitude is None) != (latitude is None):
        raise Refused("bad_position", _("Give longitude and latitude, or neither."), field="longitude")
    if longitude is not None and latitude is not None and not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        raise Refused("bad_position", _("This position is not on the earth."), field="longitude")
    with act("patrols.define_point", by=by, at=at, on=scheme) as record:
        values |= {"longitude": longitude, "latitude": latitude}
        if point is None:
            number = scheme.points.count() + 1
            if number > MOST_POINTS:
                raise Refused("too_many", _("A patrol scheme has 200 points at most."))
            point = Point(scheme=scheme, code=f"{scheme.code}-P{number:03}")
        for name, value in values.items():
            setattr(point, name, value)
        point.save()
        labels = {point.code: f"{scheme.place.name_zh} {point.name_zh}"}
        make_signs(by=SYSTEM, at=at, kind=SignKind.PATROL_POINT, codes=[point.code], labels=labels)
        record.note(code=point.code, name=point.name_zh, is_active=is_active)
    return point


def define_team(
    *,
    by: Actor,
    at: datetime,
    scheme: Scheme,
    name_zh: str,
    unit: Unit,
    posts: Sequence[Post],
    team: Team | None = None,
    name_en: str = "",
    is_active: bool = True,
) -> Team:
    """At least two posts of one unit (or of those below it): of a team of one, every scan would tell who made it.

    Refused: `missing`, `too_few`, `other_unit`.
    """
    must(by, "patrols.define_team", scheme)
    name = _named(name_zh)
    chosen = {post.pk: post for post in posts}
    if len(chosen) < LEAST_IN_TEAM:
        said = _("A team needs at least two posts: of a team of one, every scan would tell who made it.")
        raise Refused("too_few", said, field="posts")
    if any(not post.unit.path.startswith(unit.path) for post in chosen.values()):
        raise Refused("other_unit", _("All posts of a team belong to its unit."), field="posts")
    with act("patrols.define_team", by=by, at=at, on=scheme, code=scheme.code, name=name) as record:
        team = team or Team(scheme=scheme)
        team.name_zh, team.name_en, team.unit, team.is_active = name, name_en.strip(), unit, is_active
        team.save()
        team.posts.set(chosen)
        record.note(unit=unit.code, posts=sorted(post.code for post in chosen.values()), is_active=is_active)
    return team


def define_shift(
    *,
    by: Actor,
    at: datetime,
    scheme: Scheme,
    name_zh: str,
    kind: str,
    starts: time,
    ends: time,
    teams: Sequence[Team],
    window_count: int = 1,
    days: str = DaysChoice.EVERY,
    weekdays: Sequence[int] = (),
    looks: int = 1,
    points: Sequence[Point] = (),
    shift: Shift | None = None,
    name_en: str = "",
    is_active: bool = True,
) -> Shift:
    """A pattern of windows; rosters made before keep theirs. `points` empty: every point in use.

    Refused: `missing`, `unknown_kind`, `out_of_range`, `too_short` (windows under ten minutes), `other_scheme`.
    """
    must(by, "patrols.define_shift", scheme)
    _check_shift(kind, days, weekdays, window_count, looks)
    if length(starts, ends).total_seconds() / 60 / window_count < SHORTEST_MINUTES:
        raise Refused("too_short", _("A window lasts at least ten minutes."), field="window_count")
    if {*(team.scheme_id for team in teams), *(point.scheme_id for point in points)} - {scheme.pk}:
        raise Refused("other_scheme", _("Teams and points are those of the scheme."), field="teams")
    values: dict[str, Any] = {
        "name_zh": _named(name_zh),
        "name_en": name_en.strip(),
        "kind": kind,
        "starts": starts,
        "ends": ends,
        "window_count": window_count,
        "days": days,
        "weekdays": sorted(set(weekdays)),
        "looks": looks,
        "is_active": is_active,
    }
    with act("patrols.define_shift", by=by, at=at, on=scheme, code=scheme.code, name=values["name_zh"]) as record:
        shift = _saved(shift or Shift(scheme=scheme), values, teams, points)
        record.note(kind=kind, starts=str(starts), ends=str(ends), windows=window_count, days=days, looks=looks)
    return shift


def _check_shift(kind: str, days: str, weekdays: Sequence[int], window_count: int, looks: int) -> None:
    if kind not in ShiftKind.values or days not in DaysChoice.values:
        raise Refused("unknown_kind", _("There is no shift of this kind."), field="kind")
    if days == DaysChoice.WEEKDAYS and not weekdays:
        raise Refused("missing", _("Choose at least one weekday."), field="weekdays")
    if any(not 0 <= day <= 6 for day in weekdays):
        raise Refused("out_of_range", _("A week has seven days."), field="weekdays")
    if not 1 <= window_count <= 24:
        raise Refused("out_of_range", _("A shift has 1 to 24 windows."), field="window_count")
    if not 1 <= looks <= 12:
        raise Refused("out_of_range", _("A point is looked at 1 to 12 times in a window."), field="looks")


def _saved(shift: Shift, values: dict[str, Any], teams: Sequence[Team], points: Sequence[Point]) -> Shift:
    for name, value in values.items():
        setattr(shift, name, value)
    shift.save()
    shift.points.set(points)
    shift.turns.all().delete()
    in_turn = list(dict.fromkeys(team.pk for team in teams))
    ShiftTeam.objects.bulk_create(
        ShiftTeam(shift=shift, team_id=team, position=number) for number, team in enumerate(in_turn)
    )
    return shift
