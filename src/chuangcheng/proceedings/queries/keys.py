"""What only an older key of the city can make sense of: who objected before, and the codes in letters that are out."""

from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from chuangcheng.kit.resealing import Needed
from chuangcheng.proceedings.models import Objection, Proceeding, State


def _running(at: datetime) -> QuerySet[Proceeding]:
    """Those that can still be objected to."""
    open_ = Q(state=State.NOTICED) | Q(state=State.DECIDED, published_until__gt=at)
    endless = Q(state=State.DECIDED, published_until=None, published_from__isnull=False)
    return Proceeding.objects.filter(open_ | endless, over_at=None)


def _free_on(rows: QuerySet[Proceeding]) -> date | None:
    """The day after the last publication; None while one has no end yet."""
    ends = list(rows.values_list("published_until", flat=True))
    known = [one for one in ends if one is not None]
    return timezone.localdate(max(known)) if known and len(known) == len(ends) else None


def objections_from_before(before: datetime, at: datetime) -> Needed:
    """A repeat of what was answered is to be known as one."""
    rows = Objection.objects.filter(objector__startswith="phone:", filed_at__lt=before, proceeding__in=_running(at))
    return Needed(rows.count(), _free_on(_running(at).filter(pk__in=rows.values("proceeding"))))


def letters_from_before(before: datetime, at: datetime) -> Needed:
    """The code in the letter to a party that is no unit follows from the key of its day."""
    rows = _running(at).filter(unit=None, kind__objectors="party", noticed_at__lt=before)
    return Needed(rows.count(), _free_on(rows))
