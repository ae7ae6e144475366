"""Reads of units, posts, groups and grants; builds the Actor that every other room authorises with."""

from chuangcheng.units.models import (
    Grant,
    Group,
    GroupKind,
    GroupMember,
    Holding,
    Post,
    PostInvitation,
    Role,
    Unit,
    UnitKind,
)
from chuangcheng.units.queries.actors import actor_for, holdings_in_force
from chuangcheng.units.queries.groups import group_by_code, group_posts, groups_of, people_of_group
from chuangcheng.units.queries.posts import (
    get_post_for,
    head_post,
    holder_of,
    holders_of,
    liaison_post,
    post_by_code,
    recipients,
    vacant_posts,
)
from chuangcheng.units.queries.tree import get_unit_for, subtree, unit_by_code, unit_tree, units, units_for

__all__ = [
    "Grant",
    "Group",
    "GroupKind",
    "GroupMember",
    "Holding",
    "Post",
    "PostInvitation",
    "Role",
    "Unit",
    "UnitKind",
    "actor_for",
    "get_post_for",
    "get_unit_for",
    "group_by_code",
    "group_posts",
    "groups_of",
    "head_post",
    "holder_of",
    "holders_of",
    "holdings_in_force",
    "liaison_post",
    "people_of_group",
    "post_by_code",
    "recipients",
    "subtree",
    "unit_by_code",
    "unit_tree",
    "units",
    "units_for",
    "vacant_posts",
]
