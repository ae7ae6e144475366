"""What a draw for a round is made from: sites in strata, and the people who may inspect."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from chuangcheng.draws.rules import Item
from chuangcheng.frameworks.models import CheckPoint, Edition
from chuangcheng.places.models import Area, AreaLevel, Site, SiteType
from chuangcheng.units.models import Grant, Post, Role
from chuangcheng.units.queries import holders_of, holdings_in_force

INSPECTING = "inspections.record_observations"


@dataclass(frozen=True, slots=True)
class StratumPool:
    """The sites of one type, in one area of the level chosen (or the whole city)."""

    code: str
    name_zh: str
    items: tuple[Item, ...]

    @property
    def count(self) -> int:
        return len(self.items)


@dataclass(frozen=True, slots=True)
class PoolMember:
    """A post that may inspect, with the person who holds it now."""

    post: Post
    person_name: str

    @property
    def item(self) -> Item:
        return Item(self.post.code, f"{self.person_name}（{self.post.unit.name_zh}）")


def site_pools(site_type_ids: Collection[int], level: str = "", within: Area | None = None) -> list[StratumPool]:
    """Active sites in strata: site type × area of `level` (blank: not divided). Sites outside every such area form a
    stratum of their own with the city's name. Three queries.
    """
    types = SiteType.objects.in_bulk(list(site_type_ids))
    sites = Site.objects.filter(site_type__in=types, is_active=True)
    if within is not None:
        sites = sites.filter(area__path__startswith=within.path)
    areas = _areas_of_level(level) if level else {}
    pools: dict[tuple[str, str], list[Item]] = defaultdict(list)
    names: dict[tuple[str, str], str] = {}
    for code, name, type_id, path in sites.values_list("code", "name_zh", "site_type_id", "area__path"):
        area = next((areas[path[:end]] for end in _ends(path) if path[:end] in areas), None)
        key = types[type_id].code, area.code if area else ""
        pools[key].append(Item(code, name))
        names[key] = f"{types[type_id].name_zh}·{area.name_zh}" if area else types[type_id].name_zh
    return [StratumPool("@".join(filter(None, key)), names[key], tuple(pools[key])) for key in sorted(pools)]


def sites_with_points(site_ids: Collection[int], edition: Edition) -> set[int]:
    """Those of the sites, all in use, at which the edition asks something. One query."""
    asked = CheckPoint.objects.filter(edition=edition).values("site_type")
    rows = Site.objects.filter(pk__in=list(site_ids), is_active=True, site_type__in=asked)
    return set(rows.values_list("pk", flat=True))


def _areas_of_level(level: str) -> dict[str, Area]:
    return {area.path: area for area in Area.objects.filter(level=AreaLevel(level)).defer("boundary")}


def _ends(path: str) -> list[int]:
    """Where each ancestor's path ends, the place itself included."""
    return [at + 1 for at, character in enumerate(path) if character == "/"]


def inspector_pool(at: datetime) -> list[PoolMember]:
    """Posts that are held now and whose role may record observations, by unit and code. Four queries."""
    roles = [role.pk for role in Role.objects.all() if INSPECTING in role.verbs]
    granted = Grant.objects.filter(holdings_in_force(at), role__in=roles).values("post")
    posts = list(Post.objects.filter(pk__in=granted, is_active=True).select_related("unit"))
    holders = holders_of([post.pk for post in posts], at)
    return [
        PoolMember(post, holders[post.pk].person.name)
        for post in sorted(posts, key=lambda post: (post.unit.path, post.code))
        if post.pk in holders
    ]


def areas_to_choose() -> list[Area]:
    """Areas that a round can be limited to: districts and sub-districts (communities would be too many)."""
    wanted = Area.objects.filter(level__in=(AreaLevel.DISTRICT, AreaLevel.SUBDISTRICT)).defer("boundary")
    return list(wanted.order_by("path")[:300])
