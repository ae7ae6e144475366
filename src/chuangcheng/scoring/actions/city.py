"""The whole score of a day, the numbers it needs, and what the assessors announced."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from chuangcheng.frameworks.queries import Edition, EditionKind, cycle_in_force
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.scoring import city
from chuangcheng.scoring.models import OfficialResult, ScoreRules, WholeScore
from chuangcheng.scoring.national import faults

REASONS = {
    "number": _("%(field)s is a number from 0 to 1000."),
    "choice": _("%(field)s is not one of the choices."),
    "unknown": _("%(field)s is not known."),
}


def define_score_rules(*, by: Actor, at: datetime, data: Mapping[str, Any], note: str = "") -> ScoreRules:
    """A new version of the numbers, from the next score on. Refused: `bad_rules`."""
    by.must("scoring.define_score_rules")
    if wrong := faults(data):
        name, reason = wrong[0]
        raise Refused("bad_rules", REASONS[reason] % {"field": name}, field=name)
    with act("scoring.define_score_rules", by=by, at=at, note=note.strip()) as record:
        version = (ScoreRules.objects.aggregate(last=Max("version"))["last"] or 0) + 1
        row = ScoreRules.objects.create(version=version, data=dict(data), note=note.strip(), defined_at=at)
        record.on(row, version=version)
    return row


def store_whole_score(*, by: Actor, at: datetime, edition: Edition) -> WholeScore | None:
    """Compute the whole score and keep it as that of the day; None where no method knows anything yet."""
    by.must("scoring.store_whole_score")
    inputs, estimate = city.gathered(edition, at)
    content = city.content_of(inputs)
    if content["score"] is None:
        return None
    stated = {
        "cycle": cycle_in_force(at),
        "estimate": estimate,
        "computed_at": at,
        "rule_version": city.RULE_VERSION,
        "rules_version": city.rules_now()[0],
        "mark": city.mark_of(inputs),
        "inputs": inputs,
        "content": content,
    }
    with act("scoring.store_whole_score", by=by, at=at, edition=edition.code) as record:
        row, _made = WholeScore.objects.update_or_create(edition=edition, day=localdate(at), defaults=stated)
        record.on(row, points=round(content["score"], 2))
    return row


def record_official_result(
    *, by: Actor, at: datetime, edition_kind: str, year: int, points: Decimal, announced_on: date, source: str
) -> OfficialResult:
    """What was announced for a year; an earlier entry stays beside it. The own score of the time is noted with it.

    Refused: `bad_points`, `bad_kind`, `no_source`, `in_future`.
    """
    by.must("scoring.record_official_result")
    if edition_kind not in EditionKind.values:
        raise Refused("bad_kind", _("Choose one of the two frameworks."), field="edition_kind")
    if not 0 <= points <= 100:
        raise Refused("bad_points", _("Points are a number from 0 to 100."), field="points")
    if not source.strip():
        raise Refused("no_source", _("Name the document that says so."), field="source")
    if announced_on > localdate(at):
        raise Refused("in_future", _("This day is still to come."), field="announced_on")
    with act("scoring.record_official_result", by=by, at=at, kind=edition_kind, year=year) as record:
        OfficialResult.objects.filter(edition_kind=edition_kind, year=year, superseded_at=None).update(superseded_at=at)
        row = OfficialResult.objects.create(
            edition_kind=edition_kind,
            year=year,
            points=points,
            own_points=_own_points(edition_kind, announced_on),
            announced_on=announced_on,
            source_zh=source.strip(),
            entered_at=at,
        )
        record.on(row, points=points)
    return row


def _own_points(kind: str, day: date) -> Decimal | None:
    """The newest own score before the announcement, of the same year."""
    rows = WholeScore.objects.filter(edition__kind=kind, day__lt=day, day__year=day.year)
    content = rows.values_list("content", flat=True).first()
    return Decimal(str(round(content["score"], 2))) if content else None
