"""The supervision group (督導組) and the working groups (工作組): lead unit, member units, members."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.units import rules
from chuangcheng.units.models import Group, GroupKind, GroupMember, Post, Unit


def define_group(
    *,
    by: Actor,
    at: datetime,
    code: str,
    name_zh: str,
    lead_unit: Unit,
    member_units: Iterable[Unit] = (),
    kind: str = GroupKind.WORKING,
    remit_zh: str = "",
    name_zh_hant: str = "",
    name_en: str = "",
) -> Group:
    """Set up a group, or change the one with this code. No row if nothing changes."""
    by.must("units.define_group")
    group = Group.objects.filter(code=code).first()
    wanted = {
        "name_zh": name_zh.strip(),
        "name_zh_hant": name_zh_hant.strip(),
        "name_en": name_en.strip(),
        "kind": kind,
        "remit_zh": remit_zh.strip(),
        "lead_unit_id": lead_unit.pk,
    }
    changed = {name: value for name, value in wanted.items() if group is None or getattr(group, name) != value}
    members = list(dict.fromkeys(unit.pk for unit in member_units if unit.pk != lead_unit.pk))
    present = set(group.member_units.values_list("pk", flat=True)) if group else set()
    if group is not None and not changed and present == set(members):
        return group
    with act("units.define_group", by=by, at=at, code=code, label=wanted["name_zh"], changed=changed) as record:
        if not rules.is_code(code):
            raise Refused("bad_code", _("A code has letters, digits, dots and dashes only."), field="code")
        if not wanted["name_zh"]:
            raise Refused("name_missing", _("Give the group's name in Chinese."), field="name_zh")
        if kind not in GroupKind.values:
            raise Refused("unknown_kind", _("This kind of group is not known."), field="kind")
        group = group or Group(code=code)
        for name, value in wanted.items():
            setattr(group, name, value)
        group.save()
        group.member_units.set(members)
        record.on(group, member_units=sorted(members))
    return group


def set_group_members(
    *, by: Actor, at: datetime, group: Group, posts: Iterable[Post], head: Post | None = None
) -> Group:
    """The posts that work in a group, and which of them heads it. Replaces the present ones."""
    by.must("units.set_group_members")
    wanted = {post.pk: post for post in [*posts, *([head] if head else [])]}
    with act("units.set_group_members", by=by, at=at, on=group, code=group.code, label=group.name_zh) as record:
        if any(not post.is_active for post in wanted.values()):
            raise Refused("post_retired", _("A retired post cannot work in a group."), field="posts")
        GroupMember.objects.filter(group=group).exclude(post_id__in=wanted).delete()
        present = {member.post_id: member for member in GroupMember.objects.filter(group=group)}
        for pk, post in wanted.items():
            is_head = head is not None and head.pk == pk
            if pk not in present:
                GroupMember.objects.create(group=group, post=post, is_head=is_head)
            elif present[pk].is_head != is_head:
                GroupMember.objects.filter(pk=present[pk].pk).update(is_head=is_head)
        record.note(posts=sorted(post.code for post in wanted.values()), head=head.code if head else "")
    return group
