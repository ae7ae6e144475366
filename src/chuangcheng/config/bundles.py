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

OFFICE_DIRECTORY = (
    # accounts
    "accounts.register_person",
    "accounts.change_person",
    "accounts.deactivate_person",
    "accounts.reactivate_person",
    "accounts.invite_person",
    "accounts.revoke_invitation",
    "accounts.issue_password_link",
    "accounts.reset_second_factor",
    "accounts.release_lock",
    "accounts.end_session",
    "accounts.revoke_device",
    # units
    "units.define_unit",
    "units.retire_unit",
    "units.import_units",
    "units.define_post",
    "units.retire_post",
    "units.appoint_person",
    "units.vacate_post",
    "units.invite_to_post",
    "units.define_role",
    "units.grant_role",
    "units.revoke_grant",
    "units.define_group",
    "units.set_group_members",
    "units.import_groups",
    # places
    "places.define_area",
    "places.define_site_type",
    "places.define_segment",
    "places.define_facility_kind",
    "places.define_facility",
    "places.define_site",
    "places.assess_facility",
    "places.import_segments",
    "places.import_sites",
    "places.import_facilities",
    "places.import_geometry",
    "places.make_signs",
    "places.revoke_sign",
)
"""The office keeps people, units and places."""
