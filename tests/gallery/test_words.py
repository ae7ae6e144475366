"""Catalogues of all rooms are one at run time: a text with two translations would show whichever came last."""

from collections import defaultdict
from pathlib import Path

from babel.messages.pofile import read_po

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "chuangcheng"


def test_one_text_has_one_translation_in_all_rooms() -> None:
    said: dict[tuple[str | None, str], dict[str, str]] = defaultdict(dict)
    for path in PACKAGE.glob("*/locale/zh_Hans/LC_MESSAGES/django.po"):
        with path.open("rb") as catalogue:
            for message in read_po(catalogue):
                text = message.id if isinstance(message.id, str) else message.id[0]
                words = message.string if isinstance(message.string, str) else message.string[0]
                if text and words:
                    said[message.context, text][path.parts[-4]] = words
    torn = {text: rooms for (_, text), rooms in said.items() if len(set(rooms.values())) > 1}
    assert not torn, f"give one of them a context (pgettext) or other words: {torn}"
