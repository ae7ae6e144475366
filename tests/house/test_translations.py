"""Every text of the interface exists in three languages, and each language shows its own."""

import subprocess
import sys

import pytest
from django.utils import translation
from django.utils.translation import gettext

from tests.house.sources import PACKAGE, ROOT


def test_catalogues_are_complete_and_up_to_date() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "messages.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, f"\n{done.stdout}{done.stderr}"


@pytest.fixture
def a_text() -> tuple[str, str]:
    """Some msgid of our own and its Simplified translation that differs from its Traditional one."""
    from babel.messages.pofile import read_po

    for path in sorted(PACKAGE.glob("*/locale/zh_Hans/LC_MESSAGES/django.po")):
        with path.open(encoding="utf-8") as file, translation.override("zh-hant"):
            for message in read_po(file, locale="zh_Hans"):
                plain = isinstance(message.id, str) and message.id and not message.context
                if plain and message.string and gettext(message.id) != message.string:
                    return message.id, message.string
    pytest.fail("no text of ours differs between Simplified and Traditional: are the catalogues compiled?")


def test_english_is_the_msgid_and_not_the_default_language(a_text: tuple[str, str]) -> None:
    with translation.override("en"):
        assert gettext(a_text[0]) == a_text[0]


def test_simplified_chinese_is_what_people_wrote(a_text: tuple[str, str]) -> None:
    with translation.override("zh-hans"):
        assert gettext(a_text[0]) == a_text[1]


def test_traditional_chinese_is_derived(a_text: tuple[str, str]) -> None:
    from chuangcheng.kit.chinese import to_traditional

    with translation.override("zh-hant"):
        assert gettext(a_text[0]) == to_traditional(a_text[1])
