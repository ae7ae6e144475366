"""Writes: the tree of units, posts and who holds them, roles and grants, groups."""

from chuangcheng.units.actions.grants import define_role, grant_role, revoke_grant
from chuangcheng.units.actions.groups import define_group, set_group_members
from chuangcheng.units.actions.posts import appoint_person, define_post, retire_post, vacate_post
from chuangcheng.units.actions.structure import define_unit, retire_unit

__all__ = [
    "appoint_person",
    "define_group",
    "define_post",
    "define_role",
    "define_unit",
    "grant_role",
    "retire_post",
    "retire_unit",
    "revoke_grant",
    "set_group_members",
    "vacate_post",
]
