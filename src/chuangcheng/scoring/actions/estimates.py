"""The score of a day, kept with its uncertainty."""

from datetime import datetime

from django.utils.timezone import localdate

from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.scoring import estimates
from chuangcheng.scoring.models import ScoreEstimate
from chuangcheng.scoring.queries import Scope, tallies
from chuangcheng.scoring.rules import total


def store_estimate(*, by: Actor, at: datetime, scope: Scope) -> ScoreEstimate | None:
    """Estimate a scope and keep it as the estimate of the day; None where nothing has been judged yet.

    What was kept earlier on the same day is replaced: nobody has been told of it, and the visits only grow.
    """
    by.must("scoring.store_estimate")
    whole = total(tallies(scope, "check_point__edition_id").values())
    if not whole.observed:
        return None
    content, visits = estimates.computed(scope)
    key, day = estimates.key_of(scope), localdate(at)
    stated = {
        "edition": scope.edition,
        "round_ids": sorted(scope.round_ids),
        "computed_at": at,
        "rule_version": estimates.RULE_VERSION,
        "field_weight": scope.field_weight,
        "observed": whole.observed,
        "passed": whole.passed,
        "visits": visits,
        "content": content,
        **{name: content["points"]["whole"][name] for name in ("value", "low", "high", "judged")},
    }
    with act("scoring.store_estimate", by=by, at=at, edition=scope.edition.code) as record:
        row, _made = ScoreEstimate.objects.update_or_create(scope=key, day=day, defaults=stated)
        points = content["points"]["whole"]
        record.on(row, points=round(points["value"], 2), observed=whole.observed)
    return row
