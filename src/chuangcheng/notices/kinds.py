"""Kinds of news as data: which verbs they hold, how they leave unless somebody chose otherwise, what may not wait.

A verb that no kind names belongs to the kind of its room, else to the last one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from string import Formatter
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from chuangcheng.kit.verbs import all_verbs
from chuangcheng.notices.rules.texts import BODY, SMS, TITLE
from chuangcheng.notices.rules.timing import AT_ONCE, DIGEST

MAIL_NOW = {"email": AT_ONCE, "push": AT_ONCE}
MAIL_DAILY = {"email": DIGEST}


@dataclass(frozen=True, slots=True)
class Kind:
    """`verbs` by name, or all of `rooms`. Urgent news is not held by quiet hours; owed news must leave by some way."""

    code: str
    label: Any
    verbs: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()
    defaults: Mapping[str, str] = field(default_factory=dict)
    is_urgent: bool = False
    is_owed: bool = False


KINDS: tuple[Kind, ...] = (
    Kind(
        "case_given",
        _("Cases to put right"),
        verbs=(
            "cases.dispatch_case",
            "cases.return_case",
            "cases.reopen_case",
            "cases.uphold_dispute",
            "cases.reject_dispute",
        ),
        defaults=MAIL_NOW,
    ),
    Kind("case_reminder", _("Reminders before a deadline"), verbs=("cases.remind_case",), defaults=MAIL_NOW),
    Kind(
        "overdue",
        _("What is overdue or escalated"),
        verbs=(
            "cases.mark_overdue",
            "cases.escalate_case",
            "cases.mark_instruction_overdue",
            "cases.escalate_instruction",
        ),
        defaults={**MAIL_NOW, "sms": AT_ONCE},
        is_urgent=True,
        is_owed=True,
    ),
    Kind(
        "case_decision",
        _("Cases to decide or verify"),
        verbs=(
            "cases.dispute_case",
            "cases.ask_extension",
            "cases.submit_case",
            "cases.submit_correction",
            "cases.return_correction",
        ),
        defaults=MAIL_NOW,
    ),
    Kind(
        "instruction",
        _("Leaders' instructions"),
        verbs=(
            "cases.issue_instruction",
            "cases.answer_instruction",
            "cases.accept_reply",
            "cases.return_reply",
            "cases.withdraw_instruction",
        ),
        defaults={**MAIL_NOW, "sms": AT_ONCE},
    ),
    Kind("case_course", _("Course of cases"), rooms=("cases",), defaults=MAIL_DAILY),
    Kind(
        "alarm",
        _("Alarms of patrols"),
        verbs=("patrols.raise_alarm",),
        defaults={**MAIL_NOW, "sms": AT_ONCE},
        is_urgent=True,
    ),
    Kind("patrols", _("Patrols and trouble spots"), rooms=("patrols", "recurrences"), defaults=MAIL_DAILY),
    Kind("rounds", _("Rounds and calibrations"), rooms=("inspections", "calibrations", "receipts"), defaults=MAIL_NOW),
    Kind("draws", _("Draws"), rooms=("draws",), defaults=MAIL_NOW),
    Kind("plans", _("Plans, tasks and meetings"), rooms=("plans",), defaults=MAIL_NOW),
    Kind("materials", _("Material"), rooms=("materials",), defaults=MAIL_NOW),
    Kind("documents", _("Official documents"), rooms=("documents",), defaults=MAIL_NOW),
    Kind("results", _("Results, objections and decisions"), rooms=("scoring", "proceedings"), defaults=MAIL_NOW),
    Kind("honours", _("Honours and their candidates"), rooms=("honours",), defaults=MAIL_NOW),
    Kind("duties", _("Duties and the framework"), rooms=("duties", "frameworks"), defaults=MAIL_DAILY),
    Kind("posts", _("Posts and roles"), rooms=("units",), defaults=MAIL_DAILY),
    Kind("volunteering", _("Volunteering"), rooms=("volunteering",), defaults=MAIL_DAILY),
    Kind("complaints", _("Complaints about the software"), rooms=("notices",), defaults=MAIL_DAILY),
    Kind("other", _("Everything else"), defaults=MAIL_DAILY),
)
BY_CODE = {kind.code: kind for kind in KINDS}
_BY_VERB = {verb: kind for kind in KINDS for verb in kind.verbs}
_BY_ROOM = {room: kind for kind in KINDS for room in kind.rooms}

DIGEST_TEXT, TEST_TEXT = "digest", "test"
COMMON = ("kind", "sentence", "city", "time", "link", "post")
PLACEHOLDERS_OF_DIGEST = ("city", "count", "lines", "link")
PLACEHOLDERS_OF_TEST = ("city", "time")
WRITTEN: dict[str, dict[str, str]] = {
    "news": {
        TITLE: gettext_noop("{kind}: {sentence}"),
        BODY: gettext_noop("{sentence}\n{time}\n{link}"),
        SMS: gettext_noop("{kind}: {sentence}. Details: {link}"),
    },
    DIGEST_TEXT: {
        TITLE: gettext_noop("{count} pieces of news from {city}"),
        BODY: gettext_noop("{lines}\n\nAll of it: {link}"),
        SMS: gettext_noop("{count} pieces of news from {city}: {link}"),
    },
    TEST_TEXT: {
        TITLE: gettext_noop("Test from {city}"),
        BODY: gettext_noop("This is a test of {time}. The channel works."),
        SMS: gettext_noop("This is a test of {time}. The channel works."),
    },
}
"""The texts as they come; the office may write others."""


def kind_of(verb: str) -> Kind:
    """The kind that a verb's news belongs to."""
    return _BY_VERB.get(verb) or _BY_ROOM.get(verb.partition(".")[0]) or BY_CODE["other"]


def placeholders_of(code: str) -> tuple[str, ...]:
    """What a text of this kind may name: what every piece of its news carries, without what is personal."""
    if code == DIGEST_TEXT:
        return PLACEHOLDERS_OF_DIGEST
    if code == TEST_TEXT:
        return PLACEHOLDERS_OF_TEST
    known = all_verbs()
    carried = [_fields(known[verb]) for verb in BY_CODE[code].verbs if verb in known]
    shared = sorted(set.intersection(*carried)) if carried else []
    return (*COMMON, *(name for name in shared if name not in COMMON))


def _fields(verb: Any) -> set[str]:
    named = {name for _text, name, _form, _conversion in Formatter().parse(str(verb.sentence)) if name}
    return named - set(verb.personal)
