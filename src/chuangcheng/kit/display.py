"""How values look on a page: moments, deadlines, rates, states. Words and tones only, no markup."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext

WEEKDAYS_ZH_HANS = "一二三四五六日"
WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

TONES: dict[str, tuple[str, str]] = {
    # models learnt from closed reports
    "offered": ("info", "inbox"),
    "in_force": ("done", "circle-check"),
    "retired": ("muted", "archive"),
    # citizens' reports
    "held_back": ("warn", "hand-stop"),
    "received": ("info", "inbox"),
    "agreed": ("done", "circle-check"),
    "in_review": ("warn", "scale"),
    "joined": ("muted", "git-merge"),
    "erased": ("muted", "trash"),
    # cases
    "registered": ("neutral", "circle-dashed"),
    "dispatched": ("info", "send"),
    "disputed": ("warn", "scale"),
    "accepted": ("progress", "circle-dot"),
    "held": ("muted", "player-pause"),
    "submitted": ("review", "eye"),
    "returned": ("warn", "arrow-back-up"),
    "reopened": ("warn", "rotate-2"),
    "corrected": ("review", "eye"),
    "split": ("progress", "sitemap"),
    "closed": ("done", "circle-check"),
    "refused": ("muted", "ban"),
    "merged": ("muted", "git-merge"),
    "taken_back": ("neutral", "arrow-back-up"),
    "overdue": ("alarm", "clock-exclamation"),
    "kept": ("done", "circle-check"),
    "relapsed": ("alarm", "rotate-2"),
    "not_seen": ("muted", "eye-off"),
    # recurring faults
    "taken_up": ("progress", "tool"),
    "declined": ("muted", "ban"),
    # instructions and their replies
    "owed": ("info", "send"),
    "answered": ("review", "eye"),
    "settled": ("done", "circle-check"),
    "withdrawn": ("muted", "ban"),
    # proceedings, monthly results
    "reviewed": ("info", "eye"),
    "noticed": ("progress", "hourglass"),
    "decided": ("done", "circle-check"),
    "turned_down": ("muted", "ban"),
    "confirmed": ("info", "circle-check"),
    "announced": ("done", "circle-check"),
    # draws, editions, rounds, visits
    "draft": ("neutral", "pencil"),
    "committed": ("info", "lock"),
    "pending": ("info", "hourglass"),
    "run": ("progress", "arrows-shuffle"),
    "drawn": ("progress", "arrows-shuffle"),
    "revealed": ("done", "lock-open"),
    "published": ("done", "circle-check"),
    "superseded": ("muted", "history"),
    "cancelled": ("muted", "circle-x"),
    "failed": ("alarm", "circle-x"),
    "planned": ("neutral", "calendar"),
    "running": ("progress", "circle-dot"),
    "started": ("progress", "circle-dot"),
    "open": ("progress", "circle-dot"),
    "finished": ("done", "circle-check"),
    "done": ("done", "circle-check"),
    "visited": ("done", "circle-check"),
    "unvisited": ("warn", "circle-minus"),
    "not_visited": ("warn", "circle-minus"),
    "not_possible": ("warn", "circle-minus"),
    # records from phones
    "applied": ("done", "circle-check"),
    "conflict": ("warn", "scale"),
    "discarded": ("muted", "ban"),
    "entered": ("neutral", "pencil"),
    "imported": ("neutral", "file-import"),
    "set_aside": ("muted", "ban"),
    "annulled": ("muted", "ban"),
    "repaired": ("done", "circle-check"),
    # documents
    "approved": ("info", "circle-check"),
    "issued": ("done", "circle-check"),
    "replaced": ("muted", "history"),
    # batches of the year
    "ahead": ("muted", "calendar"),
    "due": ("info", "calendar-due"),
    "late": ("warn", "clock-exclamation"),
    "missed": ("alarm", "circle-x"),
    # verdicts
    "pass": ("done", "check"),
    "met": ("done", "check"),
    "fail": ("alarm", "x"),
    "not_met": ("alarm", "x"),
    "not_applicable": ("muted", "minus"),
    "not_observed": ("neutral", "eye-off"),
    # patrols
    "on": ("progress", "circle-dot"),
    "proposed": ("neutral", "pencil"),
    "treating": ("progress", "tool"),
    "treated": ("review", "eye"),
    "dropped": ("muted", "ban"),
    "patrol_off": ("muted", "player-pause"),
    # honours
    "nominating": ("info", "inbox"),
    "deliberating": ("progress", "scale"),
    "nominated": ("info", "inbox"),
    "candidate": ("progress", "circle-dot"),
    "not_admitted": ("muted", "ban"),
    "passed_over": ("muted", "circle-minus"),
    "awarded": ("done", "trophy"),
    "not_awarded": ("muted", "ban"),
    "questioned": ("warn", "scale"),
    "revoking": ("warn", "scale"),
    "revoked": ("alarm", "ban"),
    "given_back": ("muted", "arrow-back-up"),
    "given": ("done", "circle-check"),
    "denied": ("muted", "ban"),
    # material
    "complete": ("done", "circle-check"),
    "begun": ("neutral", "pencil"),
    "missing": ("warn", "circle-dashed"),
    "partly": ("warn", "circle-minus"),
    "asked": ("neutral", "circle-dashed"),
    "reported": ("review", "eye"),
    "examined": ("review", "report-search"),
    "lapsed": ("muted", "history"),
    "empty": ("muted", "ban"),
    # plans and meetings
    "drafted": ("neutral", "pencil"),
    "under_way": ("progress", "circle-dot"),
    "invited": ("info", "send"),
    "convened": ("progress", "users-group"),
    "concluded": ("done", "circle-check"),
    # jobs
    "ready": ("neutral", "clock"),
    "waiting": ("neutral", "clock"),
    "successful": ("done", "circle-check"),
    "succeeded": ("done", "circle-check"),
    "dead": ("alarm", "alert-circle"),
    "released": ("info", "refresh"),
    # deliveries
    "sent": ("done", "send"),
    "delivered": ("done", "circle-check"),
    "given_up": ("alarm", "alert-circle"),
    "bundled": ("muted", "mail"),
    # differences
    "added": ("done", "plus"),
    "changed": ("warn", "pencil"),
    "removed": ("muted", "minus"),
    "unchanged": ("muted", "check"),
    "active": ("done", "circle-check"),
    "ended": ("muted", "circle-minus"),
    "vacant": ("warn", "user-off"),
}


def tone_of(state: str) -> tuple[str, str]:
    """(tone, icon) of a state's code; unknown codes are neutral."""
    return TONES.get(str(state).lower(), ("neutral", "circle-dot"))


