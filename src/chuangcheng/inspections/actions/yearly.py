"""The year's plan: a sealed secret, frequencies by type of site, batches on days that chance chose."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from chuangcheng.calendars.queries import city_calendar
from chuangcheng.inspections import yearly
from chuangcheng.inspections.actions.authorising import local_day
from chuangcheng.inspections.models import Batch, Frequency, FrequencyPeriod, YearPlan
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.sealed import open_value, seal_value
from chuangcheng.places.models import SiteType

SEALED_FOR = "year plan"


def make_year_plan(*, by: Actor, at: datetime, year: int) -> YearPlan:
    """A year's empty plan. Its secret is made here and seen by nobody; the hash goes into the journal first.

    Refused `bad_year` (over, or more than a year ahead), `year_taken`.
    """
    by.must("inspections.make_year_plan")
    this = local_day(at).year
    if not this <= year <= this + 1:
        raise Refused("bad_year", _("A plan is made for this year or the next."), field="year")
    if YearPlan.objects.filter(year=year).exists():
        raise Refused("year_taken", _("This year has a plan already."), field="year")
    secret = secrets.token_bytes(32)
    with act("inspections.make_year_plan", by=by, at=at) as record:
        made = YearPlan.objects.create(
            year=year,
            name_zh=f"{year}年实地考察年度计划",
            name_en=f"Plan of rounds for {year}",
            secret_sealed=seal_value(secret, SEALED_FOR),
            commitment_sha256=yearly.commitment(secret),
            made_at=at,
        )
        record.on(made, year=year, commitment=made.commitment_sha256)
    return made


def plan_frequency(
    *, by: Actor, at: datetime, plan: YearPlan, site_type: SiteType, times: int, period: str
) -> Frequency:
    """So many batches in each period, each on one working day that chance chooses from its window after today.

    Working days are the city's calendar (plain weekdays where its year is not known yet). Refused: `plan_over`,
    `bad_times`, `type_taken` (drop the old frequency first), `no_days_left`.
    """
    by.must("inspections.plan_frequency")
    if plan.revealed_at is not None:
        raise Refused("plan_over", _("The secret of this plan is public: nothing can be drawn with it any more."))
    most = yearly.MOST_TIMES.get(period, 0)
    if not 1 <= times <= most:
        raise Refused("bad_times", _("From 1 to %(most)s times in such a period.") % {"most": most}, field="times")
    if Frequency.objects.filter(plan=plan, site_type=site_type, dropped_at=None).exists():
        raise Refused("type_taken", _("This type is planned already: drop that line first."), field="site_type")
    drawn = _windows(plan.year, period, times, local_day(at))
    if not drawn:
        raise Refused("no_days_left", _("The year has no working day left for it."), field="period")
    secret = open_value(plan.secret_sealed, SEALED_FOR)
    with act("inspections.plan_frequency", by=by, at=at, on=plan) as record:
        last = Frequency.objects.filter(plan=plan).aggregate(last=Max("ordinal"))["last"] or 0
        made = Frequency.objects.create(
            plan=plan, ordinal=last + 1, site_type=site_type, times=times, period=period, set_at=at
        )
        Batch.objects.bulk_create(
            [
                Batch(
                    frequency=made,
                    number=number,
                    opens_on=whole[0],
                    closes_on=whole[-1],
                    allowed_days=[day.isoformat() for day in allowed],
                    starts_on=yearly.drawn_day(secret, plan.year, made.ordinal, number, allowed),
                )
                for number, whole, allowed in drawn
            ],
            batch_size=200,
        )
        words = {"times": times, "period": FrequencyPeriod(period).value, "year": plan.year}
        record.note(type=site_type.name_zh, ordinal=made.ordinal, batches=len(drawn), **words)
    return made


def _windows(year: int, period: str, times: int, today: date) -> list[tuple[int, Sequence[date], Sequence[date]]]:
    """(number, the window, its days after today) of every window that has one."""
    calendar = city_calendar()
    first = date(year, 1, 1)
    days = [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]
    working = [day for day in days if calendar.day(day, provisional=True).is_workday]
    found: list[tuple[int, Sequence[date], Sequence[date]]] = []
    for number, whole in enumerate(yearly.windows(year, period, times, working), start=1):
        allowed = [day for day in whole if day > today]
        if allowed:
            found.append((number, whole, allowed))
    return found


def drop_frequency(*, by: Actor, at: datetime, frequency: Frequency, reason: str) -> Frequency:
    """The line stays in the record with its batches; its days are not waited for any more. Refused `missing`."""
    by.must("inspections.drop_frequency")
    reason = reason.strip()
    if not reason:
        raise Refused("missing", _("Please give the reason."), field="reason")
    if frequency.dropped_at is not None:
        raise Refused("dropped", _("This line has been dropped already."))
    with act("inspections.drop_frequency", by=by, at=at, on=frequency.plan) as record:
        frequency.dropped_at = at
        frequency.save(update_fields=["dropped_at"])
        record.note(
            type=frequency.site_type.name_zh, year=frequency.plan.year, ordinal=frequency.ordinal, reason=reason
        )
    return frequency


def reveal_year_plan(*, by: Actor, at: datetime, plan: YearPlan) -> YearPlan:
    """After the year the secret is published: anyone can draw every day again. Refused `too_early`."""
    by.must("inspections.reveal_year_plan")
    if local_day(at).year <= plan.year:
        raise Refused("too_early", _("The secret is published when the year is over, not before."))
    if plan.revealed_at is not None:
        return plan
    with act("inspections.reveal_year_plan", by=by, at=at, on=plan) as record:
        plan.secret = open_value(plan.secret_sealed, SEALED_FOR).hex()
        plan.revealed_at = at
        plan.save(update_fields=["secret", "revealed_at"])
        record.note(year=plan.year, secret=plan.secret)
    return plan
