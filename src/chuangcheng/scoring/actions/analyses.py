"""Rankings and trouble spots of a day are kept; what was kept earlier on the same day is replaced."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.scoring import spotting, standings
from chuangcheng.scoring.models import Analysis


def store_ranking(*, by: Actor, at: datetime, days: int) -> list[Analysis]:
    """Rank units, adopted streets and sub-districts by the visits of the last so many days; one row of each.

    Nothing is kept where nothing was judged.
    """
    by.must("scoring.store_ranking")
    contents, observed = standings.computed(days, at)
    if not observed:
        return []
    kinds = {standings.kind_of(dimension, days): content for dimension, content in contents.items()}
    with act("scoring.store_ranking", by=by, at=at, days=days, observed=observed) as record:
        rows = _kept(kinds, at, days, observed, standings.RULE_VERSION)
        for row in rows:
            record.on(row)
    return rows


def store_hotspots(*, by: Actor, at: datetime, days: int) -> list[Analysis]:
    """Look for trouble spots among the events of the last so many days: one row for each source and size of cells."""
    by.must("scoring.store_hotspots")
    contents = spotting.computed(days, at)
    found = contents[spotting.kind_of(spotting.ALL, spotting.RESOLUTIONS[0], days)]["found"]
    with act("scoring.store_hotspots", by=by, at=at, days=days, found=int(found)) as record:
        rows = _kept(contents, at, days, int(found), spotting.RULE_VERSION)
        for row in rows:
            record.on(row)
    return rows


def _kept(contents: Mapping[str, Any], at: datetime, days: int, observed: int, version: str) -> list[Analysis]:
    stated = {"days": days, "computed_at": at, "rule_version": version, "observed": observed}
    return [
        Analysis.objects.update_or_create(kind=kind, day=localdate(at), defaults={**stated, "content": content})[0]
        for kind, content in contents.items()
    ]
