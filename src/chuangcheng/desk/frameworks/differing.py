"""Differences between two contents as rows of the component `diff`."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.frameworks.queries import CheckKind, Level, Method, PhotoRule, Style
from chuangcheng.frameworks.rules import Difference, plain_number
from chuangcheng.frameworks.spreadsheet import parameters_text
from chuangcheng.kit.names import localised

LABELS: dict[str, Any] = {
    "name_zh": _("Wording"),
    "name_zh_hant": _("Wording (Traditional)"),
    "name_en": _("Wording (English)"),
    "level": _("Level"),
    "parent_code": _("Above it"),
    "methods": _("Methods"),
    "site_types": _("Site types"),
    "weight": _("Weight"),
    "weight_note": _("Note on the weight"),
    "style": _("How it is scored"),
    "style_parameters": _("Parameters of the style"),
    "source": _("Source"),
    "confidence": _("Confidence"),
    "sample_size": _("Sample size"),
    "sample_size_note": _("Note on the sample size"),
    "check_standards": _("What is checked"),
    "site_type_code": _("Site type"),
    "standard_code": _("Bears on standard"),
    "kind": _("How it is answered"),
    "threshold": _("Threshold"),
    "photo": _("Photo"),
    "exceptions_zh": _("What does not count"),
    "severity": _("Severity"),
    "example_faults": _("Typical faults"),
}
WORDS: dict[str, Any] = {
    "level": dict(Level.choices),
    "methods": dict(Method.choices),
    "style": dict(Style.choices),
    "kind": dict(CheckKind.choices),
    "photo": dict(PhotoRule.choices),
}
TABLE_NAMES = {"indicators": _("Framework"), "site_types": _("Site types"), "check_points": _("Check points")}


def shown(name: str, value: Any) -> str:
    """A field's value in words of the language in force."""
    if value is None or value == "":
        return ""
    if name == "weight":
        return plain_number(value)
    if name == "style_parameters":
        return parameters_text(value)
    known = WORDS.get(name, {})
    if isinstance(value, tuple):
        return "、".join(str(known.get(part, localised(str(part))[0])) for part in value)
    return str(known.get(value) or localised(str(value))[0])


def diff_rows(difference: Difference) -> Iterator[dict[str, Any]]:
    """One row per row that differs, in the order of the new content."""
    for change in difference:
        row = change.after or change.before
        changes = [
            (LABELS[name], shown(name, getattr(change.before, name)), shown(name, getattr(change.after, name)))
            for name in change.columns
        ]
        yield {"kind": change.kind, "code": change.code, "label": row.name_zh if row else "", "changes": changes}
