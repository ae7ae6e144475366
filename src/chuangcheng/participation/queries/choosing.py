"""What a citizen may choose, and what the words suggest: by the city's own model, or by keywords until there is one."""

import hashlib
import io
import logging
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from chuangcheng.cases.queries import Category, categories
from chuangcheng.kit import storage
from chuangcheng.participation.models import Call
from chuangcheng.participation.queries.learning import model_in_force
from chuangcheng.participation.triage import model as models
from chuangcheng.participation.triage.suggesting import Category as Kind
from chuangcheng.participation.triage.suggesting import suggest

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A category, the words that speak for it, and its probability in percent if a model learnt it; else None."""

    category: Category
    words: tuple[str, ...]
    percent: int | None = None


def public_categories() -> QuerySet[Category]:
    """Second-level categories that citizens may choose, with their first level."""
    return categories().filter(is_public=True, parent__isnull=False)


def public_category(pk: str | int | None) -> Category | None:
    """The category with this id if citizens may choose it."""
    text = str(pk or "")
    return public_categories().filter(pk=int(text)).first() if text.isdecimal() and len(text) < 12 else None


def suggested(text: str, most: int = 3, *, for_public: bool = True) -> list[Suggestion]:
    """The likeliest categories of a text, best first, each with the words that speak for it."""
    rows = public_categories() if for_public else categories().filter(parent__isnull=False)
    known = {row.code: row for row in rows}
    kinds = [Kind(row.code, (row.name_zh,), tuple(row.keywords)) for row in known.values()]
    return [
        Suggestion(
            known[one.code],
            tuple(reason.words for reason in one.reasons),
            round(100 * one.probability) if one.is_calibrated else None,
        )
        for one in suggest(text, model=own_model(), categories=kinds, most=most)
    ]


def own_model() -> models.Model | None:
    """The model that a person put in force, else the file of the settings (CHUANGCHENG_TRIAGE_MODEL), read anew when
    it changes. One query.

    A file that is missing or damaged is told in the log, and keywords serve: reports go on coming in.
    """
    if (chosen := model_in_force()) is not None:
        try:
            return _stored(chosen.path, chosen.sha256)
        except (OSError, models.BadModel):
            log.exception("the model in force cannot be read: %s", chosen.path)
            return None
    if not settings.TRIAGE_MODEL:
        return None
    path = Path(settings.TRIAGE_MODEL)
    try:
        return _read(path, path.stat().st_mtime_ns)
    except (OSError, models.BadModel):
        log.exception("the model of reports cannot be read: %s", path)
        return None


@lru_cache(maxsize=1)
def _stored(path: str, sha256: str) -> models.Model:
    content = storage.read(path)
    if hashlib.sha256(content).hexdigest() != sha256:
        raise models.BadModel("it is not the file that was accepted")
    return models.load(io.BytesIO(content))


@lru_cache(maxsize=1)
def _read(path: Path, changed: int) -> models.Model:
    return models.load(path)


def current_calls(on: date) -> list[Call]:
    """What the city asks for today."""
    return list(Call.objects.filter(starts_on__lte=on, ends_on__gte=on).select_related("category")[:3])
