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
    """The Actor of a signed-in person at a moment: three queries (posts, grants, groups).

    Every request asks this, so the rows are read as bare values.
    """
    pk = person.pk  # type: ignore[attr-defined]
    held = Holding.objects.filter(in_force(at), person_id=pk, post__is_active=True).order_by("id")
    posts = list(held.values_list("post_id", "post__unit_id", "post__unit__path"))
    numbers = [post for post, _unit, _path in posts]
    grants: list[tuple[str, list[str], str | None, str | None]] = []
    groups: list[int] = []
    if posts:
        mine = GrantRow.objects.filter(in_force(at), post__in=numbers).order_by("id")
        grants = list(mine.values_list("role__code", "role__verbs", "unit__path", "area__path"))
        groups = list(GroupMember.objects.filter(post__in=numbers).values_list("group_id", flat=True))
    return Actor(
        person_id=pk,
        name=person.name,  # type: ignore[attr-defined]
        post_ids=tuple(numbers),
        unit_ids=tuple(dict.fromkeys(unit for _post, unit, _path in posts)),
        unit_paths=tuple(dict.fromkeys(path for _post, _unit, path in posts)),
        group_ids=tuple(sorted(set(groups))),
        roles=tuple(dict.fromkeys(code for code, *_rest in grants)),
        grants=tuple(Grant(frozenset(verbs), unit or "", area or "") for _code, verbs, unit, area in grants),
        is_superuser=bool(getattr(person, "is_superuser", False)),
    )
