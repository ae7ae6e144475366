"""A resident answers by a link: the token is spent, the answers go in line; nothing joins the two."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Stale
from chuangcheng.surveys.actions.fieldwork import checked_answers
from chuangcheng.surveys.actions.storing import keep_waiting
from chuangcheng.surveys.models import Token
from chuangcheng.surveys.workflow import SURVEYS, check


def spend_token(
    *, by: Actor, at: datetime, token: Token, answers: Mapping[str, Any], seconds: float | None = None
) -> None:
    """Answer once. `by` is the product: the token is the authority, nobody is signed in.

    Refused: `wrong_state`, `bad_answers`; Stale `spent` for a token that was used.
    """
    by.must("surveys.spend_token")
    survey = token.sample.survey
    check(SURVEYS, "surveys.spend_token", survey, {})
    stored = checked_answers(token.sample, answers)
    with act("surveys.spend_token", by=by, at=at, on=survey, code=survey.code, token=token.pk):
        day = timezone.localdate(at)
        if not Token.objects.filter(pk=token.pk, spent_on=None).update(spent_on=day):
            raise Stale("spent", _("This link has been used already."))
        keep_waiting(token.sample, None, stored, seconds)
