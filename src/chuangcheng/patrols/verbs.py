"""The deeds of this room. None of them names who scanned: a scan is written by the product, for a team."""

from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.verbs import Sight, Verb

SCHEME, WINDOW, SPOT = "desk:patrol_scheme", "desk:patrol_window", "desk:trouble_spot"

VERBS = (
    Verb("patrols.define_scheme", _("set up patrol scheme {code}"), SCHEME),
    Verb("patrols.edit_scheme", _("changed patrol scheme {code}"), SCHEME),
    Verb("patrols.switch_on", _("switched patrol scheme {code} on until {until}: {purpose}"), SCHEME),
    Verb("patrols.switch_off", _("switched patrol scheme {code} off: {reason}"), SCHEME),
    Verb("patrols.define_point", _("set up patrol point {code} {name}"), SCHEME),
    Verb("patrols.define_team", _("set up patrol team {name} of scheme {code}"), SCHEME),
    Verb("patrols.define_shift", _("set up shift {name} of scheme {code}"), SCHEME),
    Verb("patrols.make_roster", _("made the roster of {code} for the week of {week}: {count} windows"), SCHEME),
    Verb("patrols.add_window", _("added the window {window} at {place}"), WINDOW),
    Verb("patrols.assign_window", _("gave the window {window} at {place} to {team}"), WINDOW),
    Verb("patrols.cancel_window", _("cancelled the window {window} at {place}: {reason}"), WINDOW),
    Verb("patrols.warn_of_gap", _("the window {window} at {place} has no team yet"), WINDOW),
    Verb("patrols.record_scan", _("{point} was looked at")),
    Verb("patrols.raise_alarm", _("{place}, window {window}: not looked at: {points}"), WINDOW),
    Verb("patrols.close_window", _("the window {window} at {place} ended: {seen} of {count} points looked at"), WINDOW),
    Verb("patrols.acknowledge_alarm", _("acknowledged the alarm at {place}, window {window}: {reason}"), WINDOW),
    Verb("patrols.propose_spot", _("proposed the trouble spot {name}"), SPOT),
    Verb("patrols.start_treatment", _("began to treat the trouble spot {name}, until {until}"), SPOT),
    Verb("patrols.finish_treatment", _("finished the treatment of {name}: {result}"), SPOT),
    Verb("patrols.release_spot", _("released the trouble spot {name}: {reason}"), SPOT),
    Verb("patrols.mark_relapsed", _("the trouble spot {name} has relapsed: {reason}"), SPOT),
    Verb("patrols.drop_spot", _("dropped the trouble spot {name}: {reason}"), SPOT),
    Verb("patrols.log_treatment", _("wrote into the treatment log of {name}"), SPOT),
    Verb("patrols.assess_spot", _("assessed the trouble spot {name}"), SPOT),
    Verb("patrols.remind_of_assessment", _("the trouble spot {name} is to be assessed since {day}"), SPOT),
    Verb("patrols.forget_scans", _("deleted {count} patrol scans that had been kept long enough")),
)
SIGHTS = (
    Sight("patrols.see_scheme", _("See patrol schemes, rosters and alarms")),
    Sight("patrols.see_trouble_spot", _("See trouble spots and their treatment")),
)
