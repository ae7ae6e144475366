"""Reads of groups and the people in them."""

from datetime import datetime

from django.db.models import QuerySet

from chuangcheng.accounts.queries import Person
from chuangcheng.kit.refused import NotFound
from chuangcheng.units.models import Group, GroupMember, Unit
from chuangcheng.units.queries.posts import holders_of


def group_by_code(code: str) -> Group:
    """The group with this code. Raises NotFound."""
    group = Group.objects.select_related("lead_unit").filter(code=code).first()
    if group is None:
        raise NotFound(f"group {code}")
    return group


def group_posts(group: Group) -> list[GroupMember]:
    """The members of a group with their posts and units, head first."""
    rows = GroupMember.objects.filter(group=group).select_related("post__unit")
    return list(rows.order_by("-is_head", "post__unit__path", "post__code"))


def people_of_group(group: Group, at: datetime, *, heads_only: bool = False) -> list[Person]:
    """The persons who hold the posts of a group at a moment, head first, each once."""
    members = [member for member in group_posts(group) if member.is_head or not heads_only]
    holders = holders_of([member.post_id for member in members], at)
    found = [holders[member.post_id].person for member in members if member.post_id in holders]
    return list({person.pk: person for person in found}.values())


def groups_of(unit: Unit) -> QuerySet[Group]:
    """Groups that the unit leads or belongs to."""
    return (Group.objects.filter(lead_unit=unit) | Group.objects.filter(member_units=unit)).distinct()
