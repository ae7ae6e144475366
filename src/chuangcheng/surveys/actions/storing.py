"""Answers on their way: kept encrypted, then stored in shuffled batches that nothing joins to who gave them."""

import json
import secrets
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.sealed import open_value, seal_value
from chuangcheng.surveys.models import Cluster, Response, Sample, Survey, WaitingAnswers
from chuangcheng.surveys.rules import LEAST_TOGETHER, coarse, ripe
from chuangcheng.surveys.workflow import SURVEYS, check

SEALED_FOR = "surveys.answers"
PAD = 2048
"""The encrypted text is as long for everybody: its length must not tell what was said."""
BATCH = 400


def keep_waiting(sample: Sample, cluster: Cluster | None, answers: Mapping[str, Any], seconds: float | None) -> None:
    """Put one person's answers in line. Called inside the act that knows who may answer; nothing else is kept."""
    text = json.dumps({"answers": dict(answers), "seconds": coarse(seconds)}, ensure_ascii=False).encode()
    padded = text + b" " * (-len(text) % PAD)
    WaitingAnswers.objects.create(sample=sample, cluster=cluster, sealed=seal_value(padded, SEALED_FOR))


def store_answers(*, by: Actor, at: datetime, sample: Sample) -> int:
    """Move what may go together (`rules.ripe`) in random order under new random keys. How many; nothing is written
    for none."""
    by.must("surveys.store_answers")
    check(SURVEYS, "surveys.store_answers", sample.survey, {})
    waiting = list(WaitingAnswers.objects.filter(sample=sample).values_list("key", "cluster_id"))
    keys = ripe(waiting)
    if not keys:
        return 0
    with act("surveys.store_answers", by=by, at=at, on=sample.survey, code=sample.survey.code) as record:
        rows = list(WaitingAnswers.objects.select_for_update().filter(key__in=keys))
        _store([_opened(row, at) for row in rows])
        WaitingAnswers.objects.filter(key__in=[row.key for row in rows]).delete()
        record.note(count=len(rows))
    return len(rows)


def store_rest(survey: Survey, at: datetime) -> None:
    """At the end: fewer than a batch may be left, so that they are shuffled with all that is stored of their sample."""
    for sample in Sample.objects.filter(survey=survey):
        rest = list(WaitingAnswers.objects.filter(sample=sample))
        rows = [_opened(row, at) for row in rest]
        if rows and len(rows) < LEAST_TOGETHER:
            stored = Response.objects.filter(sample=sample)
            rows += list(stored)
            stored.delete()
        day = timezone.localdate(at)
        for row in rows:
            row.stored_on = day
        _store(rows)
        WaitingAnswers.objects.filter(key__in=[row.key for row in rest]).delete()


def destroy_waiting(survey: Survey) -> None:
    """Answers of a cancelled survey that were not stored yet go unread."""
    WaitingAnswers.objects.filter(sample__survey=survey).delete()


def _opened(row: WaitingAnswers, at: datetime) -> Response:
    said = json.loads(open_value(row.sealed, SEALED_FOR))
    return Response(
        sample_id=row.sample_id,
        cluster_id=row.cluster_id,
        answers=said["answers"],
        seconds=said["seconds"],
        stored_on=timezone.localdate(at),
    )


def _store(rows: Sequence[Response]) -> None:
    shuffled = list(rows)
    secrets.SystemRandom().shuffle(shuffled)
    for row in shuffled:
        row.key = uuid.uuid4()
    Response.objects.bulk_create(shuffled, batch_size=BATCH)
