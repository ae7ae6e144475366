"""The writes of this room: schemes, rosters, scans, alarms."""

from chuangcheng.patrols.actions.parts import define_point, define_shift, define_team
from chuangcheng.patrols.actions.roster import add_window, assign_window, cancel_window, make_roster
from chuangcheng.patrols.actions.scanning import forget_scans, record_scan
from chuangcheng.patrols.actions.schemes import define_scheme, edit_scheme, switch_off, switch_on
from chuangcheng.patrols.actions.watching import acknowledge_alarm, close_window, raise_alarm, warn_of_gap

__all__ = [
    "acknowledge_alarm",
    "add_window",
    "assign_window",
    "cancel_window",
    "close_window",
    "define_point",
    "define_scheme",
    "define_shift",
    "define_team",
    "edit_scheme",
    "forget_scans",
    "make_roster",
    "raise_alarm",
    "record_scan",
    "switch_off",
    "switch_on",
    "warn_of_gap",
]
