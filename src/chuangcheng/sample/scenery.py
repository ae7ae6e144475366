"""What every case of the sample needs at hand: sites, categories, check points, and the people who act."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from math import hypot

from chuangcheng.cases.queries import Category, EscalationStep
from chuangcheng.evidence.queries import File
from chuangcheng.frameworks.queries import CheckPoint, Edition
from chuangcheng.kit.actor import Actor
from chuangcheng.places.queries import Site
from chuangcheng.sample.campaign import CITY
from chuangcheng.sample.foundations import SEED
from chuangcheng.sample.pictures import scene
from chuangcheng.sample.staff import VACANT, actor
from chuangcheng.sample.storing import stored
from chuangcheng.units.queries import Unit

OFFICE = "linyue"
MARKET = "P12"
NEAR_DEGREES = 0.004
"""About 450 metres."""
VERIFIERS = ("gaoyuan", "qiaomu")
SMALL = (160, 120)
SHARED_PICTURES = 24
"""Most units' evidence is one of so many small pictures: the story needs that there is one, not which."""


@dataclass
class Scenery:
    """Read once, used thousands of times. `now` is the end of the story."""

    now: datetime
    actors: dict[str, Actor] = field(default_factory=dict)
    small: dict[int, File] = field(default_factory=dict)

    def by(self, username: str) -> Actor:
        """An actor; the sample's people hold their posts through the whole year, so one look is enough."""
        if username not in self.actors:
            self.actors[username] = actor(username, self.now)
        return self.actors[username]

    @property
    def office(self) -> Actor:
        return self.by(OFFICE)

    def unit_actor(self, unit: Unit) -> Actor:
        """The unit's liaison, or its head where the post is vacant."""
        key = "head" if f"{unit.code}-liaison" in VACANT else "liaison"
        return self.by(f"{unit.code.lower()}.{key}")

    def verifiers(self, unit: Unit | None) -> list[Actor]:
        """Those who may verify what this unit has done."""
        actors = [self.by(name) for name in VERIFIERS]
        return [one for one in actors if unit is None or not one.belongs_to([unit.path])]

    def small_picture(self, number: int, at: datetime) -> File:
        """One of the shared small pictures of something put right."""
        number %= SHARED_PICTURES
        if number not in self.small:
            picture = scene(f"{SEED}-small-{number}", is_mended=True, size=SMALL)
            self.small[number] = stored(self.office, at, f"evidence-{number:02d}", picture)
        return self.small[number]

    @cached_property
    def sites(self) -> Sequence[Site]:
        related = ("area", "site_type", "segment__area", "facility__area")
        return list(Site.objects.select_related(*related).order_by("code"))

    @cached_property
    def night_market(self) -> Sequence[Site]:
        """The places within a few hundred metres of the first market that has a position."""
        known = [one for one in self.sites if one.longitude is not None and one.latitude is not None]
        market = next((one for one in known if one.site_type.code == MARKET), None)
        if market is None:
            return []
        east, north = market.longitude or 0.0, market.latitude or 0.0
        return [
            one
            for one in known
            if hypot(((one.longitude or 0.0) - east) * 0.77, (one.latitude or 0.0) - north) < NEAR_DEGREES
        ]

    @cached_property
    def units(self) -> Sequence[Unit]:
        return list(Unit.objects.order_by("code"))

    @cached_property
    def categories(self) -> Sequence[Category]:
        return list(Category.objects.exclude(parent=None).select_related("default_unit").order_by("code"))

    @cached_property
    def by_standard(self) -> dict[str, Category]:
        """The first category that points at a standard."""
        return {one.standard_code: one for one in reversed(self.categories) if one.standard_code}

    @cached_property
    def points(self) -> dict[int, list[CheckPoint]]:
        """The check points of a site type."""
        edition = Edition.objects.get(code=CITY)
        found: dict[int, list[CheckPoint]] = {}
        rows = CheckPoint.objects.filter(edition=edition).select_related("standard__parent")
        for point in rows.order_by("position"):
            found.setdefault(point.site_type_id, []).append(point)
        return found

    @cached_property
    def ladder(self) -> Sequence[EscalationStep]:
        """The rungs after the deadline."""
        return list(EscalationStep.objects.filter(kind="escalate").order_by("level"))
