"""What waits for an actor, gathered from the rooms: cases, stops, draws, tables to upload."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from chuangcheng.calendars.queries import years_missing
from chuangcheng.kit.actor import Actor

FAR = datetime(9999, 1, 1, tzinfo=UTC)
MOST = 40
"""Rows on the page: beyond them the lists behind the figures are the place."""


@dataclass(frozen=True, slots=True)
class Work:
    """One row: what, where, until when, and the one button that moves it on."""

    title: Any
    detail: Any
    url: str
    button: Any
    due_at: datetime | None = None
    state: str = ""
    state_label: Any = ""
    is_provisional: bool = False
    photo_url: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that opens the rows behind it."""

    label: Any
    value: int
    url: str
    tone: str = ""
    is_capped: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """Something of the season that a person should know, with the way to mend it."""

    text: Any
    url: str
    button: Any
    tone: str = "warn"


def work(actor: Actor, at: datetime) -> list[Work]:
    """All that waits, what runs out first on top."""
    found: list[Work] = []
    return sorted(found, key=lambda line: line.due_at or FAR)[:MOST]


def figures(actor: Actor, at: datetime) -> list[Figure]:
    """The few counts of this role."""
    return []


def remarks(actor: Actor, at: datetime) -> list[Remark]:
    """Next year's table of working days, from November on."""
    found: list[Remark] = []
    if actor.may_anywhere("calendars.upload_year_table"):
        for year in years_missing(at):
            text = _("No table of working days for {year} yet: deadlines that reach into it are provisional.")
            found.append(Remark(text.format(year=year), reverse("desk:calendar"), _("Upload the table")))
    return found
