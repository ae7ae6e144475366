"""Reads of the words that news leave in."""

from django.utils.translation import gettext, override

from chuangcheng.journal.queries import RECENT_ROWS, Entry, entries
from chuangcheng.kit.verbs import all_verbs
from chuangcheng.notices.kinds import DIGEST_TEXT, TEST_TEXT, WRITTEN, kind_of
from chuangcheng.notices.models import NewsText


def own_texts() -> set[str]:
    """Kinds for which the office wrote a text of its own."""
    return set(NewsText.objects.values_list("kind", flat=True))


def text_of(kind: str, form: str, language: str) -> str:
    """The office's own text, else the one that comes with the product."""
    own = NewsText.objects.filter(kind=kind, form=form, language=language).values_list("text", flat=True).first()
    return own or written(kind, form, language)


def texts_of(kind: str) -> dict[tuple[str, str], str]:
    """(form, language) -> the office's own text of a kind."""
    return {(row.form, row.language): row.text for row in NewsText.objects.filter(kind=kind)}


def written(kind: str, form: str, language: str) -> str:
    """The text as it comes."""
    group = kind if kind in (DIGEST_TEXT, TEST_TEXT) else "news"
    msgid = WRITTEN[group][form]
    with override(language):
        return gettext(msgid)


def last_entry_of(kind: str) -> Entry | None:
    """The newest row of the record that is news of this kind, for a preview with real data."""
    newest = Entry.objects.order_by("-id").values_list("id", flat=True).first()
    if newest is None:
        return None
    verbs = [verb for verb in all_verbs() if kind_of(verb).code == kind]
    # Looked for among the last rows: through the whole record it would take longer every year.
    return entries(verbs=verbs).filter(pk__gt=newest - RECENT_ROWS).order_by("-id").first()
