"""Recurring faults and the upgrades that they propose."""

RECURRENCE_UNIT = ("recurrences.see_recurrence",)
"""A unit sees what keeps coming back at its places."""

RECURRENCE_OFFICE = (
    *RECURRENCE_UNIT,
    "recurrences.take_up_proposal",
    "recurrences.decline_proposal",
    "recurrences.finish_upgrade",
)
"""The office decides whether a place is upgraded."""
