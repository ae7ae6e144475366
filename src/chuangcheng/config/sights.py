"""Sights that go together: what nearly everybody may look up, and what seeing everything does not bring."""

# Sights that seeing everything does not bring: veiled entries name households and jurors, and are opened by audit.
AUDIT_ONLY = frozenset({"draws.see_entries"})

# Sights for the office alone, whoever else sees everything.
OFFICE_ONLY = frozenset(
    {
        # How far inspectors agree is for those who train them, and for nobody who would rank them.
        "inspections.see_agreement",
        "calibrations.see_calibration",
        "scoring.see_agreement",
        # Days to come of the year plan would be foreseen.
        "inspections.see_year_plan",
    }
)

# What nearly every member of staff may look up.
DIRECTORY = (
    "units.see_unit",
    "places.see_place",
    "calendars.see_calendar",
    "frameworks.see_edition",
    "duties.see_duty",
    "duties.see_working_rules",
)
