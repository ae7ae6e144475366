"""The writes of this room: schemes, rosters, scans, alarms."""

from chuangcheng.patrols.actions.parts import define_point, define_shift, define_team
from chuangcheng.patrols.actions.roster import add_window, assign_window, cancel_window, make_roster
from chuangcheng.patrols.actions.scanning import forget_scans, record_scan
from chuangcheng.patrols.actions.schemes import define_scheme, edit_scheme, switch_off, switch_on
from chuangcheng.patrols.actions.spots import (
    assess_spot,
    drop_spot,
    finish_treatment,
    log_treatment,
    mark_relapsed,
    propose_spot,
    release_spot,
    remind_of_assessment,
    start_treatment,
)
from chuangcheng.patrols.actions.watching import acknowledge_alarm, close_window, raise_alarm, warn_of_gap

__all__ = [
    "acknowledge_alarm",
    "add_window",
    "assess_spot",
    "assign_window",
    "cancel_window",
    "close_window",
    "define_point",
    "define_scheme",
    "define_shift",
    "define_team",
    "drop_spot",
    "edit_scheme",
    "finish_treatment",
    "forget_scans",
    "log_treatment",
    "make_roster",
    "mark_relapsed",
    "propose_spot",
    "raise_alarm",
    "record_scan",
    "release_spot",
    "remind_of_assessment",
    "start_treatment",
    "switch_off",
    "switch_on",
    "warn_of_gap",
]