def is_chinese() -> bool:
    """True if the language in force is Chinese of either script."""
    return (get_language() or "zh").startswith("zh")


def _weekday(day: date) -> str:
    if not is_chinese():
        return WEEKDAYS_EN[day.weekday()]
    hant = (get_language() or "") in ("zh-hant", "zh-tw", "zh-hk")
    return ("週" if hant else "周") + WEEKDAYS_ZH_HANS[day.weekday()]


def _day(day: date, *, year: bool = True) -> str:
    if is_chinese():
        return (f"{day.year}年" if year else "") + f"{day.month}月{day.day}日"
    return f"{day.day} {MONTHS_EN[day.month - 1]}" + (f" {day.year}" if year else "")


def moment_text(moment: datetime | date, form: str = "full", *, this_year: int | None = None) -> str:
    """A moment in the city's zone: `full`, `date`, `day` (no clock, with weekday), `short`, `numeric`, `time`.

    `short` leaves the year out when it is `this_year`.
    """
    local = timezone.localtime(moment) if isinstance(moment, datetime) else None
    day = local.date() if local else moment
    clock = f" {local:%H:%M}" if local else ""
    match form:
        case "date":
            return _day(day)
        case "day":
            return f"{_day(day)} {_weekday(day)}"
        case "short":
            return _day(day, year=day.year != this_year) + clock
        case "numeric":
            return f"{day:%Y-%m-%d}{clock}"
        case "time":
            return clock.strip()
    return f"{_day(day)} {_weekday(day)}{clock}"


BROWSERS = (("Edg/", "Edge"), ("MicroMessenger", "WeChat"), ("QQBrowser", "QQ"), ("Firefox/", "Firefox"),
            ("Chrome/", "Chrome"), ("Safari/", "Safari"))  # fmt: skip
SYSTEMS = (("HarmonyOS", "HarmonyOS"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"),
           ("Windows", "Windows"), ("Mac OS", "macOS"), ("Linux", "Linux"))  # fmt: skip


def device_text(agent: str) -> str:
    """Browser and system of a user agent line, as a person would call them; the line itself if neither is known."""
    found = [next((name for mark, name in known if mark in agent), "") for known in (BROWSERS, SYSTEMS)]
    return " · ".join(part for part in found if part) or agent[:60]


def rate_text(value: Any, places: int = 1) -> str:
    """A share between 0 and 1 as a percentage; None is a dash."""
    if value is None or value == "":
        return "—"
    return f"{Decimal(str(value)) * 100:.{places}f}%"


def yuan_text(fen: int) -> str:
    """0.01 yuan as yuan: 1,234.50."""
    return f"{Decimal(fen) / 100:,.2f}"


@dataclass(frozen=True, slots=True)
class Due:
    """What a deadline says: a tone (over, soon, ahead, paused, met, none), its words and an icon."""

    tone: str
    text: str
    icon: str


def _span(days: int, hours: int) -> str:
    if days:
        return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}
    return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}


def due_of(due_at: datetime | None, at: datetime, *, met_at: datetime | None = None, is_paused: bool = False) -> Due:
    """Words for a deadline as seen at `at`: met in time or late, paused, overdue since, due today or in n days."""
    if due_at is None:
        return Due("none", gettext("No deadline"), "minus")
    seen = met_at or at
    late = seen > due_at
    gap = seen - due_at if late else due_at - seen
    span = _span(gap.days, max(1, gap.seconds // 3600))
    if met_at is not None:
        if late:
            return Due("met", gettext("Done %(span)s late") % {"span": span}, "clock-exclamation")
        return Due("met", gettext("Done in time"), "check")
    if is_paused:
        return Due("paused", gettext("Clock stopped"), "clock-pause")
    if late:
        return Due("over", gettext("Overdue by %(span)s") % {"span": span}, "clock-exclamation")
    return _ahead(due_at, at)


def _ahead(due_at: datetime, at: datetime) -> Due:
    days = (timezone.localdate(due_at) - timezone.localdate(at)).days
    clock = moment_text(due_at, "time")
    if days == 0:
        return Due("soon", gettext("Due today %(time)s") % {"time": clock}, "alarm")
    if days == 1:
        return Due("soon", gettext("Due tomorrow %(time)s") % {"time": clock}, "clock")
    text = ngettext("Due in %(count)d day", "Due in %(count)d days", days) % {"count": days}
    return Due("ahead", text, "clock")
