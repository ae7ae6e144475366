"""Words for looking at a closed case again, and for a team's patrol."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

RECHECK = {
    "was_wrong": _("What was wrong: "),
    "was_done": _("Put right: "),
    "case_photos": _("Photos of the case"),
    "closed_on": _("Closed on {day}"),
    "still_in_order": _("Has it stayed in order?"),
    "outcome_kept": pgettext_lazy("re-check", "Still in order"),
    "outcome_relapsed": pgettext_lazy("re-check", "Relapsed"),
    "outcome_not_seen": pgettext_lazy("re-check", "Could not be seen"),
    "outcome_missing": _("Say first whether it has stayed in order."),
    "relapse_photo": _("A photo that shows the relapse (needed)"),
    "recheck_photo": _("A photo of how it is now (optional)"),
    "unseen_why": _("Say why it could not be seen."),
    "seen_now": _("What is to be seen now"),
    "relapse_more": _("A relapsed case is opened again and goes to the unit responsible."),
    "recheck_keep": _("Keep the outcome"),
    "rechecks_near": _("Re-checks nearby"),
}

PATROL = {
    "patrol": _("My team’s patrol"),
    "now": _("Now"),
    "looked_of": _("{seen} of {total} looked at"),
    "looked_at": _("Looked at"),
    "look_kept": _("Kept here"),
    "look_open": _("Still to be looked at"),
    "look_keep": _("I have looked at it"),
    "look_private": _("Kept is the place, the time and the team. Not your name, and not where your phone is."),
    "sign_code": _("Address or code of the sign"),
    "sign_go": pgettext_lazy("act", "Open"),
    "sign_photo": _("Photograph the sign’s QR code"),
    "sign_scan": _("Scan a sign"),
    "sign_reading": _("Reading the code…"),
    "sign_unread": _("No QR code was found in the photo. Go closer, or type the code beneath it."),
    "sign_choose": _("Or choose the place from today’s packet"),
    "sign_several": _("Several of today’s stops are at this sign."),
    "sign_no_stop": _("No stop of today’s packet is at this sign."),
    "sign_page": _("The sign’s page (needs a network)"),
    "sign_bad": _("This is no code of a sign. It is the last part of the sign’s address."),
    "sign_unknown": _("Sign"),
    "sign_not_here": _("This sign is not in today’s packet. The look is kept all the same; the server decides."),
    "no_team": _("You belong to no patrol team"),
    "no_team_more": _("Teams are set up by the unit that runs the roster."),
    "no_window": _("No window in the next twelve hours"),
    "no_window_more": _("The roster of your team is made by the unit’s liaison."),
}

AGAIN = {**RECHECK, **PATROL}
