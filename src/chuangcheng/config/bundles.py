"""Verbs that go together and that several roles carry."""

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
