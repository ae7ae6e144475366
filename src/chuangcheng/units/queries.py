"""Reads of units, posts and grants; builds the Actor that every other room authorises with."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from chuangcheng.kit.actor import Actor, Grant
from chuangcheng.units.models import Grant as GrantRow
from chuangcheng.units.models import Group, GroupMember, Holding, Post, Role, Unit, UnitKind

__all__ = ["Group", "Post", "Role", "Unit", "UnitKind", "actor_for", "holder_of", "holders_of"]


def _in_force(at: datetime) -> Q:
    return Q(starts_at__lte=at) & (Q(ends_at=None) | Q(ends_at__gt=at))


def actor_for(person: object, at: datetime) -> Actor:
    """The Actor of a signed-in person at a moment: three queries (posts, grants, groups)."""
    pk = person.pk  # type: ignore[attr-defined]
    holdings = list(Holding.objects.filter(_in_force(at), person_id=pk).select_related("post__unit").order_by("id"))
    posts = [h.post for h in holdings]
    rows = list(
        GrantRow.objects.filter(_in_force(at), post__in=posts).select_related("role", "unit", "area").order_by("id")
    )
    groups = list(GroupMember.objects.filter(post__in=posts).values_list("group_id", flat=True))
    return Actor(
        person_id=pk,
        name=person.name,  # type: ignore[attr-defined]
        post_ids=tuple(p.pk for p in posts),
        unit_ids=tuple(dict.fromkeys(p.unit_id for p in posts)),
        unit_paths=tuple(dict.fromkeys(p.unit.path for p in posts)),
        group_ids=tuple(groups),
        roles=tuple(dict.fromkeys(r.role.code for r in rows)),
        grants=tuple(
            Grant(frozenset(r.role.verbs), r.unit.path if r.unit else "", r.area.path if r.area else "") for r in rows
        ),
        is_superuser=bool(getattr(person, "is_superuser", False)),
    )


def holders_of(posts: Iterable[int], at: datetime) -> dict[int, Holding]:
    """post id -> Holding in force (with its person); vacant posts are missing."""
    rows: QuerySet[Holding] = Holding.objects.filter(_in_force(at), post_id__in=list(posts)).select_related("person")
    return {row.post_id: row for row in rows}


def holder_of(post_id: int, at: datetime) -> Holding | None:
    """Who holds a post now, or None if it is vacant."""
    return holders_of([post_id], at).get(post_id)
