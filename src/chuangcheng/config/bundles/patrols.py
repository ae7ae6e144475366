"""Patrols and trouble spots."""

PATROL_ROSTER = (
    "patrols.see_scheme",
    "patrols.define_scheme",
    "patrols.edit_scheme",
    "patrols.define_point",
    "patrols.define_team",
    "patrols.define_shift",
    "patrols.make_roster",
    "patrols.add_window",
    "patrols.assign_window",
    "patrols.cancel_window",
    "patrols.acknowledge_alarm",
)
"""A unit runs the rosters of its own markets."""

PATROL_OFFICE = (*PATROL_ROSTER, "patrols.switch_on", "patrols.switch_off")
"""The office runs them all, and alone puts a scheme in force."""

SPOT_UNIT = (
    "patrols.see_trouble_spot",
    "patrols.log_treatment",
    "patrols.finish_treatment",
)
"""A unit treats the trouble spots given to it; whether that helped others say."""

SPOT_OFFICE = (
    *SPOT_UNIT,
    "patrols.propose_spot",
    "patrols.start_treatment",
    "patrols.drop_spot",
    "patrols.assess_spot",
    "patrols.release_spot",
    "patrols.mark_relapsed",
)
