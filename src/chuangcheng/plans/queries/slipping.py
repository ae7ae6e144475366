"""What slips: as conditions of the database, and as rows with their reasons."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from chuangcheng.plans import rules
from chuangcheng.plans.models import Kind, Milestone, SlippageRule, Undertaking
from chuangcheng.plans.rules import Slip

REASONS = ("overdue", "milestone", "silent")
DEFAULT_SILENT_DAYS = 30


def silent_days() -> int:
    """After how many days without a report a task counts as silent."""
    found = SlippageRule.objects.values_list("silent_days", flat=True).first()
    return found if found is not None else DEFAULT_SILENT_DAYS


def conditions(at: datetime) -> dict[str, Q]:
    """Reason -> its condition, and `any` for all of them. One query, for the rule."""
    today = timezone.localdate(at)
    missed = Milestone.objects.filter(undertaking=OuterRef("pk"), reached_on=None, due_on__lt=today)
    heard = timezone.make_aware(datetime.combine(today - timedelta(days=silent_days()), time()))
    found = {
        "overdue": Q(state__in=rules.OPEN, due_on__lt=today),
        "milestone": Q(Exists(missed), state__in=rules.OPEN),
        "silent": Q(kind=Kind.TASK, state__in=rules.RUNNING, last_heard_at__lt=heard),
    }
    return {"any": found["overdue"] | found["milestone"] | found["silent"], **found}


def slipping(at: datetime, reason: str = "any") -> Q:
    """The condition of one reason; of any where the reason is not known."""
    found = conditions(at)
    return found.get(reason, found["any"])


def slips_of(rows: Iterable[Undertaking], at: datetime) -> dict[int, list[Slip]]:
    """id -> why it slips. Two queries."""
    every, today, days = list(rows), timezone.localdate(at), silent_days()
    stones: dict[int, list[tuple[str, date, date | None]]] = {}
    open_ids = [one.pk for one in every if one.state in rules.OPEN]
    wanted = Milestone.objects.filter(undertaking__in=open_ids)
    for pk, name, due_on, reached_on in wanted.values_list("undertaking", "name_zh", "due_on", "reached_on"):
        stones.setdefault(pk, []).append((name, due_on, reached_on))
    return {
        one.pk: rules.slips(
            one.state,
            one.due_on,
            timezone.localdate(one.last_heard_at),
            stones.get(one.pk, []),
            today,
            days if one.kind == Kind.TASK else None,
        )
        for one in every
    }
