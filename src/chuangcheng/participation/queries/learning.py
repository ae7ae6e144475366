"""The city's own closed reports to learn from, and the models that were learnt."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet

from chuangcheng.kit.refused import NotFound
from chuangcheng.participation.models import LearntModel, LearntState, Report
from chuangcheng.participation.workflow import SOLVED

MOST_REPORTS = 50_000


def closed_reports() -> tuple[list[str], list[str]]:
    """Texts and the codes of the kinds that the desk gave them, the newest fifty thousand. One query."""
    rows = Report.objects.filter(state__in=SOLVED, category__isnull=False).exclude(description="").order_by("-pk")
    found: Sequence[tuple[str, str]] = list(rows.values_list("description", "category__code")[:MOST_REPORTS])
    return [text for text, _kind in found], [kind for _text, kind in found]


def count_closed_since(moment: datetime | None) -> int:
    """How many closed reports came to their decision after a moment; all of them for None."""
    rows = Report.objects.filter(state__in=SOLVED, category__isnull=False).exclude(description="")
    return rows.filter(answered_at__gt=moment).count() if moment else rows.count()


def learnt_models() -> QuerySet[LearntModel]:
    """Newest first."""
    return LearntModel.objects.select_related("decided_by")


def learnt_model(pk: int) -> LearntModel:
    """One model. NotFound otherwise."""
    found = learnt_models().filter(pk=pk).first()
    if found is None:
        raise NotFound("model")
    return found


def model_in_force() -> LearntModel | None:
    """The one that a person accepted, if any."""
    return LearntModel.objects.filter(state=LearntState.IN_FORCE).first()
