"""Reads of posts and their holders."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.units.access import in_units
from chuangcheng.units.models import Holding, Post, Unit
from chuangcheng.units.queries.actors import in_force


def holders_of(posts: Iterable[int], at: datetime) -> dict[int, Holding]:
    """post id -> Holding in force (with its person); vacant posts are missing. One query."""
    rows = Holding.objects.filter(in_force(at), post_id__in=list(posts)).select_related("person")
    return {row.post_id: row for row in rows}


def holder_of(post_id: int, at: datetime) -> Holding | None:
    """Who holds a post at a moment, or None if it is vacant."""
    return holders_of([post_id], at).get(post_id)


def post_by_code(code: str) -> Post:
    """The post with this code, with its unit. Raises NotFound."""
    post = Post.objects.select_related("unit").filter(code=code).first()
    if post is None:
        raise NotFound(f"post {code}")
    return post


def get_post_for(actor: Actor, pk: int) -> Post:
    """A post, for whoever may look units up at all. Raises NotFound."""
    post = Post.objects.select_related("unit").filter(pk=pk).first() if actor.may_anywhere("units.see_unit") else None
    if post is None:
        raise NotFound("post")
    return post


def posts_in(unit: Unit) -> QuerySet[Post]:
    """Posts in use of a unit, the head's first, then the liaisons'."""
    return Post.objects.filter(unit=unit, is_active=True).order_by("-is_head", "-is_liaison", "code")


def head_post(unit: Unit) -> Post | None:
    """The post of the unit's head, held or vacant."""
    return Post.objects.filter(unit=unit, is_head=True, is_active=True).first()


def liaison_post(unit: Unit) -> Post | None:
    """The (first) liaison post of a unit, held or vacant."""
    return Post.objects.filter(unit=unit, is_liaison=True, is_active=True).order_by("code").first()


def recipients(unit: Unit, at: datetime) -> list[Post]:
    """Posts that hear what reaches a unit: held liaison posts; else the head's; else those of the unit above.

    Where nobody is found up to the root the list is empty: the gap is shown on the page of vacant posts.
    """
    codes = unit.path.strip("/").split("/")
    paths = ["/".join(codes[: depth + 1]) + "/" for depth in range(len(codes))]
    posts = list(
        _held(Post.objects.filter(unit__path__in=paths, is_active=True), at)
        .filter(is_liaison=True)
        .union(_held(Post.objects.filter(unit__path__in=paths, is_active=True), at).filter(is_head=True))
    )
    by_unit: dict[int, list[Post]] = {}
    for post in posts:
        by_unit.setdefault(post.unit_id, []).append(post)
    for pk in _upwards(unit, paths):
        here = by_unit.get(pk, [])
        chosen = [post for post in here if post.is_liaison] or here
        if chosen:
            return sorted(chosen, key=lambda post: post.code)
    return []


def _upwards(unit: Unit, paths: list[str]) -> list[int]:
    if len(paths) == 1:
        return [unit.pk]
    return list(Unit.objects.filter(path__in=paths).order_by("-path").values_list("pk", flat=True))


def _held(posts: QuerySet[Post], at: datetime) -> QuerySet[Post]:
    return posts.filter(Exists(Holding.objects.filter(in_force(at), post=OuterRef("pk")))).order_by()


def vacant_posts(actor: Actor, at: datetime) -> QuerySet[Post]:
    """Gaps: posts in use that nobody holds, in the units the actor may see."""
    held = Exists(Holding.objects.filter(in_force(at), post=OuterRef("pk")))
    rows = Post.objects.filter(in_units(actor, "units.see_unit", "unit__path"), ~held, is_active=True)
    return rows.select_related("unit")


def last_holdings(post_ids: Iterable[int]) -> dict[int, Holding]:
    """post id -> the holding that ended last, for vacant posts. One query."""
    rows = Holding.objects.filter(post_id__in=list(post_ids)).exclude(ends_at=None).select_related("person")
    return {row.post_id: row for row in rows.order_by("ends_at", "id")}
