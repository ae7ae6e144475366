"""Red and black lists: the authority enters, the office proposes; reviewing and deciding are steps of proceedings."""

INTEGRITY_UNIT = (
    "integrity.see_entry",
    "integrity.enter_entry",
    "integrity.import_entries",
    "integrity.discard_entry",
    "integrity.ask_correction",
    "integrity.report_campaign",
)
"""What the authority that decided does."""

INTEGRITY_OFFICE = (
    *INTEGRITY_UNIT,
    "integrity.import_grounds",
    "integrity.propose_entry",
    "integrity.propose_story",
    "integrity.record_repair",
    "integrity.reject_correction",
    "integrity.take_down_entry",
    "integrity.open_campaign",
    "integrity.set_platform_columns",
    "integrity.export_entries",
)
"""What the office does."""
