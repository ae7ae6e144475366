"""The lists that belong together."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from chuangcheng.kit.requests import StaffRequest


def tabs(request: StaffRequest, here: str) -> list[dict[str, Any]]:
    """Channels, deliveries, texts, as far as the reader may open them."""
    shown = (
        ("desk:channels", _("Channels"), "notices.see_channel"),
        ("desk:deliveries", _("Deliveries"), "notices.see_channel"),
        ("desk:short_messages", _("Short messages to citizens"), "notices.see_channel"),
        ("desk:news_texts", _("Texts"), "notices.write_text"),
    )
    return [
        {"label": label, "url": reverse(name), "active": name == here}
        for name, label, verb in shown
        if request.actor.may_anywhere(verb)
    ]
