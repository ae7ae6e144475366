"""Volunteering: whoever organises plans, records and vouches; a unit for its own campaigns, the office for all."""

VOLUNTEER_UNIT = (
    "volunteering.see_campaign",
    "volunteering.see_volunteer",
    "volunteering.define_campaign",
    "volunteering.edit_campaign",
    "volunteering.open_campaign",
    "volunteering.end_campaign",
    "volunteering.define_team",
    "volunteering.plan_shift",
    "volunteering.edit_shift",
    "volunteering.cancel_shift",
    "volunteering.name_leader",
    "volunteering.settle_forgotten",
    "volunteering.record_service",
    "volunteering.correct_service",
    "volunteering.strike_service",
    "volunteering.vouch_shift",
    "volunteering.call_for_help",
    "volunteering.remind_shift",
    "volunteering.add_photo",
    "volunteering.release_photo",
    "volunteering.withdraw_photo",
    "volunteering.propose_case",
    "volunteering.hand_in_case",
    "volunteering.export_hours",
)
VOLUNTEER_OFFICE = (*VOLUNTEER_UNIT, "volunteering.set_hours_columns")
