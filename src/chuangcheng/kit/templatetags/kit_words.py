"""Sentences of ours with the city's own words in them."""

import re
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from chuangcheng.kit.names import to_traditional

CHINESE_RUN = re.compile(r"([\u4e00-\u9fff][\u3000-\u303f\u4e00-\u9fff\uff00-\uffef—…·、0-9]*)")


def mixed(text: Any) -> SafeString:
    """Its Chinese words turned into Traditional or, on an English page, marked as Chinese."""
    language = (get_language() or "").lower()
    if language == "zh-hant":
        return format_html("{}", to_traditional(str(text)))
    if language != "en":
        return format_html("{}", text)
    runs = enumerate(CHINESE_RUN.split(str(text)))
    return format_html_join("", "{}", ((_marked(run) if number % 2 else run,) for number, run in runs))


def _marked(chinese: str) -> SafeString:
    return format_html('<span lang="zh-Hans">{}</span>', chinese)
