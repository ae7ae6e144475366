"""The dashboard's own settings."""

SEEING_OFFICE = ("frameworks.set_assessment_day",)
"""The office says when the assessors are expected."""
