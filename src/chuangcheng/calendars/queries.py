"""The city's calendar as every other room asks for it, and the words that explain a deadline."""

import threading
from collections.abc import Iterable
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chuangcheng.calendars import models, rules
from chuangcheng.calendars.published import HOLIDAY_NAMES, published_tables
from chuangcheng.calendars.rules import Calendar, Day, DaysOff, Due, Limit
from chuangcheng.calendars.rules import Season as Season
from chuangcheng.calendars.rules import YearTable as YearTable
from chuangcheng.kit.display import moment_text
from chuangcheng.kit.names import localised

ASKED_FROM_MONTH = 11
"""The State Council's notice for the next year comes in November (sometimes late October)."""

_kept = threading.local()


def city_calendar() -> Calendar:
    """Published tables, before them the uploaded ones, with the city's own hours.

    Kept per thread under the stamp of the database; outside a request one query, in a request one for all calls.
    """
    if getattr(_kept, "is_checked", False):
        return _calendar_kept()
    token = models.Stamp.objects.values_list("token", flat=True).first()
    if not hasattr(_kept, "calendar") or _kept.token != token:
        _kept.token, _kept.calendar = token, _load()
    _kept.is_checked = getattr(_kept, "is_in_request", False)
    return _calendar_kept()


def _calendar_kept() -> Calendar:
    calendar: Calendar = _kept.calendar
    return calendar


def begin_request(**kwargs: object) -> None:
    """A request has begun on this thread: the stamp is to be looked at once more, then not again until its end."""
    _kept.is_in_request, _kept.is_checked = True, False


def end_request(**kwargs: object) -> None:
    """The request is over: what follows on this thread (a job) looks at the stamp each time."""
    _kept.is_in_request = _kept.is_checked = False


def check_again() -> None:
    """The calendar has been changed on this thread."""
    _kept.is_checked = False


def _load() -> Calendar:
    uploaded = {row.year: table_of_row(row) for row in models.YearTable.objects.all()}
    seasons = tuple(season_of_row(row) for row in models.Season.objects.all())
    return Calendar({**published_tables(), **uploaded}, seasons or rules.DEFAULT_SEASONS, ZoneInfo(settings.TIME_ZONE))


def table_of_row(row: models.YearTable) -> rules.YearTable:
    """The value of a stored table."""
    return rules.YearTable(row.year, _days(row.off), _days(row.worked), is_uploaded=True)


def _days(stored: dict[str, str]) -> dict[date, str]:
    return {date.fromisoformat(day): name for day, name in stored.items()}


def season_of_row(row: models.Season) -> rules.Season:
    """The value of a stored season."""
    spans = tuple((time.fromisoformat(begin), time.fromisoformat(end)) for begin, end in row.spans)
    return rules.Season(row.month, row.day, spans, row.name_zh)


def deadline(start: datetime, limit: Limit) -> Due:
    """The deadline inside the product: a year without a table is taken by plain weekdays and called provisional."""
    return rules.due_at(city_calendar(), start, limit, provisional=True)


def years_missing(at: datetime) -> list[int]:
    """Years whose table the home page should ask for: this one, and from November on the next."""
    calendar = city_calendar()
    today = calendar.local(at).date()
    wanted = [today.year, *([today.year + 1] if today.month >= ASKED_FROM_MONTH else [])]
    return [year for year in wanted if year not in calendar.tables]


def uploaded_table(pk: int) -> models.YearTable | None:
    """A stored table by its id, or None."""
    return models.YearTable.objects.filter(pk=pk).first()


def uploaded_table_of(year: int) -> models.YearTable | None:
    """The stored table of a year, or None."""
    return models.YearTable.objects.filter(year=year).first()


def holiday_name(name: str) -> str:
    """The name of a holiday in the language in force."""
    return localised(name, "", HOLIDAY_NAMES.get(name, ""))[0]


def holiday_names(names: Iterable[str]) -> str:
    """Several names of holidays, joined as the language in force joins them."""
    return _(", ").join(map(holiday_name, names))


def limit_text(limit: Limit) -> str:
    """A limit in words."""
    count = {"count": limit.amount}
    if limit.unit == "working_hours":
        return ngettext("%(count)d working hour", "%(count)d working hours", limit.amount) % count
    if limit.unit == "working_days":
        return ngettext("%(count)d working day", "%(count)d working days", limit.amount) % count
    return ngettext("%(count)d calendar day", "%(count)d calendar days", limit.amount) % count


def deadline_in_words(start: datetime, due_at: datetime, limit: Limit | None = None) -> list[str]:
    """Why a deadline is when it is, as short sentences in the language in force: for the page of whatever is due."""
    found = rules.explain(city_calendar(), start, due_at)
    lines = [_("Counted from %(moment)s.") % {"moment": moment_text(start)}]
    if limit is not None:
        lines.append(_("The limit is %(limit)s.") % {"limit": limit_text(limit)})
        if limit.unit != "working_hours":
            lines.append(_("The day it began does not count; the last day ends when working hours end."))
    lines += [_run_text(run) for run in found.days_off]
    lines += [_makeup_text(found.makeup_days)] if found.makeup_days else []
    lines += [_unknown_text(year) for year in found.unknown_years]
    return lines


def _run_text(run: DaysOff) -> str:
    first, last = moment_text(run.first, "day"), moment_text(run.last, "day")
    days = first if run.first == run.last else _("%(first)s to %(last)s") % {"first": first, "last": last}
    if not run.names:
        return _("%(days)s: weekend.") % {"days": days}
    return _("%(days)s: days off, %(holiday)s.") % {"days": days, "holiday": holiday_names(run.names)}


def _makeup_text(days: Iterable[Day]) -> str:
    return _("Make-up working day: %(days)s.") % {"days": _(", ").join(moment_text(day.on, "day") for day in days)}


def _unknown_text(year: int) -> str:
    return _("Provisional: the working days of %(year)s are not known yet, plain weekdays were counted.") % {
        "year": year
    }
