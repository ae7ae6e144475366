"""The menu of the back office as data; an item shows when the actor holds one of its verbs or sights."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from chuangcheng.notices.queries import unread_count

UNIT_LISTS = ("desk:groups", "desk:people", "desk:invitations", "desk:roles", "desk:grants")

YEAR_PAGES = ("desk:year_plans", "desk:unseen_sites")

CHANNEL_LISTS = ("desk:deliveries", "desk:short_messages", "desk:news_texts")


RESULT_PAGES = ("desk:proceedings", "desk:burden", "desk:working_rules", "desk:result_rules", "desk:rehearsal")
SCORE_PAGES = (
    "desk:scores",
    "desk:explorer",
    "desk:repairs",
    "desk:forecasts",
    "desk:official_results",
    "desk:mocks",
)
APP_VERBS = ("inspections.see_stop", "patrols.record_scan", "surveys.see_interview")
HONOUR_VERBS = ("honours.see_nomination", "honours.see_jury", "honours.give_marks")
HONOUR_PAGES = ("desk:honour_programmes", "desk:honour_awards", "desk:honour_checks")
PLAN_SIGHTS = ("plans.see_plan", "plans.see_feedback", "plans.see_meeting")
PLAN_PAGES = ("desk:feedbacks", "desk:meetings")


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the menu. `also`: URL names of further lists that belong to it; `within`: a screen of the app."""

    url_name: str
    label: Any
    icon: str
    verbs: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    within: str = ""


SECTIONS: tuple[tuple[Any, tuple[Item, ...]], ...] = (
    (
        "",
        (
            Item("desk:home", _("My work"), "home"),
            Item("desk:dashboard", _("Dashboard"), "steering-wheel", ("scoring.see_score",)),
            Item("desk:inbox", _("Inbox"), "bell"),
            Item("field:app", _("My visits"), "device-mobile", ("inspections.see_stop",)),
            Item("field:app", _("My interviews"), "messages", ("surveys.see_interview",), within="#/interviews"),
            Item("field:app", _("My team's patrol"), "walk", ("patrols.record_scan",), within="#/patrol"),
        ),
    ),
    (
        _("Campaign"),
        (
            Item(
                "desk:cases",
                _("Cases"),
                "checklist",
                ("cases.see_case", "cases.see_group_case", "cases.see_found_case"),
                ("desk:recurrences", "desk:instructions"),
            ),
            Item("desk:reports", _("Citizens' reports"), "message-circle", ("participation.see_report",)),
            Item("desk:rounds", _("Rounds"), "route", ("inspections.see_round",)),
            Item(
                "desk:patrols", _("Patrols"), "qrcode", ("patrols.see_scheme",), ("desk:markets", "desk:trouble_spots")
            ),
            Item("desk:plans", _("Plans and meetings"), "target-arrow", PLAN_SIGHTS, PLAN_PAGES),
            Item("desk:calibrations", _("Calibrations"), "scale", ("calibrations.see_calibration",)),
            Item("desk:routes", _("Routes"), "map-2", ("inspections.see_round", "inspections.see_stop")),
            Item("desk:year_coverage", _("Year plan"), "calendar-stats", ("inspections.see_round",), YEAR_PAGES),
            Item("desk:surveys", _("Questionnaires"), "messages", ("surveys.see_survey",), ("desk:survey_forms",)),
            Item("desk:volunteering", _("Volunteering"), "heart", ("volunteering.see_campaign",)),
            Item("desk:draws", _("Draws"), "arrows-shuffle", ("draws.see_draw",)),
            Item("desk:city_score", _("Score"), "chart-bar", ("scoring.see_score",), SCORE_PAGES),
            Item(
                "desk:documents",
                _("Documents"),
                "file-text",
                ("documents.see_document", "documents.see_received_document"),
            ),
            Item("desk:result_months", _("Unit results"), "scale", ("scoring.see_result",), RESULT_PAGES),
            Item("desk:honour_seasons", _("Honours"), "trophy", HONOUR_VERBS, HONOUR_PAGES),
            Item("desk:materials", _("Material"), "folder", ("materials.see_material",)),
            Item("desk:violations", _("Violations in traffic"), "traffic-lights", ("exposures.see_violation",)),
            Item("desk:list_entries", _("Red and black lists"), "scale", ("integrity.see_entry",)),
        ),
    ),
    (
        _("Foundations"),
        (
            Item("desk:editions", _("Framework"), "list-tree", ("frameworks.see_edition",)),
            Item("desk:duties", _("Duties"), "clipboard-list", ("duties.see_duty",)),
            Item("desk:places", _("Places"), "map-pin", ("places.see_place",)),
            Item("desk:units", _("Units"), "building-community", ("units.see_unit",), UNIT_LISTS),
            Item("desk:calendar", _("Working calendar"), "calendar", ("calendars.see_calendar",)),
        ),
    ),
    (
        _("Record"),
        (
            Item("desk:journal", _("Journal"), "history", ("journal.see_entry",)),
            Item("desk:operations", _("Operations"), "settings", ("operations.see_job",)),
            Item("desk:channels", _("Channels"), "send", ("notices.see_channel",), CHANNEL_LISTS),
            Item("desk:api_clients", _("Other systems"), "key", ("accounts.see_client",)),
        ),
    ),
)


@cache
def _address(name: str) -> str:
    """Where an entry leads; '' where a city leaves that page out. Looked up once: the menu stands on every page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _is_under(path: str, name: str) -> bool:
    url = _address(name)
    return path == url or (bool(url) and name != "desk:home" and path.startswith(url))


def _lines(request: HttpRequest, items: tuple[Item, ...]) -> list[dict[str, Any]]:
    actor = request.actor  # type: ignore[attr-defined]
    lines = []
    for item in items:
        if item.verbs and not any(actor.may_anywhere(verb) for verb in item.verbs):
            continue
        url = _address(item.url_name)
        if not url:
            continue
        here = any(_is_under(request.path, name) for name in (item.url_name, *item.also))
        count = unread_count(actor) if item.url_name == "desk:inbox" else 0
        lines.append(
            {
                "label": item.label,
                "url": url + item.within,
                "icon": item.icon,
                "active": here,
                "name": item.url_name + item.within,
                "count": count,
            }
        )
    return lines


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the menu, and what every page shows of the city's settings."""
    context: dict[str, Any] = {
        "sample_city": settings.SAMPLE_CITY,
        "city_name": settings.CITY_NAME,
        "filing_number": settings.FILING_NUMBER,
        "tile_source": settings.TILE_SOURCE,
    }
    # What is refused before anybody was recognised (a wrong host) has neither person nor actor, and its page this menu.
    if hasattr(request, "actor") and request.user.is_authenticated:
        sections = [{"label": label, "items": _lines(request, items)} for label, items in SECTIONS]
        context["navigation"] = [section for section in sections if section["items"]]
        uses_app = any(request.actor.may_anywhere(verb) for verb in APP_VERBS)
        context["phone_home"] = _address("field:app" if uses_app else "desk:home")
    return context
