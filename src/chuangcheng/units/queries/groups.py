"""Reads of groups and the people in them."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from chuangcheng.accounts.queries import Person
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.units.models import Group, GroupMember, Post, Unit
from chuangcheng.units.queries.posts import holders_of


def groups() -> QuerySet[Group]:
    """All groups with their lead units."""
    return Group.objects.select_related("lead_unit").order_by("code")


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


def groups_with(post: Post) -> QuerySet[Group]:
    """Groups that a post works in."""
    return Group.objects.filter(members__post=post).order_by("code")


def get_group_for(actor: Actor, pk: int) -> Group:
    """A group, for whoever may look units up at all. Raises NotFound."""
    found = groups().filter(pk=pk).first() if actor.may_anywhere("units.see_unit") else None
    if found is None:
        raise NotFound("group")
    return found


def posts_for_group(group: Group) -> QuerySet[Post]:
    """Posts that may work in a group: those of its lead and member units, and those in it already."""
    units = Q(unit_id=group.lead_unit_id) | Q(unit__in=group.member_units.all())
    present = Q(pk__in=GroupMember.objects.filter(group=group).values("post"))
    rows = Post.objects.filter(units | present, is_active=True).select_related("unit")
    return rows.order_by("unit__path", "code")


def sizes_of_groups(ids: Iterable[int]) -> dict[int, dict[str, int]]:
    """group id -> unit_count (the lead included) and member_count. Two queries."""
    wanted = list(ids)
    units = Group.objects.filter(pk__in=wanted).annotate(count=Count("member_units")).values_list("pk", "count")
    members = Group.objects.filter(pk__in=wanted).annotate(count=Count("members")).values_list("pk", "count")
    member_counts = dict(members.order_by())
    return {pk: {"unit_count": count + 1, "member_count": member_counts[pk]} for pk, count in units.order_by()}


def heads_of_groups(ids: Iterable[int], at: datetime) -> dict[int, Person]:
    """group id -> the person who heads it at a moment. Two queries."""
    rows = GroupMember.objects.filter(group_id__in=list(ids), is_head=True).values_list("group_id", "post_id")
    posts = dict(rows)
    holders = holders_of(posts.values(), at)
    return {group: holders[post].person for group, post in posts.items() if post in holders}
