"""Answers left out of the results by a person, with the reason; taken in again the same way."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.surveys.models import Exclusion, Response, Survey
from chuangcheng.surveys.workflow import SURVEYS, check


def exclude_answers(*, by: Actor, at: datetime, survey: Survey, keys: Sequence[UUID], reason: str) -> Exclusion:
    """Leave these answers out. The results say both, with and without them. Refused: `missing`, `wrong_state`."""
    by.must("surveys.exclude_answers")
    rows = Response.objects.filter(sample__survey=survey, key__in=list(keys), exclusion=None)
    count = rows.count()
    check(SURVEYS, "surveys.exclude_answers", survey, {"reason": reason.strip(), "answers": count or None})
    with act("surveys.exclude_answers", by=by, at=at, on=survey, code=survey.code, reason=reason.strip()) as record:
        made = Exclusion.objects.create(
            survey=survey, reason_zh=reason.strip(), excluded_at=at, excluded_by_id=by.person_id
        )
        Response.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).update(exclusion=made)
        record.note(count=count, exclusion=made.pk)
    return made


def include_answers(*, by: Actor, at: datetime, exclusion: Exclusion, reason: str) -> Exclusion:
    """Take them in again; that they were out stays on record. NotFound for an exclusion that was withdrawn."""
    by.must("surveys.include_answers")
    survey = exclusion.survey
    check(SURVEYS, "surveys.include_answers", survey, {"reason": reason.strip()})
    with act("surveys.include_answers", by=by, at=at, on=survey, code=survey.code, reason=reason.strip()) as record:
        if not Exclusion.objects.filter(pk=exclusion.pk, withdrawn_at=None).update(withdrawn_at=at):
            raise NotFound("exclusion")
        record.note(count=Response.objects.filter(exclusion=exclusion).update(exclusion=None))
        exclusion.withdrawn_at = at
    return exclusion
