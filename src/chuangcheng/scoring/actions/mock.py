"""A mock assessment is started with its draw, and ends with its report."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.draws.actions import commit_draw
from chuangcheng.draws.rules import Source
from chuangcheng.frameworks.queries import Edition
from chuangcheng.inspections.models import RoundState
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import SYSTEM, Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.scoring import city, mock
from chuangcheng.scoring.actions.estimates import store_estimate
from chuangcheng.scoring.models import MockAssessment, MockState
from chuangcheng.scoring.queries import Scope
from chuangcheng.surveys.models import Survey


def start_mock_assessment(
    *,
    by: Actor,
    at: datetime,
    edition: Edition,
    name_zh: str,
    sources: Sequence[Source],
    fails_after: datetime,
    inspectors: Collection[str] | None = None,
    context: Mapping[str, Any] | None = None,
) -> MockAssessment:
    """Commit a draw of the edition's site types and numbers. `inspectors`: codes of posts; None: all who inspect.
    `context`: what else the draw remembers.

    Refused: `missing`, `no_sites`, and as `commit_draw`.
    """
    by.must("scoring.start_mock_assessment")
    with act("scoring.start_mock_assessment", by=by, at=at, edition=edition.code) as record:
        if not name_zh.strip():
            raise Refused("missing", _("Give it a name."), field="name_zh")
        if not mock.strata_of(edition):
            raise Refused("no_sites", _("The city has no site that this edition looks at."), field="edition")
        draw = commit_draw(
            by=by,
            at=at,
            name_zh=name_zh.strip(),
            frames=mock.frames_of(edition, at, inspectors),
            sources=sources,
            fails_after=fails_after,
            context={**(context or {}), "for": "inspections", "edition": edition.pk, "mock": True},
        )
        row = MockAssessment.objects.create(edition=edition, name_zh=name_zh.strip(), draw=draw, planned_at=at)
        record.on(row, name=row.name_zh, draw=draw.serial)
    return row


def finish_mock_assessment(
    *, by: Actor, at: datetime, mock_assessment: MockAssessment, survey: Survey | None = None
) -> MockAssessment:
    """The report: this round alone in the field, the ratings, the survey if there is one. Refused: `not_ended`, `done`.

    A round that was judged nowhere gives no report (`nothing_judged`).
    """
    by.must("scoring.finish_mock_assessment")
    with act("scoring.finish_mock_assessment", by=by, at=at, on=mock_assessment) as record:
        if mock_assessment.state == MockState.FINISHED:
            raise Refused("done", _("This report has been made already."))
        found = mock.round_of(mock_assessment)
        if found is None or found.state != RoundState.ENDED:
            raise Refused("not_ended", _("End the round first: a report rests on all of its visits."))
        weight = city.field_weight(at)
        scope = Scope(mock_assessment.edition, (found,), (found,), weight)
        estimate = store_estimate(by=SYSTEM, at=at, scope=scope)
        if estimate is None:
            raise Refused("nothing_judged", _("Nothing was judged in this round."))
        inputs, _estimate = city.gathered(
            mock_assessment.edition, at, estimate=estimate, survey=survey.pk if survey else None
        )
        content = city.content_of(inputs)
        changes = {"state": MockState.FINISHED, "finished_at": at, "round": found, "survey": survey}
        changes |= {"estimate": estimate, "rule_version": city.RULE_VERSION, "inputs": inputs, "content": content}
        for name, value in changes.items():
            setattr(mock_assessment, name, value)
        mock_assessment.save()
        record.note(name=mock_assessment.name_zh, points=round(content["score"], 2))
    return mock_assessment
