"""Tokens of links, personal numbers and what people wrote are taken out of every line that is logged; tokens and
citizens' numbers out of the report that a developer sees."""

import logging
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.views.debug import ExceptionReporter

from chuangcheng.kit.blotting import blotted
from chuangcheng.kit.tokens import scrubbed


class Line(logging.Formatter):
    """The one form of our log lines, tracebacks included."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name} {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        return blotted(super().format(record))


class Report(ExceptionReporter):
    """Django's report of an error, for mail and for the page of a developer."""

    def get_traceback_data(self) -> dict[str, Any]:
        data = super().get_traceback_data()
        for frame in data.get("frames", ()):
            frame["vars"] = [
                (name, "…" if "token" in name else scrubbed(str(value))) for name, value in frame.get("vars", ())
            ]
        return data

    def get_traceback_text(self) -> SafeString:
        return mark_safe(scrubbed(super().get_traceback_text()))  # only cut: what was safe stays so

    def get_traceback_html(self) -> SafeString:
        return mark_safe(scrubbed(super().get_traceback_html()))  # only cut: what was safe stays so
