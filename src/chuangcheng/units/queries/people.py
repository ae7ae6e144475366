"""People seen through their posts: which persons an actor may see, and what posts they hold."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from chuangcheng.accounts.queries import Invitation, Person, people
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.units.access import in_units
from chuangcheng.units.models import Holding, Post, PostInvitation, Unit
from chuangcheng.units.queries.actors import in_force


def people_for(
    actor: Actor, at: datetime, *, text: str = "", unit: Unit | None = None, verb: str = "accounts.see_person"
) -> QuerySet[Person]:
    """Persons whom the actor may see: all with a city-wide grant, else those with a post in the granted units.

    `text` narrows by name or username, `unit` to holders of posts in its subtree.
    """
    rows = people(text)
    scope = in_units(actor, verb, "post__unit__path")
    if scope != Q():
        rows = rows.filter(Exists(Holding.objects.filter(in_force(at), scope, person=OuterRef("pk"))))
    if unit is not None:
        inside = Holding.objects.filter(in_force(at), post__unit__path__startswith=unit.path)
        rows = rows.filter(Exists(inside.filter(person=OuterRef("pk"))))
    return rows


def get_person_for(actor: Actor, at: datetime, pk: int) -> Person:
    """A person whom the actor may see, oneself included. Raises NotFound."""
    if actor.person_id == pk:
        found = people().filter(pk=pk).first()
    else:
        found = people_for(actor, at).filter(pk=pk).first()
    if found is None:
        raise NotFound("person")
    return found


def posts_of(person_ids: Iterable[int], at: datetime) -> dict[int, list[Post]]:
    """person id -> posts held at a moment, with their units. One query."""
    rows = Holding.objects.filter(in_force(at), person_id__in=list(person_ids)).select_related("post__unit")
    found: dict[int, list[Post]] = {}
    for row in rows.order_by("post__unit__path", "post__code"):
        found.setdefault(row.person_id, []).append(row.post)
    return found


def holdings_of_post(post: Post) -> list[Holding]:
    """Who has held a post, newest first, at most 50."""
    return list(Holding.objects.filter(post=post).select_related("person").order_by("-starts_at", "-id")[:50])


def holdings_of_person(person: Person) -> list[Holding]:
    """What a person holds and has held, newest first, at most 50."""
    rows = Holding.objects.filter(person=person).select_related("post__unit")
    return list(rows.order_by("-starts_at", "-id")[:50])


def invitations_for(actor: Actor) -> QuerySet[PostInvitation]:
    """Invitations to posts that the actor may see; their persons and posts come along."""
    rows = PostInvitation.objects.select_related("invitation__invited_by", "invitation__person", "post__unit")
    return rows.filter(in_units(actor, "accounts.see_invitation", "post__unit__path"))


def post_of_invitation(invitation: Invitation) -> Post | None:
    """The post that an invitation is for."""
    offer = PostInvitation.objects.filter(invitation=invitation).select_related("post__unit").first()
    return offer.post if offer else None
