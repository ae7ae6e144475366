"""What citizens said of the work of units: for the monthly results."""

from collections.abc import Iterator
from datetime import datetime

from chuangcheng.participation.models import Reopening, Report, Satisfaction

SAID = {Satisfaction.SATISFIED: "satisfied", Satisfaction.FAIR: "fair", Satisfaction.DISSATISFIED: "dissatisfied"}


def ratings(start: datetime, end: datetime) -> Iterator[tuple[int, int, int, str]]:
    """(unit whose work it was, report, case, what was tapped) of answers rated in [start, end). One query."""
    rows = Report.objects.filter(rated_at__gte=start, rated_at__lt=end, satisfaction__isnull=False)
    rows = rows.filter(answered_unit__isnull=False, case__isnull=False).order_by()
    for unit, report, case, said in rows.values_list("answered_unit", "pk", "case", "satisfaction"):
        yield unit, report, case, SAID[Satisfaction(said or 0)]


def reopenings(start: datetime, end: datetime) -> Iterator[tuple[int, int, int]]:
    """(unit in charge until then, report, case) of closed cases that a citizen's word opened again; a report once."""
    rows = Reopening.objects.filter(at__gte=start, at__lt=end, unit__isnull=False).order_by("report", "at")
    seen: set[int] = set()
    for unit, report, case in rows.values_list("unit", "report", "case"):
        if report not in seen:
            seen.add(report)
            yield unit, report, case
