"""Rights of the pages on plans, feedback from above and meetings."""

from chuangcheng.config.rights.right import Right, needs

SEE = needs("plans.see_plan")
MOVES = needs(
    "plans.report_progress",
    "plans.report_done",
    "plans.confirm_done",
    "plans.edit_undertaking",
    "plans.confirm_undertaking",
    "plans.return_undertaking",
    "plans.pass_on_undertaking",
    "plans.postpone_undertaking",
    "plans.drop_undertaking",
    "plans.reopen_undertaking",
)
MEETING_MOVES = needs(
    "plans.invite_units",
    "plans.hold_meeting",
    "plans.write_minutes",
    "plans.add_resolution",
    "plans.conclude_meeting",
    "plans.cancel_meeting",
)

PLANS: dict[str, Right] = {
    "desk:plans": SEE,
    "desk:plan_tasks": SEE,
    "desk:plan_slippage": SEE,
    "desk:slippage_rule": needs("plans.set_slippage_rule"),
    "desk:plan_calendar": SEE,
    "desk:plan_themes": SEE,
    "desk:plan_upgrades": SEE,
    "desk:upgrade_kinds": needs("plans.define_upgrade_kind"),
    "desk:upgrade_kind_new": needs("plans.define_upgrade_kind"),
    "desk:upgrade_kind": needs("plans.define_upgrade_kind"),
    "desk:undertaking_new": needs("plans.draft_undertaking"),
    "desk:project_of_card": needs("plans.draft_undertaking"),
    "desk:plans_import": needs("plans.import_undertakings"),
    "desk:progress_file": SEE,
    "desk:undertaking": SEE,
    "desk:plan_gantt": SEE,
    "desk:plan_export": SEE,
    "desk:plan_copy": needs("plans.copy_plan"),
    "desk:plan_confirm_all": needs("plans.confirm_undertaking"),
    "desk:undertaking_move": MOVES,
    "desk:feedbacks": needs("plans.see_feedback"),
    "desk:feedback_import": needs("plans.import_feedback"),
    "desk:feedback": needs("plans.see_feedback"),
    "desk:feedback_export": needs("plans.see_feedback"),
    "desk:meetings": needs("plans.see_meeting"),
    "desk:meeting_new": needs("plans.plan_meeting"),
    "desk:open_resolutions": needs("plans.settle_resolution"),
    "desk:resolution_settle": needs("plans.settle_resolution"),
    "desk:meeting": needs("plans.see_meeting"),
    "desk:meeting_agenda": needs("plans.set_agenda"),
    "desk:meeting_move": MEETING_MOVES,
}
