"""Reads of the journal: timelines of a thing, the city's record, the head of the chain."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chuangcheng.journal.models import Entry, Seal
from chuangcheng.kit.chinese import to_traditional
from chuangcheng.kit.verbs import all_verbs

__all__ = ["Entry", "Line", "entries", "entry", "head", "line", "names_of_verbs", "outward", "timeline"]

NOTICEABLE = timedelta(minutes=5)
RECENT_ROWS = 20_000
HAN = re.compile("[\u3400-\u9fff]")


class _Blanks(dict[str, Any]):
    """A payload without a name the sentence wants leaves a dash, never a broken page."""

    def __missing__(self, key: str) -> str:
        return "—"


@dataclass(frozen=True, slots=True)
class Line:
    """One row as a page shows it. Actors are ids: faces resolve names through `accounts`."""

    entry: Entry
    sentence: str
    url: str
    recorded_late: bool

    @property
    def actor_id(self) -> int | None:
        return self.entry.actor_id


def line(entry: Entry) -> Line:
    """The sentence of the row's verb in the language in force, filled from payload and personal text."""
    verb = all_verbs().get(entry.verb)
    values = dict(entry.payload)
    if entry.personal_digest:
        personal = getattr(entry, "personal", None)
        values.update(personal.text if personal else dict.fromkeys(verb.personal if verb else (), _("(forgotten)")))
    sentence = _filled(str(verb.sentence), values) if verb else entry.verb
    return Line(entry, sentence, _url(verb.link if verb else "", entry), _is_late(entry))


def outward(entry: Entry) -> tuple[str, dict[str, str]]:
    """(sentence, values) of the row as plain text in the language in force, for what leaves the house: without a word
    of the personal part."""
    verb = all_verbs().get(entry.verb)
    if verb is None:
        return entry.verb, {}
    values = {**entry.payload, **dict.fromkeys(verb.personal, "…")}
    if (get_language() or "").lower() == "zh-hant":
        values = {name: to_traditional(value) if isinstance(value, str) else value for name, value in values.items()}
    plain = {name: str(value) for name, value in values.items() if isinstance(value, str | int)}
    return str(verb.sentence).format_map(_Blanks(values)), plain


def _filled(template: str, values: Mapping[str, Any]) -> str:
    """The sentence; data in Traditional characters for who reads those, and marked as Chinese in English."""
    language = (get_language() or "").lower()
    if language == "zh-hant":
        return template.format_map(
            _Blanks({k: to_traditional(v) if isinstance(v, str) else v for k, v in values.items()})
        )
    if language.startswith("en") and any(isinstance(v, str) and HAN.search(v) for v in values.values()):
        # Every part is escaped here, the template included; only our own <span> is markup.
        return mark_safe(str(escape(template)).format_map(_Blanks({k: _marked(v) for k, v in values.items()})))
    return template.format_map(_Blanks(values))


def _marked(value: Any) -> str:
    if isinstance(value, str) and HAN.search(value):
        return format_html('<span lang="zh-Hans">{}</span>', value)
    return conditional_escape(value)


def _url(name: str, entry: Entry) -> str:
    if not name or entry.subject_id is None:
        return ""
    try:
        return reverse(name, args=[entry.subject_id])
    except NoReverseMatch:
        return ""


def _is_late(entry: Entry) -> bool:
    """`at` and the database's clock apart by more than five minutes: the page shows both."""
    return abs(entry.recorded_at - entry.at) > NOTICEABLE


def entries(
    *,
    verbs: Iterable[str] = (),
    actor_id: int | None = None,
    subject: tuple[str, int] | None = None,
    start: datetime | None = None,
    end: datetime | None = None,
) -> QuerySet[Entry]:
    """Rows that fit all that is given, to be paged by id."""
    rows = Entry.objects.select_related("personal", "seal_item")
    if wanted := list(verbs):
        rows = rows.filter(verb__in=wanted)
    if actor_id is not None:
        rows = rows.filter(actor_id=actor_id)
    if subject is not None:
        rows = rows.filter(subject_type=subject[0], subject_id=subject[1])
    if start is not None:
        rows = rows.filter(at__gte=start)
    if end is not None:
        rows = rows.filter(at__lt=end)
    return rows


def entry(pk: int) -> Entry | None:
    """One row, or None."""
    return entries().filter(pk=pk).first()


def timeline(*subjects: models.Model, limit: int = 200, but: Collection[str] = ()) -> list[Line]:
    """The last `limit` rows about these things, oldest first, without those of the verbs `but`. One query."""
    # Nothing at all, which Django leaves out of an OR; `pk=None` would make the database read every row.
    condition = models.Q(pk__in=[])
    for subject in subjects:
        condition |= models.Q(subject_type=subject._meta.label_lower, subject_id=subject.pk)
    rows = list(
        Entry.objects.select_related("personal").filter(condition).exclude(verb__in=but).order_by("-id")[:limit]
    )
    return [line(row) for row in reversed(rows)]


def head() -> Seal | None:
    """The newest seal: its hash, written down outside, is what shows a cut-off end."""
    return Seal.objects.order_by("-number").first()


def names_of_verbs() -> list[tuple[str, str]]:
    """(verb, its sentence) of every room, for a filter."""
    return [(name, str(verb.sentence)) for name, verb in sorted(all_verbs().items())]


def oldest_unsealed() -> datetime | None:
    """When the oldest row that no seal holds yet was recorded; None if all are sealed.

    Looked for among the last 20,000 rows: what waits is there, and looking through the whole record for a page
    would take longer every year.
    """
    newest = Entry.objects.order_by("-id").values_list("id", flat=True).first()
    if newest is None:
        return None
    row = Entry.objects.filter(id__gt=newest - RECENT_ROWS, seal_item=None).order_by("id").first()
    return row.recorded_at if row else None
