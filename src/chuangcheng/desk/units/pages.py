"""What the pages of units share: the row of tabs."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from chuangcheng.kit.requests import StaffRequest

TABS = (
    ("desk:units", "units.see_unit"),
    ("desk:groups", "units.see_unit"),
    ("desk:vacant_posts", "units.see_unit"),
    ("desk:people", "accounts.see_person"),
    ("desk:invitations", "accounts.see_invitation"),
    ("desk:roles", "units.see_grant"),
    ("desk:grants", "units.see_grant"),
)


def tabs(request: StaffRequest, current: str) -> list[dict[str, Any]]:
    """The tabs that the actor may open; `current` is the URL name of the page."""
    labels = {
        "desk:units": _("Units"),
        "desk:groups": _("Groups"),
        "desk:vacant_posts": _("Vacant posts"),
        "desk:people": _("People"),
        "desk:invitations": _("Invitations"),
        "desk:roles": _("Roles"),
        "desk:grants": _("Grants"),
    }
    return [
        {"label": labels[name], "url": reverse(name), "active": name == current}
        for name, sight in TABS
        if request.actor.may_anywhere(sight)
    ]
