"""Who may inspect where: never at a place that the inspector's own unit holds."""

from collections.abc import Hashable, Iterable, Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from chuangcheng.draws import queries as draws
from chuangcheng.draws.queries import Draw
from chuangcheng.inspections.crews import deal_teams
from chuangcheng.inspections.queries.holders import holding_units
from chuangcheng.inspections.rules import DOUBLE, TooFewInspectors
from chuangcheng.kit.refused import Refused
from chuangcheng.places.models import Site
from chuangcheng.units.models import Post

INSPECTORS = "inspectors"
SITES = "sites"


def holders(sites: Iterable[Site], at: datetime) -> dict[int, list[str]]:
    """site id -> paths of the units that hold the site, its facility or its segment, or the site's very area."""
    return {pk: [unit.path for unit in units] for pk, units in holding_units(sites, at).items()}


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
    by_code = {post.code: post for post in posts}
    held = holders(sites, at)
    try:
        chosen = deal_teams(
            [post.code for post in posts],
            days or [0] * len(sites),
            each,
            lambda code, stop: is_own(by_code[code], held[sites[stop].pk]),
        )
    except TooFewInspectors as error:
        raise Refused(
            "too_few_inspectors",
            _("%(site)s: not enough inspectors are left who do not belong to the unit that holds it.")
            % {"site": sites[error.stop].name},
        ) from None
    return [[by_code[code] for code in codes] for codes in chosen]
