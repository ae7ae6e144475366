"""The sample's year plan, and today's routes of the round that is open."""

from datetime import datetime, time

from chuangcheng.calendars.queries import city_calendar
from chuangcheng.inspections.actions import Ruled, make_year_plan, plan_frequency, plan_routes, set_route_rules
from chuangcheng.inspections.queries import Round, Route, Visit, YearPlan
from chuangcheng.places.queries import SiteType
from chuangcheng.sample.moments import local_date, opening
from chuangcheng.sample.staff import actor

START = "市创城办（样例）"
START_POINT = (98.2893, 39.7731)
PLANNED_TYPES = 8
"""Kinds of site that the plan names; the second of them is seen twice as often."""


def has_ways() -> bool:
    """True once the routes are planned, whatever became of them."""
    return Route.objects.exists()


def year_plan(now: datetime) -> YearPlan:
    """Made in the first working days of the year (or today, if they are not over)."""
    first = city_calendar().moment(datetime.combine(local_date(now).replace(month=1, day=4), time(9, 0)))
    at = min(opening(first), now)
    office = actor("linyue", at)
    plan = make_year_plan(by=office, at=at, year=local_date(now).year)
    drawn = Visit.objects.filter(kind="drawn").values("site__site_type")
    kinds = SiteType.objects.filter(pk__in=drawn).order_by("code")
    for number, kind in enumerate(kinds[:PLANNED_TYPES]):
        times, period = (6, "year") if number == 1 else (1, "quarter")
        plan_frequency(by=office, at=at, plan=plan, site_type=kind, times=times, period=period)
    return plan


def ways(open_round: Round, now: datetime) -> list[Route]:
    """Where the teams set out, the year's plan, and the routes of today."""
    office = actor("linyue", now)
    if not YearPlan.objects.exists():
        year_plan(now)
    set_route_rules(by=office, at=now, rules=Ruled(start_zh=START, start=START_POINT))
    return plan_routes(by=office, at=now, round=open_round, day=local_date(now))
