"""What every act of a proceeding asks first: the grant, no judge in one's own matter, never the same person twice."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.proceedings import queries
from chuangcheng.proceedings.models import Proceeding, Step
from chuangcheng.proceedings.rules import clash

WHO = {
    "propose": _("Whoever began the proceeding"),
    "review": _("Whoever reviewed it"),
    "notice": _("Whoever gave notice"),
    "answer": _("Whoever answered an objection"),
    "decide": _("Whoever decided it"),
    "system": _("The product itself"),
}


def must(by: Actor, verb: str, proceeding: Proceeding) -> None:
    """Raise NotAllowed unless one grant covers the verb at the party."""
    by.must(verb, unit_path=proceeding.unit_path)


def must_be_another(by: Actor, act: str, proceeding: Proceeding) -> None:
    """Refused: `own_matter` for people of the party, `same_person` for whoever did an act that another must do."""
    if proceeding.unit and by.belongs_to([proceeding.unit.path]):
        raise Refused("own_matter", _("Nobody judges the matter of the own unit."))
    if done := clash(proceeding.rules, queries.acted(proceeding), act, by.person_id):
        raise Refused("same_person", _("%(who)s may not do this too: another person must.") % {"who": WHO[done]})


def must_be_as_seen(proceeding: Proceeding, seen: str) -> None:
    """Nothing goes on towards the public with a picture that nobody covered, or another than this person saw.

    `seen`: what `queries.seen_mark` said when the page was shown. Refused: `picture_uncovered`, `not_as_seen`.
    """
    if not all(one.token for one in queries.pictures_of(proceeding)):
        said = _("A picture of it is not covered, or was covered anew since: it is covered or taken out first.")
        raise Refused("picture_uncovered", said)
    if queries.seen_mark(proceeding) != seen:
        raise Refused("not_as_seen", _("Its pictures have changed meanwhile: look at what is to be published."))


def noted(proceeding: Proceeding, act: str, by: Actor, moment: datetime, text: str) -> None:
    """Keep who did it."""
    Step.objects.create(proceeding=proceeding, act=act, person_id=by.person_id, done_at=moment, text=text)
