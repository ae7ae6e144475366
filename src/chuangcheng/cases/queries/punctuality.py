"""How much a unit puts right in time. What the office holds is out of the rate, but stands beside it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from chuangcheng.cases.access import in_units, visible
from chuangcheng.cases.models import Case, State
from chuangcheng.cases.workflow import RUNNING
from chuangcheng.kit.actor import Actor
from chuangcheng.units.models import Unit

LATELY = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Punctuality:
    """Of the cases whose deadline fell into the last 90 days: put right in time, too late, not yet though overdue.
    Then all that are overdue or on hold now. What waits for verification is not judged yet."""

    on_time: int
    late: int
    not_yet: int
    overdue: int
    held: int

    @property
    def rate(self) -> float | None:
        """Share put right in time, 0 to 1; None where nothing was due."""
        due = self.on_time + self.late + self.not_yet
        return self.on_time / due if due else None


def punctuality(actor: Actor, unit: Unit, at: datetime) -> Punctuality:
    """Of one unit and those below it, as far as the actor may see their cases. One query over the unit's own rows."""
    due = Q(due_at__gt=at - LATELY, due_at__lte=at)
    counted = Case.objects.filter(visible(actor), in_units(unit.path)).aggregate(
        on_time=Count("pk", filter=due & Q(was_on_time=True)),
        late=Count("pk", filter=due & Q(was_on_time=False)),
        not_yet=Count("pk", filter=due & Q(state__in=RUNNING)),
        overdue=Count("pk", filter=Q(state__in=RUNNING, due_at__lt=at)),
        held=Count("pk", filter=Q(state=State.HELD)),
    )
    return Punctuality(**counted)
