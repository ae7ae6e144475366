"""What goes in and out. Codes rather than numbers where a thing has one; moments with their zone."""

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import ConfigDict, Field, StringConstraints

from chuangcheng.cases.queries import State
from chuangcheng.participation.queries import ReportState

Code = Annotated[str, StringConstraints(max_length=60, pattern=r"^[^\x00]*$")]
Cursor = Annotated[str, StringConstraints(max_length=500, pattern=r"^[A-Za-z0-9_-]*$")]
Size = Annotated[int, Field(ge=1, le=200)]


class Asked(Schema):
    """Which page of a list: how many, and the cursor that the page before gave."""

    size: Size = 50
    cursor: Cursor = ""


class CasesAsked(Asked):
    """Codes of a state, a unit and an area; the latter two with all below them."""

    state: State | None = None
    unit: Code = ""
    area: Code = ""
    overdue: bool = False


class ReportsAsked(Asked):
    """A state."""

    state: ReportState | None = None


class SitesAsked(Asked):
    """Codes of a kind of site and of an area with all below it."""

    site_type: Code = ""
    area: Code = ""


class ScoresAsked(Asked):
    """The code of an edition."""

    edition: Code = ""


class Named(Schema):
    """A thing by its code and name."""

    code: str
    name: str


class Case(Schema):
    """整改案件."""

    id: int
    number: str
    state: str
    state_name: str
    source: str
    severity: int
    description: str
    category: Named | None
    area: Named | None
    place: Named | None
    longitude: float | None
    latitude: float | None
    unit: Named | None
    opened_at: datetime
    dispatched_at: datetime | None
    due_at: datetime | None
    is_overdue: bool
    closed_at: datetime | None
    was_on_time: bool | None


class Report(Schema):
    """隨手拍, as the triage desk sees it, without how to reach whoever wrote it."""

    code: str
    state: str
    state_name: str
    channel: str
    description: str
    category: Named | None
    area: Named | None
    place: Named | None
    longitude: float | None
    latitude: float | None
    received_at: datetime
    wanted_at: datetime
    is_published: bool
    public_text: str
    answered_at: datetime | None
    case: str | None


class Site(Schema):
    """點位."""

    id: int
    code: str
    name: str
    site_type: Named
    area: Named
    segment: Named | None
    longitude: float | None
    latitude: float | None


class Score(Schema):
    """The whole score of an edition on one day, of 100 (null where nothing is known)."""

    id: int
    edition: str
    day: date
    score: float | None
    computed_at: datetime


class ScoreLine(Schema):
    """One item, content or standard: points available, known and earned."""

    code: str
    name: str
    level: str
    available: float | None
    known: float | None
    earned: float | None


class ScoreInFull(Score):
    """With its interval, its bounds and its lines."""

    low: float | None
    high: float | None
    floor: float | None
    ceiling: float | None
    lines: list[ScoreLine]


class Cases(Schema):
    """A page; `next` and `previous` are cursors, null at the ends."""

    items: list[Case]
    next: str | None
    previous: str | None


class Reports(Schema):
    """A page."""

    items: list[Report]
    next: str | None
    previous: str | None


class Sites(Schema):
    """A page."""

    items: list[Site]
    next: str | None
    previous: str | None


class Scores(Schema):
    """A page."""

    items: list[Score]
    next: str | None
    previous: str | None


class NewReport(Schema):
    """What is reported: a point (WGS-84), an address in words, or the id of one of our places; one is enough."""

    model_config = ConfigDict(extra="forbid")

    description: Annotated[str, StringConstraints(min_length=1, max_length=4000)]
    category: Code | None = Field(None, description="code of a public category; null: not known")
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    address: Annotated[str, StringConstraints(max_length=200)] = ""
    address_id: Annotated[str, StringConstraints(max_length=40)] = Field("", description="such as facility:12")
    answers: dict[str, Annotated[str, StringConstraints(max_length=200)]] = {}
    phone: Annotated[str, StringConstraints(max_length=30)] = ""
    email: Annotated[str, StringConstraints(max_length=200)] = ""
    media_urls: Annotated[list[Annotated[str, StringConstraints(max_length=500)]], Field(max_length=6)] = []


class Taken(Schema):
    """A report that was taken in."""

    code: str
    state: str
    page: str


def named(thing: Any) -> dict[str, str] | None:
    """A noun of ours as code and name."""
    return {"code": thing.code, "name": str(thing.name)} if thing is not None else None


def paged(found: Any, items: list[Any]) -> dict[str, Any]:
    """A page of `kit.paging` with its items written out."""
    return {"items": items, "next": found.next_cursor or None, "previous": found.previous_cursor or None}
