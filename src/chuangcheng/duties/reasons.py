"""Why a unit is responsible, as plain data that a case can keep, and as a sentence in the reader's language."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from chuangcheng.kit.display import moment_text
from chuangcheng.kit.names import Named, localised

SENTENCES: dict[str, Any] = {
    "routing_rule": gettext_lazy("%(unit)s is named by routing rule %(rule)s for %(place)s %(category)s"),
    "holds_facility": gettext_lazy("%(unit)s has looked after the facility %(place)s since %(since)s"),
    "holds_site": gettext_lazy("%(unit)s has looked after the site %(place)s since %(since)s"),
    "adopted_segment": gettext_lazy("%(unit)s has held the adopted street segment %(place)s since %(since)s"),
    "default_unit": gettext_lazy("%(unit)s is the first addressee of this category"),
    "leads_standard": gettext_lazy("%(unit)s leads standard %(code)s: %(standard)s"),
    "leads_content": gettext_lazy("%(unit)s leads content %(code)s, which this standard belongs to: %(standard)s"),
    "holds_area": gettext_lazy("%(unit)s has looked after the area %(place)s since %(since)s"),
    "sub_district": gettext_lazy("%(unit)s answers for the area %(place)s, in which it lies"),
}


def names(thing: Named) -> list[str]:
    """The three names of a noun, as a reason keeps them."""
    return [thing.name_zh, thing.name_zh_hant, thing.name_en]


def _word(value: Any) -> str:
    if isinstance(value, list):
        return localised(*value)[0]
    return str(value)


def day(moment: datetime) -> str:
    """The local day of a moment in ISO form, as a reason keeps it."""
    return timezone.localdate(moment).isoformat()


def reason_sentence(reason_code: str, reason_params: dict[str, Any]) -> str:
    """The reason in the language in force. A code that this version does not know answers with itself."""
    template = SENTENCES.get(reason_code)
    if template is None:
        return reason_code
    words = {name: _word(value) for name, value in reason_params.items()}
    if since := reason_params.get("since"):
        words["since"] = moment_text(date.fromisoformat(since), "date")
    try:
        return str(template) % words
    except KeyError:
        return gettext("Reason not recorded")
