"""What happened to the cases of one unit: rework, disputes won and lost, as sets of cases that a page can open."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from chuangcheng.cases.access import in_units, visible
from chuangcheng.cases.models import Case, Pause, PauseKind, Submission, Verdict
from chuangcheng.cases.queries.listing import LIST_NEIGHBOURS, UNSHOWN
from chuangcheng.journal.models import Entry
from chuangcheng.kit.actor import Actor
from chuangcheng.units.models import Unit

LATELY = timedelta(days=90)
WHAT = ("rework", "disputes_won", "disputes_lost")


def _rework(unit: Unit, since: datetime) -> Q:
    """Returned by a verifier lately."""
    returned = Submission.objects.filter(case=OuterRef("pk"), verdict=Verdict.RETURNED, verified_at__gte=since)
    return in_units(unit.path) & Q(Exists(returned))


def _disputes_lost(unit: Unit, since: datetime) -> Q:
    """“Not ours” that was decided against the unit."""
    lost = Pause.objects.filter(case=OuterRef("pk"), kind=PauseKind.DISPUTE, gives_time_back=False, ended_at__gte=since)
    return in_units(unit.path) & Q(Exists(lost))


def _disputes_won(unit: Unit, since: datetime) -> Q:
    """“Not ours” that was agreed to: the case is another unit's now, the journal knows whose it was."""
    below = list(Unit.objects.filter(path__startswith=unit.path).values_list("pk", flat=True))
    rows = Entry.objects.filter(verb="cases.uphold_dispute", at__gte=since, payload__former_id__in=below)
    return Q(pk__in=rows.values("subject_id"))


CONDITIONS = {"rework": _rework, "disputes_won": _disputes_won, "disputes_lost": _disputes_lost}


def cases_of_unit(actor: Actor, unit: Unit, what: str, at: datetime) -> QuerySet[Case]:
    """The cases of the last 90 days behind one figure of a unit's page. A case that the unit got rid of by a dispute is
    shown by its number and place to the unit that it was: it had been sent to it."""
    rows = Case.objects.filter(CONDITIONS[what](unit, at - LATELY))
    if what != "disputes_won":
        rows = rows.filter(visible(actor))
    return rows.select_related(*LIST_NEIGHBOURS).defer(*UNSHOWN)


def counts_of_unit(actor: Actor, unit: Unit, at: datetime) -> dict[str, int]:
    """Figure -> how many cases: three bounded queries."""
    return {what: cases_of_unit(actor, unit, what, at).order_by().values("pk")[:1000].count() for what in WHAT}
