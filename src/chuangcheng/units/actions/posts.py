"""Posts (崗位) and who holds them. A personnel change is one act: everything held through the post passes."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from chuangcheng.accounts.queries import Person
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused, Stale
from chuangcheng.units import rules
from chuangcheng.units.models import Holding, Post, Unit
from chuangcheng.units.queries import area_path_of


def define_post(
    *,
    by: Actor,
    at: datetime,
    unit: Unit,
    code: str,
    name_zh: str,
    name_zh_hant: str = "",
    name_en: str = "",
    is_head: bool = False,
    is_liaison: bool = False,
) -> Post:
    """Set up a post of a unit, or change the one with this code. No row if nothing changes."""
    by.must("units.define_post", unit_path=unit.path, area_path=area_path_of(unit))
    post = Post.objects.select_related("unit").filter(code=code).first()
    wanted = {
        "unit_id": unit.pk,
        "name_zh": name_zh.strip(),
        "name_zh_hant": name_zh_hant.strip(),
        "name_en": name_en.strip(),
        "is_head": is_head,
        "is_liaison": is_liaison,
        "is_active": True,
    }
    changed = {name: value for name, value in wanted.items() if post is None or getattr(post, name) != value}
    if post is not None and not changed:
        return post
    if post is not None:
        by.must("units.define_post", unit_path=post.unit.path, area_path=area_path_of(post.unit))
    label = wanted["name_zh"]
    with act("units.define_post", by=by, at=at, code=code, label=label, unit=unit.code, changed=changed) as record:
        if not rules.is_code(code):
            raise Refused("bad_code", _("A code has letters, digits, dots and dashes only."), field="code")
        if not wanted["name_zh"]:
            raise Refused("name_missing", _("Give the post's name in Chinese."), field="name_zh")
        if is_head and Post.objects.filter(unit=unit, is_head=True, is_active=True).exclude(code=code).exists():
            raise Refused("second_head", _("This unit has a head's post already."), field="is_head")
        post = post or Post(code=code)
        for name, value in wanted.items():
            setattr(post, name, value)
        post.unit = unit
        post.save()
        record.on(post)
    return post


def retire_post(*, by: Actor, at: datetime, post: Post) -> Post:
    """Take a vacant post out of use."""
    by.must("units.retire_post", unit_path=post.unit.path, area_path=area_path_of(post.unit))
    with act("units.retire_post", by=by, at=at, on=post, code=post.code, label=post.name_zh):
        if Holding.objects.filter(post=post, ends_at=None).exists():
            raise Refused("still_held", _("Somebody holds this post; vacate it first."))
        if not Post.objects.filter(pk=post.pk, is_active=True).update(is_active=False):
            raise Refused("already_retired", _("This post is retired already."))
        post.is_active = False
    return post


def appoint_person(*, by: Actor, at: datetime, post: Post, person: Person, reason: str = "") -> Holding:
    """Personnel change: ends the present holding, if there is one, and begins the new one.

    Duties, cases, groups, grants and contracts hang on the post, so they pass without being touched.
    """
    by.must("units.appoint_person", unit_path=post.unit.path, area_path=area_path_of(post.unit))
    if by.person_id == person.pk and not by.is_superuser:
        raise Refused("own_appointment", _("Nobody appoints themselves; ask a colleague."), field="person")
    with act("units.appoint_person", by=by, at=at, on=post, reason=reason) as record:
        previous = Holding.objects.filter(post=post, ends_at=None).select_related("person").first()
        _check_appointment(post, person, previous, at)
        if previous is not None:
            _end(previous, at)
        try:
            with transaction.atomic():
                holding = Holding.objects.create(post=post, person=person, starts_at=at)
        except IntegrityError as error:
            raise Stale("appointed_meanwhile", _("Somebody was appointed to this post meanwhile.")) from error
        record.note(
            post=post.code,
            label=post.name_zh,
            unit=post.unit.code,
            person_id=person.pk,
            previous_person_id=previous.person_id if previous else None,
            name=person.name,
            previous_name=previous.person.name if previous else "",
        )
    return holding


def _check_appointment(post: Post, person: Person, previous: Holding | None, at: datetime) -> None:
    if not post.is_active:
        raise Refused("post_retired", _("This post is retired."), field="post")
    if not person.is_active:
        raise Refused("account_closed", _("This person's account is closed; open it again first."), field="person")
    if previous is None:
        return
    if previous.person_id == person.pk:
        raise Refused("already_holds", _("This person holds the post already."), field="person")
    if at < previous.starts_at:
        raise Refused("before_predecessor", _("The change cannot lie before the present holder began."), field="at")


def _end(holding: Holding, at: datetime) -> None:
    if Holding.objects.filter(pk=holding.pk, ends_at=None).update(ends_at=at) != 1:
        raise Stale("appointed_meanwhile", _("Somebody was appointed to this post meanwhile."))


def vacate_post(*, by: Actor, at: datetime, post: Post, reason: str = "") -> None:
    """The holder leaves and nobody follows yet: the post is shown as a gap, and what it holds stays with it."""
    by.must("units.vacate_post", unit_path=post.unit.path, area_path=area_path_of(post.unit))
    with act("units.vacate_post", by=by, at=at, on=post, post=post.code, label=post.name_zh, reason=reason) as record:
        holding = Holding.objects.filter(post=post, ends_at=None).select_related("person").first()
        if holding is None:
            raise Refused("already_vacant", _("This post is vacant already."))
        if at < holding.starts_at:
            raise Refused("before_predecessor", _("The change cannot lie before the present holder began."), field="at")
        _end(holding, at)
        record.note(unit=post.unit.code, person_id=holding.person_id, name=holding.person.name)
