"""How routes are planned here: the rules, and an uploaded road graph."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from django.utils.translation import gettext_lazy as _

from chuangcheng.inspections.models import RoadMap, RouteRules
from chuangcheng.inspections.roads import RoadFile
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused


@dataclass(frozen=True, slots=True)
class Ruled:
    """The rules as given: `start` is (longitude, latitude) in WGS-84, or None for the middle of a day's stops."""

    factor: float = 1.4
    speed_kmh: float = 25
    shift_starts: time = time(8, 30)
    shift_ends: time = time(17, 30)
    lunch_starts: time = time(12, 0)
    lunch_minutes: int = 60
    stop_minutes: int = 30
    recheck_worth_m: int = 5000
    start_zh: str = ""
    start: tuple[float, float] | None = None


def set_route_rules(*, by: Actor, at: datetime, rules: Ruled) -> RouteRules:
    """One set of rules for the city; routes planned from now on follow it. Refused `bad_rules` naming the field."""
    by.must("inspections.set_route_rules")
    _check(rules)
    longitude, latitude = rules.start or (None, None)
    with act("inspections.set_route_rules", by=by, at=at) as record:
        made, _made = RouteRules.objects.update_or_create(
            pk=1,
            defaults={
                "factor": rules.factor,
                "speed_kmh": rules.speed_kmh,
                "shift_starts": rules.shift_starts,
                "shift_ends": rules.shift_ends,
                "lunch_starts": rules.lunch_starts,
                "lunch_minutes": rules.lunch_minutes,
                "stop_minutes": rules.stop_minutes,
                "recheck_worth_m": rules.recheck_worth_m,
                "start_zh": rules.start_zh.strip(),
                "start_longitude": longitude,
                "start_latitude": latitude,
            },
        )
        record.on(made, factor=rules.factor, speed=rules.speed_kmh)
    return made


def _check(rules: Ruled) -> None:
    ranges: Sequence[tuple[str, float, float, float]] = (
        ("factor", rules.factor, 1, 5),
        ("speed_kmh", rules.speed_kmh, 1, 120),
        ("lunch_minutes", rules.lunch_minutes, 0, 240),
        ("stop_minutes", rules.stop_minutes, 1, 480),
        ("recheck_worth_m", rules.recheck_worth_m, 0, 100_000),
    )
    for name, value, least, most in ranges:
        if not (math.isfinite(value) and least <= value <= most):
            text = _("A value from %(least)s to %(most)s is expected.") % {"least": least, "most": most}
            raise Refused("bad_rules", text, field=name)
    if rules.shift_ends <= rules.shift_starts:
        raise Refused("bad_rules", _("The shift cannot end before it begins."), field="shift_ends")
    if rules.start is not None and not (abs(rules.start[0]) <= 180 and abs(rules.start[1]) <= 90):
        raise Refused("bad_rules", _("These are no coordinates in degrees."), field="start_longitude")


def import_road_graph(*, by: Actor, at: datetime, file: RoadFile) -> RoadMap:
    """The ways of a file replace the road graph in use; rows with faults stay out. The same file again changes nothing.

    Refused `no_roads` if no way is sound.
    """
    by.must("inspections.import_road_graph")
    if not file.edges:
        raise Refused("no_roads", _("The file holds no road that can be used."), field="file")
    standing = RoadMap.objects.only("pk", "sha256").first()
    if standing is not None and standing.sha256 == file.sha256:
        return standing
    with act("inspections.import_road_graph", by=by, at=at) as record:
        made = RoadMap.objects.create(
            file_name=file.name[:200],
            sha256=file.sha256,
            edges=[[*edge.start, *edge.end, edge.metres, int(edge.is_one_way)] for edge in file.edges],
            edge_count=len(file.edges),
            junction_count=file.junction_count,
            imported_at=at,
        )
        record.on(made, file=file.name[:200], edges=len(file.edges), sha256=file.sha256)
    return made
