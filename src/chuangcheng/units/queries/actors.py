"""The Actor of a signed-in person at a moment."""

from datetime import datetime

from django.db.models import Q

from chuangcheng.kit.actor import Actor, Grant
from chuangcheng.units.models import Grant as GrantRow
from chuangcheng.units.models import GroupMember, Holding


def in_force(at: datetime) -> Q:
    """Rows whose period holds the moment."""
    return Q(starts_at__lte=at) & (Q(ends_at=None) | Q(ends_at__gt=at))


def holdings_in_force(at: datetime) -> Q:
    """The Q that holdings and grants in force fulfil (both have starts_at and ends_at)."""
    return in_force(at)


def actor_for(person: object, at: datetime) -> Actor:
    """The Actor of a signed-in person at a moment: three queries (posts, grants, groups)."""
    pk = person.pk  # type: ignore[attr-defined]
    rows = Holding.objects.filter(in_force(at), person_id=pk, post__is_active=True).select_related("post__unit")
    posts = [holding.post for holding in rows.order_by("id")]
    grants: list[GrantRow] = []
    groups: list[int] = []
    if posts:
        mine = GrantRow.objects.filter(in_force(at), post__in=posts)
        grants = list(mine.select_related("role", "unit", "area").order_by("id"))
        groups = list(
            GroupMember.objects.filter(post__in=posts).order_by("group_id").values_list("group_id", flat=True)
        )
    return Actor(
        person_id=pk,
        name=person.name,  # type: ignore[attr-defined]
        post_ids=tuple(post.pk for post in posts),
        unit_ids=tuple(dict.fromkeys(post.unit_id for post in posts)),
        unit_paths=tuple(dict.fromkeys(post.unit.path for post in posts)),
        group_ids=tuple(sorted(set(groups))),
        roles=tuple(dict.fromkeys(row.role.code for row in grants)),
        grants=tuple(
            Grant(frozenset(row.role.verbs), row.unit.path if row.unit else "", row.area.path if row.area else "")
            for row in grants
        ),
        is_superuser=bool(getattr(person, "is_superuser", False)),
    )
