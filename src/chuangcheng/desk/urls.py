"""Addresses of the back office; each noun has a package of its own."""

from importlib import import_module

NOUNS = (
    "home",
    "inbox",
    "instructions",
    "cases",
    "reports",
    "rounds",
    "calibrations",
    "routes",
    "year",
    "draws",
    "patrols",
    "troubles",
    "markets",
    "materials",
    "rechecks",
    "recurrences",
    "plans",
    "feedback",
    "meetings",
    "frameworks",
    "duties",
    "scores",
    "documents",
    "results",
    "proceedings",
    "fairness",
    "places",
    "units",
    "calendars",
    "journal",
    "operations",
    "channels",
    "links",
    "account",
)

app_name = "desk"
urlpatterns = [pattern for noun in NOUNS for pattern in import_module(f"chuangcheng.desk.{noun}.urls").urlpatterns]
