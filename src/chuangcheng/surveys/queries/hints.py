"""Hints of coached answers in a closed survey, for the office to look at. Nothing is excluded by them."""

from dataclasses import dataclass
from uuid import UUID

from chuangcheng.surveys.models import Response, Sample
from chuangcheng.surveys.rules import CHOSEN, SCALE, Given, alike, fast


@dataclass(frozen=True, slots=True)
class Hint:
    """Answers that look coached. `chance`: how likely so many alike are by chance; None for haste."""

    kind: str
    where: str
    keys: tuple[UUID, ...]
    of_count: int
    chance: float | None = None


def hints_of(sample: Sample) -> list[Hint]:
    """Identical patterns beyond chance within a community or place, then answers given too fast. One query."""
    codes = [one.code for one in sample.form.asked if not one.attribute and one.kind in (*CHOSEN, SCALE)]
    rows = list(Response.objects.filter(sample=sample, exclusion=None).select_related("cluster__area"))
    names = {str(row.cluster_id or ""): row.cluster.area.name if row.cluster else sample.name for row in rows}
    given = [
        Given(
            str(row.key),
            str(row.cluster_id or ""),
            tuple(_plain(row.answers.get(code)) for code in codes),
            row.seconds,
        )
        for row in rows
    ]
    found = [
        Hint("alike", names[one.group], tuple(UUID(key) for key in one.keys), one.group_count, one.chance)
        for one in alike(given)
    ]
    hasty: dict[str, list[UUID]] = {}
    for row in fast(given):
        hasty.setdefault(row.group, []).append(UUID(row.key))
    counts = {group: sum(row.group == group for row in given) for group in hasty}
    return found + [Hint("fast", names[group], tuple(keys), counts[group]) for group, keys in hasty.items()]


def _plain(answer: object) -> object:
    return tuple(answer) if isinstance(answer, list) else answer
