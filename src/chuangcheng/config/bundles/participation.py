"""Citizens' reports: the triage desk, and the office above it."""

TRIAGE = (
    "participation.see_report",
    "participation.take_in_report",
    "participation.hold_report",
    "participation.release_report",
    "participation.accept_report",
    "participation.merge_report",
    "participation.decline_report",
    "participation.reconsider_report",
    "participation.correct_report",
    "participation.publish_report",
    "participation.withdraw_report",
    "evidence.redact_picture",
    "participation.draft_answer",
    "participation.follow_case",
    "participation.publish_answer",
    "participation.read_contact",
    "participation.import_orders",
    "participation.hand_back_orders",
)
"""A clerk decides and answers; whether a citizen who objects is right is for somebody else."""

REPORT_OFFICE = (
    *TRIAGE,
    "evidence.see_original",
    "participation.settle_review",
    "participation.reopen_report",
    "participation.block",
    "participation.lift_block",
    "participation.open_call",
    "participation.set_order_columns",
    "participation.train_model",
    "participation.accept_model",
    "participation.refuse_model",
    "participation.retire_model",
)
"""The office reviews, blocks, calls for reports, and agrees on columns with the hotline."""
