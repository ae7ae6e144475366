"""Who may inspect where: never at a place that the inspector's own unit holds."""

from collections.abc import Hashable, Iterable, Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from chuangcheng.cases.models import Case
from chuangcheng.draws import queries as draws
from chuangcheng.draws.queries import Draw
from chuangcheng.frameworks.models import EditionKind
from chuangcheng.frameworks.queries import Edition, edition_in_force
from chuangcheng.inspections.crews import deal_teams
from chuangcheng.inspections.models import Visit
from chuangcheng.inspections.queries.holders import Spot, holding_units, units_at
from chuangcheng.inspections.rules import DOUBLE, TooFewInspectors
from chuangcheng.kit.refused import Refused
from chuangcheng.places.models import Site
from chuangcheng.units.models import Post

INSPECTORS = "inspectors"
SITES = "sites"


def holders(sites: Iterable[Site], at: datetime) -> dict[int, list[str]]:
    """site id -> paths of the units that hold the site, its facility or its segment, or the site's very area."""
    return {pk: [unit.path for unit in units] for pk, units in holding_units(sites, at).items()}


def holders_of_spots(spots: Sequence[Spot], at: datetime) -> list[list[str]]:
    """For each spot the paths of the units that hold any of its four. One query."""
    return [[unit.path for unit in units] for units in units_at(spots, at)]


def is_own(post: Post, holder_paths: Iterable[str]) -> bool:
    """True if the post's unit lies inside a holder, or a holder inside the post's unit (unless that is a root)."""
    own = post.unit.path
    is_root = own.count("/") <= 1 and post.unit.parent_id is None
    return any(own.startswith(path) or (not is_root and path.startswith(own)) for path in holder_paths)


def drawn_posts(draw: Draw) -> list[Post]:
    """The inspectors' posts in the order drawn. Refused `unknown_inspector` for a code that is no post."""
    codes = [entry.code for stratum in draws.selection(draw, INSPECTORS) for entry in stratum.selected]
    posts = {post.code: post for post in Post.objects.filter(code__in=codes).select_related("unit")}
    if len(posts) != len(codes):
        raise Refused("unknown_inspector", _("The draw names an inspector whose post does not exist any more."))
    return [posts[code] for code in codes]


def doubled(draw: Draw) -> frozenset[int]:
    """Numbers of the stops (from 1, in the order drawn) that the draw chose to be judged twice."""
    chosen = draws.selection(draw, DOUBLE)
    return frozenset(int(entry.code) for stratum in chosen for entry in stratum.selected)


def dealt(
    posts: Sequence[Post], sites: Sequence[Site], each: int, at: datetime, days: Sequence[Hashable] = ()
) -> list[list[Post]]:
    """The inspectors of each stop, in the order drawn, skipping their own units. Refused `too_few_inspectors`.

    Teams hold for a day (without `days`: for the whole round), so that a day's stops can be one way.
    """
    held = holders(sites, at)
    return dealt_around(posts, [(site.name, held[site.pk]) for site in sites], each, days)


def dealt_around(
    posts: Sequence[Post], stops: Sequence[tuple[str, Sequence[str]]], each: int, days: Sequence[Hashable] = ()
) -> list[list[Post]]:
    """The same for anything with a name and the paths of the units whose own matter it is."""
    by_code = {post.code: post for post in posts}
    try:
        chosen = deal_teams(
            [post.code for post in posts],
            days or [0] * len(stops),
            each,
            lambda code, stop: is_own(by_code[code], stops[stop][1]),
        )
    except TooFewInspectors as error:
        raise Refused(
            "too_few_inspectors",
            _("%(site)s: not enough inspectors are left who do not belong to the unit that holds it.")
            % {"site": stops[error.stop][0]},
        ) from None
    return [[by_code[code] for code in codes] for codes in chosen]


def spot_of(visit: Visit) -> Spot:
    """What may be held at a stop; at the re-check of a case without a site, where the case lies."""
    if (site := visit.site) is not None:
        return Spot(site.pk, site.facility_id, site.segment_id, site.area_id)
    assert visit.case is not None
    return spot_of_case(visit.case)


def spot_of_case(case: Case) -> Spot:
    """What may be held where a case lies."""
    return Spot(case.site_id, case.facility_id, case.segment_id, case.area_id)


def own_of_case(case: Case | None) -> tuple[str, ...]:
    """The path of the unit that put a case right: its people do not look at it again."""
    return (case.unit.path,) if case and case.unit else ()


def own_of(visit: Visit) -> tuple[str, ...]:
    """Paths of the units whose matter a stop is, whoever holds the place: the case's, the one that is reviewed."""
    reviewed = visit.reviewed_unit
    return (*own_of_case(visit.case), *([reviewed.path] if reviewed else []))


def must_not_be_own(posts: Sequence[Post], spot: Spot, at: datetime, *more: str) -> None:
    """Raise Refused `own_unit` for people of a unit that holds the place, or of the further units given."""
    held = [*holders_of_spots([spot], at)[0], *more]
    for post in posts:
        if is_own(post, held):
            raise Refused(
                "own_unit",
                _("%(unit)s holds this place: its own people do not inspect it.") % {"unit": post.unit.name},
            )


def city_edition(at: datetime) -> Edition:
    """The edition in force for the city. Refused `no_edition`."""
    edition = edition_in_force(EditionKind.CITY, at)
    if edition is None:
        raise Refused("no_edition", _("No edition of the framework is in force yet: publish one first."))
    return edition
