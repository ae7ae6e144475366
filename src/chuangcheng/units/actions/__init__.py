"""Writes: the tree of units, posts and who holds them, roles and grants, groups."""

from chuangcheng.units.actions.grants import define_role, grant_role, revoke_grant
from chuangcheng.units.actions.groups import define_group, set_group_members
from chuangcheng.units.actions.imports import import_groups, import_units
from chuangcheng.units.actions.invitations import invite_to_post, take_up_post
from chuangcheng.units.actions.posts import appoint_person, define_post, retire_post, vacate_post
from chuangcheng.units.actions.structure import define_unit, retire_unit

__all__ = [
    "appoint_person",
    "define_group",
    "define_post",
    "define_role",
    "define_unit",
    "grant_role",
    "import_groups",
    "import_units",
    "invite_to_post",
    "retire_post",
    "retire_unit",
    "revoke_grant",
    "set_group_members",
    "take_up_post",
    "vacate_post",
]
