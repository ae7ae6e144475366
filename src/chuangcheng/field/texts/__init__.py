"""The words of the field app in all languages: the shell page carries them, the script holds none of its own."""

from functools import cache
from typing import Any

from django.conf import settings
from django.utils import translation

from chuangcheng.field.texts.again import AGAIN
from chuangcheng.field.texts.asking import ASKING
from chuangcheng.field.texts.counted import COUNTED
from chuangcheng.field.texts.gate import GATE
from chuangcheng.field.texts.keeping import KEEPING
from chuangcheng.field.texts.visiting import VISITING

PLAIN: dict[str, Any] = {**GATE, **KEEPING, **VISITING, **AGAIN, **ASKING}


@cache
def texts() -> dict[str, dict[str, str]]:
    """language code -> name -> sentence. A counted sentence has a second name, `…_one`, for exactly one."""
    return {code: _in_language(code) for code, _name in settings.LANGUAGES}


def _in_language(code: str) -> dict[str, str]:
    with translation.override(code):
        words = {name: str(text) for name, text in PLAIN.items()}
        for name, text in COUNTED.items():
            words[name], words[f"{name}_one"] = text(2), text(1)
    return words
