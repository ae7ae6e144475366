"""Records from phones as a reader may open them: what two say apart is nobody's before both have finished."""

from datetime import datetime

from django.db.models import Q, QuerySet

from chuangcheng.inspections.access import SEE_AGREEMENT
from chuangcheng.inspections.models import Visit, VisitState
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.receipts.models import Submission
from chuangcheng.receipts.queries import submissions_for


def records_for(actor: Actor) -> QuerySet[Submission]:
    """The records that the actor may open: the own ones always; of a stop that two judge apart nobody else's, but for
    the office where it does not judge there itself. At most three queries more.
    """
    rows = submissions_for(actor)
    apart = _apart_from(actor)
    if not apart:
        return rows
    about = Q(content__visit__in=apart) | Q(content__reserve__of_visit__in=apart)
    earliest = min(apart.values())
    theirs = Submission.objects.filter(about, received_at__gte=earliest).exclude(person=actor.person_id)
    return rows.exclude(pk__in=theirs.values("pk"))


def get_record_for(actor: Actor, pk: int) -> Submission:
    """The one door for pages. NotFound for what may not be seen."""
    found = records_for(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("submission")
    return found


def rival_records(actor: Actor, submission: Submission) -> list[Submission]:
    """Every other content that came under the same id and that the actor may see."""
    return list(records_for(actor).filter(uid=submission.uid).exclude(pk=submission.pk).order_by("pk"))


def _apart_from(actor: Actor) -> dict[int, datetime]:
    """id -> when it was planned, of the stops that are judged apart and that the actor may not look into yet, and of
    the stops whose place they took: a record of a reserve stop names the first of them.
    """
    rows = Visit.objects.filter(is_double=True, state=VisitState.PLANNED)
    if actor.may_anywhere(SEE_AGREEMENT):
        rows = rows.filter(inspectors__post__in=actor.post_ids, inspectors__left_at=None)
    found = dict(rows.values_list("pk", "planned_at"))
    before = {pk for pk in rows.values_list("replaces", flat=True) if pk}
    while before:
        replaced = Visit.objects.filter(pk__in=before - found.keys()).values_list("pk", "planned_at", "replaces")
        found |= {pk: planned_at for pk, planned_at, _replaces in replaced}
        before = {replaces for _pk, _planned_at, replaces in replaced if replaces}
    return found
