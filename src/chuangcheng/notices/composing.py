"""The words of one delivery in its reader's language, and what a system is told instead."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from chuangcheng.journal.queries import Entry, line, outward
from chuangcheng.kit.display import moment_text
from chuangcheng.notices.kinds import BY_CODE, DIGEST_TEXT, TEST_TEXT, placeholders_of
from chuangcheng.notices.models import Delivery
from chuangcheng.notices.queries.texts import last_entry_of, text_of
from chuangcheng.notices.rules.texts import BODY, FORMS, SMS, TITLE, filled, placeholders
from chuangcheng.units.queries import Post

MOST_LINES = 60
SETTINGS_PATH = "/desk/account/news/"
INBOX_PATH = "/desk/inbox/"


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of news as it leaves. `values`: what its placeholders stood for; `data`: for a system."""

    title: str
    body: str
    sms: str
    link: str
    language: str
    values: dict[str, str] = field(default_factory=dict)
    sms_order: tuple[str, ...] = ()
    data: dict[str, Any] = field(default_factory=dict)


def language_of(delivery: Delivery) -> str:
    """The person's language, else the channel's."""
    return delivery.person.language if delivery.person else delivery.channel.language


def compose(delivery: Delivery, at: datetime) -> Words:
    """The delivery's words; for a digest those of everything in it."""
    with override(language_of(delivery)):
        if delivery.kind == TEST_TEXT:
            values = {"city": city(), "time": moment_text(at)}
            return _words(TEST_TEXT, values, "", {"type": "test", "timestamp": at.isoformat(), "data": {}})
        if delivery.kind == DIGEST_TEXT:
            return _words(DIGEST_TEXT, digest_values(delivery), absolute(INBOX_PATH), {})
        assert delivery.entry is not None
        values = values_of(delivery.entry, delivery.kind, delivery.post)
        return _words(delivery.kind, values, values["link"], _event(delivery.entry, delivery.kind, values))


def _words(kind: str, values: dict[str, str], link: str, data: dict[str, Any]) -> Words:
    language = _language()
    texts = {form: text_of(kind, form, language) for form in FORMS}
    done = {form: filled(text, values).strip() for form, text in texts.items()}
    order = tuple(placeholders(texts[SMS]))
    return Words(done[TITLE], done[BODY], done[SMS], link, language, values, order, data)


def values_of(entry: Entry, kind: str, post: Post | None) -> dict[str, str]:
    """What the placeholders of a kind stand for in the language in force."""
    sentence, payload = outward(entry)
    common = {
        "kind": str(BY_CODE[kind].label),
        "sentence": sentence,
        "city": city(),
        "time": moment_text(entry.at, "short"),
        "link": absolute(line(entry).url or INBOX_PATH),
        "post": f"{post.unit.name}{'' if _language() != 'en' else ' '}{post.name}" if post else "",
    }
    return {**{name: payload.get(name, "") for name in placeholders_of(kind)}, **common}


def digest_values(delivery: Delivery) -> dict[str, str]:
    """What a digest says: a line per piece of news, the oldest first, and how many there are beyond."""
    bundle = delivery.bundle.select_related("entry").order_by("id")
    count = bundle.count()
    lines = [f"· {outward(one.entry)[0]}" for one in bundle[:MOST_LINES] if one.entry]
    if count > MOST_LINES:
        lines.append(_("… and {count} more").format(count=count - MOST_LINES))
    return {"city": city(), "count": str(count), "lines": "\n".join(lines), "link": absolute(INBOX_PATH)}


def _event(entry: Entry, kind: str, values: dict[str, str]) -> dict[str, Any]:
    """What a webhook carries: the row without its personal part."""
    subject = {"type": entry.subject_type, "id": entry.subject_id} if entry.subject_id else None
    return {
        "type": entry.verb,
        "timestamp": entry.at.isoformat(),
        "data": {
            "entry": entry.pk,
            "kind": kind,
            "sentence": values["sentence"],
            "subject": subject,
            "payload": entry.payload,
            "link": values["link"],
        },
    }


def absolute(path: str) -> str:
    """The full address of one of our pages."""
    return settings.PUBLIC_URL + path


def city() -> str:
    """What the city calls this product in messages."""
    return settings.CITY_NAME or _("Chuangcheng")


def _language() -> str:
    return (get_language() or settings.LANGUAGE_CODE).lower()


def preview(kind: str, texts: dict[str, str], language: str, at: datetime) -> dict[str, str] | None:
    """form -> the text filled with the newest real news of its kind; None where there is none yet."""
    with override(language):
        values = _preview_values(kind, at)
        return {form: filled(text, values).strip() for form, text in texts.items()} if values else None


def _preview_values(kind: str, at: datetime) -> dict[str, str] | None:
    if kind == TEST_TEXT:
        return {"city": city(), "time": moment_text(at)}
    if kind == DIGEST_TEXT:
        found = [entry for code in BY_CODE if (entry := last_entry_of(code))]
        lines = "\n".join(f"· {outward(entry)[0]}" for entry in found)
        return {"city": city(), "count": str(len(found)), "lines": lines, "link": absolute(INBOX_PATH)}
    newest = last_entry_of(kind)
    return values_of(newest, kind, None) if newest else None
