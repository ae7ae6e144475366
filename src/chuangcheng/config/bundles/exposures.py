"""Violations in traffic: the office takes them over and proposes; reviewing and deciding are steps of proceedings."""

EXPOSURE_OFFICE = (
    "exposures.see_violation",
    "exposures.define_violation_kinds",
    "exposures.import_violations",
    "exposures.propose_exposure",
    "exposures.add_picture",
    "exposures.cover_picture",
    "exposures.take_out_picture",
    "exposures.set_aside_violation",
    "exposures.annul_violation",
)
