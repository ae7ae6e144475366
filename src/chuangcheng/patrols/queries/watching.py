"""What the clock has to look after: windows about to end or ended, windows nobody goes to, scans kept long enough."""

from datetime import datetime, time, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from chuangcheng.patrols.models import Alarm, AlarmKind, Scheme, SchemeState, Window, WindowPoint

PORTION = 200
GAP_WARNING = timedelta(hours=24)
LONGEST_WARNING = timedelta(hours=12)
RELATED = ("scheme__site", "scheme__area", "scheme__unit", "team")


def _counting(windows: QuerySet[Window]) -> QuerySet[Window]:
    """Windows that count: not cancelled, begun while the scheme was on and before its last day was over."""
    on = Q(scheme__state=SchemeState.ON, starts_at__gte=F("scheme__switched_on_at"))
    off = Q(scheme__state=SchemeState.OFF, ends_at__lte=F("scheme__switched_off_at"))
    within = Q(starts_at__date__lte=F("scheme__ends_on"))
    return windows.filter(on | off, within, cancelled_at=None).select_related(*RELATED)


def _lacking() -> Exists:
    return Exists(WindowPoint.objects.filter(window=OuterRef("pk"), seen__lt=OuterRef("looks")))


def to_warn(at: datetime) -> list[Window]:
    """Windows that end soon, with points still to be looked at, not yet told."""
    told = Alarm.objects.filter(window=OuterRef("pk"), kind=AlarmKind.ENDING)
    rows = _counting(Window.objects.filter(checked_at=None, ends_at__gt=at, ends_at__lte=at + LONGEST_WARNING))
    rows = rows.filter(_lacking(), ~Exists(told), starts_at__lte=at).order_by("ends_at")

    def is_near(window: Window) -> bool:
        return window.ends_at - at <= timedelta(minutes=window.scheme.warn_minutes)

    return [window for window in rows[:PORTION] if is_near(window)]


def to_close(at: datetime) -> list[Window]:
    """Windows that have ended and were not looked at since: the oldest first, however old."""
    return list(_counting(Window.objects.filter(checked_at=None, ends_at__lte=at)).order_by("ends_at", "pk")[:PORTION])


def uncovered(at: datetime) -> list[Window]:
    """Windows of the next day that nobody goes to, not yet told."""
    rows = Window.objects.filter(team=None, warned_at=None, starts_at__gt=at, starts_at__lte=at + GAP_WARNING)
    return list(_counting(rows).order_by("starts_at")[:PORTION])


def scans_to_forget(at: datetime) -> Q:
    """Scans that were kept as long as their scheme says."""
    today = timezone.make_aware(datetime.combine(timezone.localdate(at), time()))
    old = Q(pk__in=())
    for days in set(Scheme.objects.values_list("keep_days", flat=True)):
        old |= Q(point__scheme__keep_days=days, scanned_at__lt=today - timedelta(days=days))
    return old
