"""Cases, reports, sites and scores, under the grants of the client: what it may not see does not exist."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router

from chuangcheng.api.permits import Permit
from chuangcheng.api.rest import schemas
from chuangcheng.api.rest.problems import STATUSES, Problem
from chuangcheng.api.rest.schemas import named, paged
from chuangcheng.cases import queries as cases
from chuangcheng.cases.queries import Case, Filters
from chuangcheng.kit import clock
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import NotFound
from chuangcheng.participation import queries as participation
from chuangcheng.participation.queries import Report
from chuangcheng.places import queries as places
from chuangcheng.places.queries import Site, Sought
from chuangcheng.scoring import city
from chuangcheng.units.queries import Unit

router = Router()
Key = Annotated[int, Path(..., ge=1, le=2**63 - 1)]
ReportCode = Annotated[str, Path(..., max_length=20)]
CASE_SIGHTS = ("cases.see_case", "cases.see_group_case", "cases.see_found_case")


def actor_of(request: HttpRequest, *sights: str) -> Actor:
    """The client's actor; NotFound without any of these sights."""
    holder: Permit = request.auth  # type: ignore[attr-defined]
    if not any(map(holder.actor.may_anywhere, sights)):
        raise NotFound("sight")
    return holder.actor


@router.get("/cases", response={200: schemas.Cases, STATUSES: Problem}, url_name="cases", tags=["cases"])
def list_cases(request: HttpRequest, asked: Query[schemas.CasesAsked]) -> Any:
    """Cases, the newest first; of a unit or an area with all below it."""
    actor, at = actor_of(request, *CASE_SIGHTS), clock.now()
    filters = Filters(
        states=(asked.state.value,) if asked.state else (),
        unit=_key(Unit, asked.unit) if asked.unit else None,
        area=_key(places.Area, asked.area) if asked.area else None,
        due="overdue" if asked.overdue else "",
    )
    rows = cases.cases_for(actor, filters, at)
    found = page(rows, cases.order_of(filters), cursor=asked.cursor, size=asked.size)
    return paged(found, [_case(one, at) for one in found.rows])


def _key(model: Any, code: str) -> int:
    """The id of this code; 0, which nothing has, for an unknown one."""
    return int(model.objects.filter(code=code).values_list("pk", flat=True).first() or 0)


def _case(one: Case, at: Any) -> dict[str, Any]:
    plain = ("number", "state", "source", "severity", "description", "longitude", "latitude")
    moments = ("opened_at", "dispatched_at", "due_at", "closed_at", "was_on_time")
    return {
        **{name: getattr(one, name) for name in (*plain, *moments)},
        "id": one.pk,
        "state_name": one.get_state_display(),
        "is_overdue": bool(one.due_at and one.closed_at is None and one.due_at < at),
        "category": named(one.category),
        "area": named(one.area),
        "place": named(one.site or one.facility or one.segment),
        "unit": named(one.unit),
    }


@router.get("/cases/{id}", response={200: schemas.Case, STATUSES: Problem}, url_name="case", tags=["cases"])
def get_case(request: HttpRequest, id: Key) -> Any:  # noqa: A002
    """One case."""
    return _case(cases.get_case_for(actor_of(request, *CASE_SIGHTS), id), clock.now())


@router.get("/reports", response={200: schemas.Reports, STATUSES: Problem}, url_name="reports", tags=["reports"])
def list_reports(request: HttpRequest, asked: Query[schemas.ReportsAsked]) -> Any:
    """Reports as the triage desk sees them, the newest first."""
    actor = actor_of(request, "participation.see_report")
    rows = participation.reports_for(actor, asked.state.value if asked.state else "").select_related("case")
    found = page(rows, ["-received_at"], cursor=asked.cursor, size=asked.size)
    return paged(found, [_report(one) for one in found.rows])


