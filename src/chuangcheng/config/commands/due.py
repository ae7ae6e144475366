"""`chuangcheng due`: when a period of working days, working hours or calendar days ends.

Works without a database; where the city's database exists, its uploaded tables and working hours are used.
"""

import argparse
import os
import sys
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from chuangcheng.calendars.published import published_tables
from chuangcheng.calendars.rules import Calendar, Limit, Unit, UnknownYear, due_at
from chuangcheng.config.environment import data_folder

UNITS: tuple[Unit, ...] = ("working_days", "working_hours", "calendar_days")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--from",
        dest="start",
        required=True,
        type=_moment,
        metavar="MOMENT",
        help="ISO 8601, for example 2026-02-13T16:30+08:00; without an offset it is the city's own time",
    )
    amount = parser.add_mutually_exclusive_group(required=True)
    for unit in UNITS:
        amount.add_argument(f"--{unit.replace('_', '-')}", type=partial(_limit, unit), metavar="N")


def run(arguments: argparse.Namespace) -> int:
    limit = next(given for unit in UNITS if (given := getattr(arguments, unit)) is not None)
    calendar = _calendar()
    start: datetime = arguments.start
    if start.tzinfo is None:
        start = start.replace(tzinfo=calendar.zone)
    try:
        print(due_at(calendar, start, limit).at.isoformat())
    except UnknownYear as unknown:
        print(f"chuangcheng due: {unknown.message}", file=sys.stderr)
        return 1
    return 0


def _limit(unit: Unit, text: str) -> Limit:
    try:
        return Limit.parse(f"{text} {unit}")
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
        moment.astimezone(ZoneInfo("UTC"))
    except (ValueError, OverflowError):
        raise argparse.ArgumentTypeError(f"not a moment in ISO 8601: {text!r}") from None
    return moment


def _calendar() -> Calendar:
    """The city's own calendar where there is a database that can be read, else the published one."""
    if os.environ.get("CHUANGCHENG_DATABASE_URL") or (data_folder() / "city.sqlite3").exists():
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chuangcheng.config.settings")
        import django
        from django.db import DatabaseError

        django.setup()
        from chuangcheng.calendars.queries import city_calendar

        try:
            return city_calendar()
        except DatabaseError as error:
            print(f"chuangcheng due: published tables only, the database cannot be read ({error})", file=sys.stderr)
    return Calendar(published_tables(), zone=ZoneInfo(os.environ.get("CHUANGCHENG_TIME_ZONE", "Asia/Shanghai")))
