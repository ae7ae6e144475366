"""Short messages to volunteers. Where a city sends none, one's own page says the same."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from chuangcheng.accounts.queries import citizen_phone
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.display import moment_text
from chuangcheng.notices.actions import can_text, text_citizen
from chuangcheng.volunteering.models import Shift

TEXTS = {
    "moved": _("The shift of {campaign} at {place} now begins {starts}."),
    "cancelled": _("The shift of {campaign} at {place}, {starts}, does not take place."),
    "moved_up": _("A place has become free: you are in for {campaign} at {place}, {starts}."),
    "reminder": _("Reminder: {campaign} at {place}, {starts}. Thank you for coming."),
    "call": _("Help is needed: {campaign} at {place}, {starts}. {text}"),
}


def tell(at: datetime, shift: Shift, states: Iterable[str], what: str) -> int:
    """Tell everybody whose sign-up stands there; how many were told."""
    rows = shift.sign_ups.filter(state__in=list(states)).select_related("volunteer")
    return tell_citizens(at, shift, [row.volunteer.citizen_id for row in rows], what)


def tell_citizens(at: datetime, shift: Shift, citizens: Iterable[int], what: str, text: str = "") -> int:
    """One short message each, in Chinese; nothing where the city sends none."""
    if not can_text():
        return 0
    with override("zh-hans"):
        words = str(TEXTS[what]).format(
            campaign=shift.campaign.name_zh,
            place=shift.place.name_zh,
            starts=moment_text(shift.starts_at, "short"),
            text=text,
        )
    count = 0
    until = max(shift.ends_at, at)
    for citizen_id in citizens:
        if phone := citizen_phone(citizen_id):
            text_citizen(by=SYSTEM, at=at, phone=phone, text=words, purpose="volunteering", wanted_until=until)
            count += 1
    return count
