"""Addresses of the back office; each noun has a package of its own."""

from importlib import import_module

NOUNS = (
    "home",
    "inbox",
    "cases",
    "rounds",
    "calibrations",
    "routes",
    "year",
    "draws",
    "patrols",
    "troubles",
    "markets",
    "rechecks",
    "frameworks",
    "duties",
    "scores",
    "documents",
    "places",
    "units",
    "calendars",
    "journal",
    "operations",
    "account",
)

app_name = "desk"
urlpatterns = [pattern for noun in NOUNS for pattern in import_module(f"chuangcheng.desk.{noun}.urls").urlpatterns]
