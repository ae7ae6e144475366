"""The pages of honours in a real browser, on a desk and on a phone: no barriers, nothing beyond the edge."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from chuangcheng.honours import actions
from tests.citizens import citizen_client
from tests.honours.conftest import Stage, picture
from tests.stories import sign_in

EDGE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def served(transactional_db: None, request: pytest.FixtureRequest) -> Stage:
    """The stage where another thread can see it."""
    stage: Stage = request.getfixturevalue("stage")
    return stage


def story(stage: Stage, at: datetime) -> dict[str, Any]:
    """A model unit with its plaque, a vote that runs from the next day, a season that takes nominations."""
    unit = stage.city.units["DW26"]
    award = stage.awarded("H06", name=unit.name_zh, unit=unit, honour_class="机关", by="ma_jun")
    actions.make_plaque(by=stage.actor("lin_yue"), at=at + timedelta(days=8), award=award)
    season = stage.season()
    found = stage.candidate(season, files=[picture(at)])
    file = found.files.select_related("file", "nomination").get()
    actions.release_file(by=stage.actor("lin_yue"), at=at, file=file)
    actions.ask_checks(by=stage.actor("lin_yue"), at=at, nomination=found)
    actions.close_nominations(by=stage.actor("lin_yue"), at=at, season=season)
    actions.appoint_juror(by=stage.actor("lin_yue"), at=at, season=season, person=stage.city.people["bai_lu"])
    later = at + timedelta(days=5)
    actions.open_vote(by=stage.actor("deng_hai"), at=later, season=season)
    taking, applying = stage.season(name="2026年12月"), stage.season("H06", "2027年")
    return {"award": award, "season": season, "found": found, "taking": taking, "applying": applying}


def addresses(made: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """(who looks, at what)."""
    award, season, found, taking = (made[name] for name in ("award", "season", "found", "taking"))
    programme, desk = season.programme_id, "/desk/honours"
    office = [
        *(f"{desk}/{name}" for name in ("", "programmes/", "awards/", "checks/")),
        *(f"{desk}/programmes/{programme}/{name}" for name in ("", "edit/", "open/")),
        *(f"{desk}/seasons/{season.pk}/{name}" for name in ("", "jury/", "comments/")),
        f"{desk}/seasons/{award.nomination.season_id}/reviews/",
        *(f"{desk}/seasons/{one.pk}/nominate/" for one in (taking, made["applying"])),
        f"{desk}/nominations/{found.pk}/",
        f"{desk}/nominations/{found.pk}/moves/ask_consent/",
        f"{desk}/awards/{award.pk}/",
    ]
    juror = [f"{desk}/seasons/{season.pk}/judging/", f"{desk}/nominations/{found.pk}/marks/"]
    public = ["/honours/", "/honours/hall/", f"/honours/hall/{award.pk}/", f"/honours/plaques/{award.plaque}/"]
    public += [f"/honours/seasons/{season.pk}/?ballot=x"]
    citizen = [f"/honours/seasons/{season.pk}/vote/", f"/honours/seasons/{taking.pk}/recommend/"]
    return [("lin_yue", office), ("bai_lu", juror), ("", public), ("citizen", citizen)]


def cookies(who: str) -> dict[str, str]:
    """What the browser of that person carries."""
    if who == "citizen":
        return {"citizen": citizen_client().cookies["citizen"].value}
    return {"sessionid": sign_in(Client(), who).cookies["sessionid"].value} if who else {}


def test_no_page_of_honours_has_a_barrier(
    served: Stage,
    at: datetime,
    open_page: Callable[..., Any],
    axe: Callable[[Any], None],
    live_server: Any,
    settings: Any,
) -> None:
    made, faults = story(served, at), []
    settings.CLOCK_SHIFT_SECONDS += 9 * 86400
    for who, paths in addresses(made):
        carried = [{"name": name, "value": value, "url": live_server.url} for name, value in cookies(who).items()]
        for kind in ("desktop", "phone"):
            page = open_page(kind)
            page.context.add_cookies(carried)
            for path in paths:
                answer = page.goto(path)
                faults += [] if answer.status == 200 else [f"{path}: {answer.status}"]
                faults += _barriers(page, path, axe) if kind == "desktop" else []
                if (beyond := page.evaluate(EDGE)) > 0:
                    faults.append(f"{kind} {path}: {beyond} px beyond the edge")
    assert not faults, "\n".join(faults)


def _barriers(page: Any, path: str, axe: Callable[[Any], None]) -> list[str]:
    try:
        axe(page)
    except AssertionError as barrier:
        return [f"{path}: {barrier}"]
    return []
