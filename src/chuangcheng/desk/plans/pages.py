"""The pages on plans, feedback and meetings as tabs."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.requests import StaffRequest

PAGES = (
    ("desk:plans", _("Plans"), "plans.see_plan"),
    ("desk:plan_tasks", _("Tasks"), "plans.see_plan"),
    ("desk:plan_slippage", _("What slips"), "plans.see_plan"),
    ("desk:plan_calendar", _("Calendar"), "plans.see_plan"),
    ("desk:plan_themes", _("By theme"), "plans.see_plan"),
    ("desk:plan_upgrades", _("Upgrades"), "plans.see_plan"),
    ("desk:feedbacks", _("Feedback"), "plans.see_feedback"),
    ("desk:meetings", _("Meetings"), "plans.see_meeting"),
)


def tabs(request: StaffRequest, here: str) -> list[dict[str, Any]]:
    """The pages that the reader may open, the present one marked."""
    return [
        {"label": label, "url": reverse(name), "active": name == here}
        for name, label, sight in PAGES
        if request.actor.may_anywhere(sight)
    ]
