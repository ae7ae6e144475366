"""The pages around the whole score, as far as the reader may open them."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from chuangcheng.kit.requests import StaffRequest


def tabs(request: StaffRequest, active: str) -> list[dict[str, Any]]:
    shown = (
        ("desk:city_score", _("Whole score"), "scoring.see_score"),
        ("desk:repairs", _("What to fix next"), "scoring.see_score"),
        ("desk:forecasts", _("Forecast"), "scoring.see_score"),
        ("desk:official_results", _("Official results"), "scoring.see_score"),
        ("desk:mocks", _("Mock assessments"), "scoring.see_score"),
        ("desk:scores", _("Field score"), "scoring.see_score"),
        ("desk:score_rules", _("Numbers"), "scoring.define_score_rules"),
    )
    return [
        {"label": label, "url": reverse(name), "active": name == active}
        for name, label, verb in shown
        if request.actor.may_anywhere(verb)
    ]
