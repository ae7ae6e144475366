"""A forecast, kept as it was made."""

from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.scoring import forecasts
from chuangcheng.scoring.models import Forecast, WholeScore

MOST_SPREAD = 50.0


def make_forecast(
    *,
    by: Actor,
    at: datetime,
    score: WholeScore,
    year: int,
    line: float,
    inspector: float,
    day: float,
    assessor_sites: float,
) -> Forecast:
    """Simulate the result of a year and keep it; it is never changed. Refused: `bad_assumption`, `bad_year`."""
    by.must("scoring.make_forecast")
    for name, value, most in (("line", line, 100.0), ("inspector", inspector, MOST_SPREAD), ("day", day, MOST_SPREAD)):
        if not 0 <= value <= most:
            raise Refused("bad_assumption", _("A number from 0 to %(most)s.") % {"most": int(most)}, field=name)
    if not 1 <= assessor_sites <= 1000:
        raise Refused("bad_assumption", _("A number from 1 to 1000."), field="assessor_sites")
    if year < localdate(at).year:
        raise Refused("bad_year", _("That year is over."), field="year")
    assumed = forecasts.assumptions_of(score, line=line, inspector=inspector, day=day)
    content = forecasts.computed(assumed, forecasts.targets_for(score.edition, at, assessor_sites))
    with act("scoring.make_forecast", by=by, at=at, year=year, line=line) as record:
        row = Forecast.objects.create(
            edition=score.edition,
            score=score,
            year=year,
            made_at=at,
            made_by_id=by.person_id,
            rule_version=forecasts.RULE_VERSION,
            assumptions=assumed.as_data(),
            content=content,
        )
        record.on(row, mean=round(content["mean"], 2))
    return row
