"""Roles (bundles of verbs, as rows) and grants: a post's role inside a unit subtree and an area subtree."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.verbs import all_sights, all_verbs
from chuangcheng.places.models import Area
from chuangcheng.units import rules
from chuangcheng.units.models import Grant, Post, Role, Unit


def define_role(
    *,
    by: Actor,
    at: datetime,
    code: str,
    name_zh: str,
    verbs: Iterable[str],
    name_zh_hant: str = "",
    name_en: str = "",
    is_builtin: bool = False,
) -> Role:
    """Set up a role, or change the one with this code. Built-in roles are the product's: only it changes them."""
    by.must("units.define_role")
    role = Role.objects.filter(code=code).first()
    wanted = {
        "name_zh": name_zh.strip(),
        "name_zh_hant": name_zh_hant.strip(),
        "name_en": name_en.strip(),
        "verbs": sorted(set(verbs)),
        "is_builtin": is_builtin,
    }
    changed = {name: value for name, value in wanted.items() if role is None or getattr(role, name) != value}
    if role is not None and not changed:
        return role
    with act("units.define_role", by=by, at=at, code=code, label=wanted["name_zh"], changed=changed) as record:
        _check_role(by, code, wanted["verbs"], role, is_builtin=is_builtin)
        if not wanted["name_zh"]:
            raise Refused("name_missing", _("Give the role's name in Chinese."), field="name_zh")
        role = role or Role(code=code)
        for name, value in wanted.items():
            setattr(role, name, value)
        role.save()
        record.on(role)
    return role


def _check_role(by: Actor, code: str, verbs: object, role: Role | None, *, is_builtin: bool) -> None:
    if not rules.is_code(code):
        raise Refused("bad_code", _("A code has letters, digits, dots and dashes only."), field="code")
    if not by.is_system and (is_builtin or (role is not None and role.is_builtin)):
        raise Refused("builtin_role", _("Built-in roles come with the product; set up a role of your own beside them."))
    if by.is_system:
        return
    assert isinstance(verbs, list)
    known = {**all_verbs(), **all_sights()}
    for verb in verbs:
        if verb not in known:
            raise Refused("unknown_verb", _("The role names something that the product does not know."), field="verbs")
        if not by.may_anywhere(verb):
            raise Refused("more_than_own", _("Nobody gives a role more than they may do themselves."), field="verbs")


def grant_role(
    *,
    by: Actor,
    at: datetime,
    post: Post,
    role: Role,
    unit: Unit | None = None,
    area: Area | None = None,
    ends_at: datetime | None = None,
) -> Grant:
    """Give a post a role from now on, inside a unit subtree and an area subtree (none: the whole city)."""
    by.must("units.grant_role", unit_path=unit.path if unit else "", area_path=area.path if area else "")
    if post.pk in by.post_ids and not by.is_superuser:
        raise Refused("own_post", _("Nobody gives their own post a role; ask a colleague."), field="post")
    with act("units.grant_role", by=by, at=at, on=post, post=post.code, role=role.code) as record:
        if not post.is_active:
            raise Refused("post_retired", _("This post is retired."), field="post")
        if ends_at is not None and ends_at <= at:
            raise Refused("ends_before_start", _("A grant cannot end before it begins."), field="ends_at")
        same = Grant.objects.filter(post=post, role=role, unit=unit, area=area, ends_at=None)
        if same.exists():
            raise Refused("granted_already", _("The post has this role there already."), field="role")
        grant = Grant.objects.create(post=post, role=role, unit=unit, area=area, starts_at=at, ends_at=ends_at)
        record.note(
            grant=grant.pk,
            label=post.name_zh,
            role_label=role.name_zh,
            unit=unit.code if unit else "",
            area=area.code if area else "",
            ends_at=ends_at,
        )
    return grant


def revoke_grant(*, by: Actor, at: datetime, grant: Grant, reason: str = "") -> Grant:
    """End a grant now. What was done under it stays done."""
    within, area = grant.unit, grant.area
    by.must("units.revoke_grant", unit_path=within.path if within else "", area_path=area.path if area else "")
    with act("units.revoke_grant", by=by, at=at, on=grant.post, post=grant.post.code, role=grant.role.code) as record:
        if grant.ends_at is not None and grant.ends_at <= at:
            raise Refused("ended_already", _("This grant has ended already."))
        ends_at = max(at, grant.starts_at)
        if Grant.objects.filter(pk=grant.pk, ends_at=grant.ends_at).update(ends_at=ends_at) != 1:
            raise Refused("ended_already", _("This grant has ended already."))
        grant.ends_at = ends_at
        record.note(grant=grant.pk, label=grant.post.name_zh, role_label=grant.role.name_zh, reason=reason)
    return grant