def _report(one: Report) -> dict[str, Any]:
    plain = ("code", "state", "channel", "description", "longitude", "latitude")
    moments = ("received_at", "wanted_at", "answered_at")
    return {
        **{name: getattr(one, name) for name in (*plain, *moments)},
        "state_name": one.get_state_display(),
        "category": named(one.category),
        "area": named(one.area),
        "place": named(one.site or one.facility or one.segment),
        "is_published": one.published_at is not None,
        "public_text": one.public_zh,
        "case": one.case.number if one.case else None,
    }


@router.get("/reports/{code}", response={200: schemas.Report, STATUSES: Problem}, url_name="report", tags=["reports"])
def get_report(request: HttpRequest, code: ReportCode) -> Any:
    """One report by its code, written with or without its hyphen."""
    actor = actor_of(request, "participation.see_report")
    rows = participation.reports_for(actor).select_related("case")
    found = rows.filter(code=participation.plain_code(code) or "-").first()
    if found is None:
        raise NotFound("report")
    return _report(found)


@router.get("/sites", response={200: schemas.Sites, STATUSES: Problem}, url_name="sites", tags=["sites"])
def list_sites(request: HttpRequest, asked: Query[schemas.SitesAsked]) -> Any:
    """Sites in use by their codes; of an area with all below it."""
    rows = places.narrowed(places.sites_for(actor_of(request, "places.see_place")), Sought())
    if asked.site_type:
        rows = rows.filter(site_type__code=asked.site_type)
    if asked.area:
        within = places.Area.objects.filter(code=asked.area).values_list("path", flat=True).first()
        rows = rows.filter(area__path__startswith=within or "?")
    found = page(rows, ["code"], cursor=asked.cursor, size=asked.size)
    return paged(found, [_site(one) for one in found.rows])


def _site(one: Site) -> dict[str, Any]:
    plain = {name: getattr(one, name) for name in ("code", "longitude", "latitude")}
    around = {name: named(getattr(one, name)) for name in ("site_type", "area", "segment")}
    return {**plain, **around, "id": one.pk, "name": str(one.name)}


@router.get("/sites/{id}", response={200: schemas.Site, STATUSES: Problem}, url_name="site", tags=["sites"])
def get_site(request: HttpRequest, id: Key) -> Any:  # noqa: A002
    """One site."""
    return _site(places.get_site_for(actor_of(request, "places.see_place"), id))


@router.get("/scores", response={200: schemas.Scores, STATUSES: Problem}, url_name="scores", tags=["scores"])
def list_scores(request: HttpRequest, asked: Query[schemas.ScoresAsked]) -> Any:
    """Whole scores day by day, the newest first."""
    rows = city.scores_for(actor_of(request, city.SEE))
    if asked.edition:
        rows = rows.filter(edition__code=asked.edition)
    found = page(rows, ["-day"], cursor=asked.cursor, size=asked.size)
    return paged(found, [_score(one, _number(one.score)) for one in found.rows])  # type: ignore[attr-defined]


def _number(text: str | float | None) -> float | None:
    """The databases give a number out of JSON as a number or as its text."""
    return None if text is None else float(text)


def _score(one: Any, score: float | None) -> dict[str, Any]:
    known = {"id": one.pk, "edition": one.edition.code, "day": one.day, "computed_at": one.computed_at}
    return {**known, "score": score}


@router.get("/scores/{id}", response={200: schemas.ScoreInFull, STATUSES: Problem}, url_name="score", tags=["scores"])
def get_score(request: HttpRequest, id: Key) -> Any:  # noqa: A002
    """One day's score with its lines."""
    row = city.get_score_for(actor_of(request, city.SEE), id, None)
    bounds = {name: row.content.get(name) for name in ("low", "high", "floor", "ceiling")}
    points = ("available", "known", "earned")
    lines = [
        {
            "code": one.code,
            "name": str(one.name),
            "level": one.level,
            **{name: line.get(name) for name in points},
        }
        for one, _depth, line in city.tree_of(row)
    ]
    return {**_score(row, row.content["score"]), **bounds, "lines": lines}
