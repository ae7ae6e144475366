"""Plans, feedback from above, meetings."""

PLAN_UNIT = (
    "plans.see_plan",
    "plans.see_feedback",
    "plans.see_meeting",
    "plans.report_progress",
    "plans.report_done",
)
"""A unit does its tasks and says how far they are; whether they are done others say."""

PLAN_OFFICE = (
    *PLAN_UNIT,
    "plans.draft_undertaking",
    "plans.edit_undertaking",
    "plans.confirm_undertaking",
    "plans.confirm_done",
    "plans.return_undertaking",
    "plans.pass_on_undertaking",
    "plans.postpone_undertaking",
    "plans.drop_undertaking",
    "plans.reopen_undertaking",
    "plans.import_undertakings",
    "plans.copy_plan",
    "plans.define_upgrade_kind",
    "plans.set_slippage_rule",
    "plans.import_feedback",
    "plans.plan_meeting",
    "plans.set_agenda",
    "plans.invite_units",
    "plans.hold_meeting",
    "plans.write_minutes",
    "plans.add_resolution",
    "plans.conclude_meeting",
    "plans.cancel_meeting",
    "plans.settle_resolution",
)
"""The office makes the plans, takes the feedback in and runs the meetings."""
