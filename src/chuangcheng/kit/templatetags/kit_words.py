"""Sentences of ours with the city's own words in them."""

import re
from typing import Any

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from chuangcheng.kit.names import to_traditional

CHINESE_RUN = re.compile(r"([\u4e00-\u9fff][\u3000-\u303f\u4e00-\u9fff\uff00-\uffef—…·、0-9]*)")


def mixed(text: Any) -> SafeString:
    """Its Chinese words turned into Traditional or, on an English page, marked as Chinese; markup stays as it is."""
    escaped = conditional_escape(text)
    language = (get_language() or "").lower()
    if "<" in escaped:
        return escaped
    if language == "zh-hant":
        return mark_safe(to_traditional(escaped))  # escaped above: only Chinese characters change
    if language == "en":
        return mark_safe(CHINESE_RUN.sub(r'<span lang="zh-Hans">\1</span>', escaped))
    return escaped
