"""What a unit does about its own places, and what leaders and groups do when they go out themselves."""

UNIT_WORK = (
    "inspections.start_self_check",
    "inspections.answer_self_check",
    "inspections.finish_self_check",
    "inspections.register_self_check",
    "patrols.record_scan",
    "cases.see_case",
    "cases.see_found_case",
    "cases.open_case",
    "cases.accept_case",
    "cases.dispute_case",
    "cases.ask_extension",
    "cases.submit_case",
    "cases.note_case",
    "evidence.store_file",
)
"""A unit checks itself in private, and puts right what is sent to it."""

OWN_VISITS = (
    "inspections.see_stop",
    "inspections.start_free_visit",
    "inspections.record_observations",
    "inspections.raise_finding",
    "inspections.finish_visit",
)
"""Visits of one's own, on the phone."""
