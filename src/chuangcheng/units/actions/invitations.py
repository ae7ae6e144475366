"""Inviting a person to a post: accepting the invitation makes the personnel change."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from chuangcheng.accounts.actions import invite_person
from chuangcheng.accounts.queries import Invitation, Language, Person
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import SYSTEM, Actor
from chuangcheng.kit.refused import NotAllowed, Refused
from chuangcheng.units.actions.posts import appoint_person
from chuangcheng.units.models import Holding, Post, PostInvitation
from chuangcheng.units.queries import area_path_of


def invite_to_post(
    *,
    by: Actor,
    at: datetime,
    post: Post,
    username: str,
    name: str,
    phone: str = "",
    language: str = Language.SIMPLIFIED,
) -> tuple[Invitation, str]:
    """(the invitation, its token). A post that is held stays with its holder until the invited person joins."""
    by.must("units.invite_to_post", unit_path=post.unit.path, area_path=area_path_of(post.unit))
    with act("units.invite_to_post", by=by, at=at, on=post, post=post.code, name=name.strip()) as record:
        if not post.is_active:
            raise Refused("post_retired", _("This post is retired."), field="post")
        invitation, token = invite_person(by=by, at=at, username=username, name=name, phone=phone, language=language)
        PostInvitation.objects.create(invitation=invitation, post=post)
        record.note(invitation=invitation.pk, label=post.name_zh)
    return invitation, token


def take_up_post(*, by: Actor, at: datetime, person: Person) -> Holding | None:
    """The invited person, having joined, takes up the post that the invitation named; None if it named none.

    The inviter's right was checked when inviting, so the appointment itself is the product's.
    """
    if by.person_id != person.pk:
        raise NotAllowed("units.take_up_post")
    offer = (
        PostInvitation.objects.filter(invitation__person=person, taken_up_at=None).select_related("post__unit").first()
    )
    if offer is None:
        return None
    with act("units.take_up_post", by=by, at=at, on=offer.post, post=offer.post.code, label=offer.post.name_zh):
        if PostInvitation.objects.filter(pk=offer.pk, taken_up_at=None).update(taken_up_at=at) != 1:
            raise Refused("taken_up_already", _("This post has been taken up already."))
        return appoint_person(by=SYSTEM, at=at, post=offer.post, person=person)
