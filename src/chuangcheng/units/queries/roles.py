"""Reads of roles and grants."""

from datetime import datetime

from django.db.models import Count, QuerySet

from chuangcheng.kit.refused import NotFound
from chuangcheng.units.models import Grant, Role
from chuangcheng.units.queries.actors import in_force


def roles() -> QuerySet[Role]:
    """All roles: built-in ones first, then the city's own."""
    return Role.objects.order_by("-is_builtin", "code")


def get_role(pk: int) -> Role:
    """A role. Raises NotFound."""
    found = Role.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound("role")
    return found


def grants() -> QuerySet[Grant]:
    """All grants with what they name."""
    return Grant.objects.select_related("post__unit", "role", "unit", "area")


def get_grant(pk: int) -> Grant:
    """A grant with what it names. Raises NotFound."""
    found = grants().filter(pk=pk).first()
    if found is None:
        raise NotFound("grant")
    return found


def grant_counts(at: datetime) -> dict[int, int]:
    """role id -> how many grants of it are in force. One query."""
    rows = Grant.objects.filter(in_force(at)).values("role_id").annotate(count=Count("id")).order_by()
    return {row["role_id"]: row["count"] for row in rows}


def posts_with_role(code: str, at: datetime) -> set[int]:
    """Ids of posts in use that hold a role, wherever it is bound to."""
    rows = Grant.objects.filter(in_force(at), role__code=code, post__is_active=True)
    return set(rows.values_list("post_id", flat=True))


def posts_with(verb: str, at: datetime, *, unit_path: str = "", area_path: str = "") -> set[int]:
    """Ids of posts in use with a grant in force that carries the verb: city-wide, or covering this unit and area."""
    carrying = [role.pk for role in Role.objects.all() if verb in role.verbs]
    rows = Grant.objects.filter(in_force(at), role__in=carrying, post__is_active=True).select_related("unit", "area")
    return {
        grant.post_id
        for grant in rows
        if (grant.unit is None or unit_path.startswith(grant.unit.path))
        and (grant.area is None or area_path.startswith(grant.area.path))
    }
