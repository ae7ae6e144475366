"""現場核查: a round of inspection goes to the sites of applicants, and somebody decides upon what it found."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuangcheng.cases.models import Case
from chuangcheng.draws.rules import select
from chuangcheng.honours import actions, queries
from chuangcheng.honours.models import Nomination
from chuangcheng.inspections.actions import end_round, finish_visit, mark_not_possible, open_round, replace_inspector
from chuangcheng.inspections.models import Round, Visit, VisitKind
from chuangcheng.inspections.queries import observations, stops_of
from chuangcheng.inspections.queries.packets import day_of
from chuangcheng.journal.models import Entry
from chuangcheng.kit.refused import NotAllowed, Refused
from chuangcheng.scoring.queries import scope_of
from chuangcheng.scoring.standings import judgements
from chuangcheng.scoring.streets import usual_period
from tests.honours.conftest import UNITS, Stage
from tests.inspections.conftest import edition, inspector_of, inspectors, record_all, sites
from tests.stories import sign_in

__all__ = ["edition", "inspectors", "sites"]
pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def applied(stage: Stage, season: Any, unit: str = "DW35", by: str = "luo_jia", **more: Any) -> Nomination:
    """A unit applies for itself, and the office admits it."""
    own = stage.city.units[unit]
    return stage.candidate(season, name=own.name_zh, unit=own, by=by, **more)


def planned(stage: Stage, season: Any, chosen: Any, **more: Any) -> Round:
    """The office's round of a week, by everybody who inspects."""
    given = {"code": "HC-1", "name_zh": "文明单位现场核查", "opens_on": stage.at.date(), **more}
    posts = [stage.city.posts[key] for key in ("su_qing", "bai_lu", "gao_yuan", "lin_yue")]
    return actions.plan_reviews(
        by=stage.actor("lin_yue"),
        at=stage.at,
        season=season,
        chosen=chosen,
        posts=given.pop("posts", posts),
        closes_on=stage.at.date() + 7 * DAY,
        **given,
    )


def visited(stage: Stage, round_: Round, **verdicts: str) -> list[Visit]:
    """The round opens; every stop is visited, the first with the verdicts given."""
    open_round(by=stage.actor("lin_yue"), at=stage.at, round=round_)
    rows = list(Visit.objects.filter(round=round_).select_related("site__site_type", "edition").order_by("position"))
    for number, visit in enumerate(rows):
        who = inspector_of(stage.city, visit)
        record_all(who, stage.at, visit, **(verdicts if number == 0 else {}))
        finish_visit(by=who, at=stage.at, visit=visit)
    return rows


def decided(stage: Stage, found: Nomination, **more: Any) -> Any:
    given = {"passes": True, "text": "两处市场秩序良好，一处积水当场告知。", **more}
    return actions.review_site(by=stage.actor("deng_hai"), at=stage.at, nomination=found, **given)


def step(stage: Stage, found: Nomination) -> str:
    return queries.review_step(found, queries.review_found(stage.actor("deng_hai"), found, stage.at), stage.at)


def test_from_the_application_over_the_round_to_the_decision(stage: Stage, sites: Any, inspectors: Any) -> None:
    season = stage.season("H06")
    found = applied(stage, season)
    own = queries.sites_of([found], stage.at)[found.pk]
    assert [one.code for one in own] == [f"P12-0{number}" for number in range(1, 9)]
    assert list(queries.due_reviews(season)) == [found]
    made = planned(stage, season, [(found, one) for one in own[:2]])
    assert list(queries.due_reviews(season)) == [] and step(stage, found) == "waiting"
    with pytest.raises(Refused, match="not_due"):
        planned(stage, season, [(found, own[2])], code="HC-2")
    stops = list(Visit.objects.filter(round=made).order_by("position"))
    teams = [{one.post.unit.code for one in visit.inspectors.select_related("post__unit")} for visit in stops]
    assert [visit.inspectors.count() for visit in stops] == [2, 2] and all("DW35" not in units for units in teams)
    assert queries.review_found(stage.actor("fang_min"), found, stage.at).stops == (), "nobody learns who comes"
    with pytest.raises(Refused, match="not_visited"):
        decided(stage, found, visited_on=stage.at.date(), reason="补录")
    visited(stage, made, P12_01="fail")
    assert Case.objects.get().check_point.code == "P12-01" and Case.objects.get().site == own[0]
    seen = queries.review_found(stage.actor("deng_hai"), found, stage.at)
    assert (seen.answered, seen.met, seen.cases, seen.share) == (6, 5, 1, 5 / 6)
    assert queries.review_found(stage.actor("fang_min"), found, stage.at).stops == ()
    assert [one.visit.pk for one in seen.stops if one.is_open] == [visit.pk for visit in stops]
    review = decided(stage, found)
    assert (review.visited_on, review.reason_zh) == (stage.at.date(), "")
    assert {stop.visit_id for stop in review.stops.all()} == {visit.pk for visit in stops}
    assert list(queries.due_reviews(season)) == [], "what is decided is not due again"


def test_what_a_review_finds_enters_no_rate(stage: Stage, sites: Any, inspectors: Any, edition: Any) -> None:
    season = stage.season("H06")
    found = applied(stage, season)
    made = planned(stage, season, [(found, sites["P12-01"]), (found, sites["P12-02"])])
    visits = visited(stage, made, P12_01="fail")
    later = stage.at + DAY
    assert sum(visit.observations.count() for visit in visits) == 6
    assert {visit.kind for visit in visits} == {VisitKind.REVIEW}
    assert not observations(edition_ids=[edition.pk]).exists()
    assert not observations(round_ids=[made.pk]).exists()
    assert scope_of(later, edition=edition).choices == ()
    assert not judgements(usual_period(later, 90), later).exists()


def test_the_order_of_the_inspectors_can_be_repeated(stage: Stage, sites: Any, inspectors: Any) -> None:
    season = stage.season("H06")
    planned(stage, season, [(applied(stage, season), sites["P12-01"])])
    kept = Entry.objects.get(verb="inspections.plan_review_round").payload
    order = select(f"{kept['seed']}./HC-1./", len(kept["pool"]), len(kept["pool"]))
    assert [kept["pool"][place - 1] for place in order] == kept["order"]
    assert sorted(kept["order"]) == sorted(kept["pool"])


def test_the_phone_serves_it_like_any_other_round(stage: Stage, sites: Any, inspectors: Any) -> None:
    season = stage.season("H06")
    made = planned(stage, season, [(applied(stage, season), sites["P12-01"])])
    visit = Visit.objects.get(round=made)
    who = inspector_of(stage.city, visit)
    assert stops_of(who, stage.at) == []
    open_round(by=stage.actor("lin_yue"), at=stage.at, round=made)
    stop = day_of(who, stage.at).stops[0]
    assert stop.visit == visit
    assert [point.code for point in stop.check_points] == ["P12-01", "P12-02", "P12-03"] and stop.reserve == []


def test_nobody_of_the_unit_replaces_an_inspector_though_it_does_not_hold_the_site(
    stage: Stage, sites: Any, inspectors: Any
) -> None:
    """第1路 is held by nobody; the application names it."""
    season = stage.season("H06")
    found = applied(stage, season, site=sites["P01-01"])
    with pytest.raises(Refused, match="not_its_site"):
        planned(stage, season, [(found, sites["P12-01"])])
    made = planned(stage, season, [(found, sites["P01-01"])])
    visit = Visit.objects.get(round=made)
    leaving = visit.inspectors.order_by("position")[0].post
    given = {"by": stage.actor("lin_yue"), "at": stage.at, "visit": visit, "leaving": leaving, "reason": "病假"}
    with pytest.raises(Refused, match="own_unit"):
        replace_inspector(**given, joining=stage.city.posts["su_qing"])
    other = next(
        stage.city.posts[key]
        for key in ("bai_lu", "gao_yuan", "lin_yue")
        if not visit.inspectors.filter(post=stage.city.posts[key]).exists()
    )
    replace_inspector(**given, joining=other)


def test_who_recommended_is_not_sent_and_too_few_are_refused(stage: Stage, sites: Any, inspectors: Any) -> None:
    season = stage.season("H06")
    found = applied(stage, season, by="lin_yue")
    made = planned(stage, season, [(found, sites["P12-01"])])
    sent = {one.post.code for one in Visit.objects.get(round=made).inspectors.select_related("post")}
    assert sent == {stage.city.posts["bai_lu"].code, stage.city.posts["gao_yuan"].code}
    other = applied(stage, season, "DW49", "xu_lan", site=sites["P12-09"])
    with pytest.raises(Refused, match="too_few_inspectors"):
        planned(stage, season, [(other, sites["P12-09"])], code="HC-2", posts=[stage.city.posts["bai_lu"]] * 1)
    with pytest.raises(NotAllowed):
        actions.plan_reviews(
            by=stage.actor("xu_lan"),
            at=stage.at,
            season=season,
            chosen=[(other, sites["P12-09"])],
            posts=[],
            code="HC-3",
            name_zh="自查",
            opens_on=stage.at.date(),
            closes_on=stage.at.date(),
        )


def test_a_site_that_could_not_be_visited_is_due_again(stage: Stage, sites: Any, inspectors: Any) -> None:
    season = stage.season("H06")
    found = applied(stage, season)
    made = planned(stage, season, [(found, sites["P12-01"])])
    office = stage.actor("lin_yue")
    open_round(by=office, at=stage.at, round=made)
    visit = Visit.objects.get(round=made)
    assert mark_not_possible(by=inspector_of(stage.city, visit), at=stage.at, visit=visit, reason="停业") is None
    end_round(by=office, at=stage.at, round=Round.objects.get(pk=made.pk))
    assert list(queries.due_reviews(season)) == [found]
    with pytest.raises(Refused, match="has_site"):
        decided(stage, found, visited_on=stage.at.date(), reason="停业")
    again = planned(stage, season, [(found, sites["P12-02"])], code="HC-2")
    visited(stage, again)
    assert decided(stage, found).stops.count() == 1


def test_only_where_no_site_is_known_a_review_is_written_by_hand_with_its_reason(stage: Stage, edition: Any) -> None:
    found = applied(stage, stage.season("H06"), "DW26", "ma_jun")
    assert step(stage, found) == "by_hand"
    with pytest.raises(Refused, match="missing"):
        decided(stage, found, visited_on=stage.at.date())
    with pytest.raises(Refused, match="missing"):
        decided(stage, found, reason="该单位没有登记点位")
    with pytest.raises(Refused, match="in_future"):
        decided(stage, found, visited_on=stage.at.date() + DAY, reason="该单位没有登记点位")
    assert decided(stage, found, visited_on=stage.at.date(), reason="该单位没有登记点位").reason_zh


def test_the_office_plans_and_decides_on_its_pages(
    stage: Stage, sites: Any, inspectors: Any, django_assert_max_num_queries: Any
) -> None:
    season = stage.season("H06")
    found, without = applied(stage, season), applied(stage, season, "DW26", "ma_jun")
    office, decider = sign_in(Client(), "lin_yue"), sign_in(Client(), "deng_hai")
    page = reverse("desk:honour_reviews", args=[season.pk])
    assert page in office.get(reverse("desk:honour_season", args=[season.pk])).content.decode()
    shown = office.get(page).content.decode()
    assert "第1市场" in shown and without.number in shown
    posts = [stage.city.posts[key].pk for key in ("su_qing", "bai_lu", "gao_yuan")]
    given = {"sites": [f"{found.pk}-{sites['P12-01'].pk}"], "posts": posts, "name_zh": "现场核查", "code": "HC-9"}
    dates = {"opens_on": stage.at.date(), "closes_on": stage.at.date() + DAY, "inspectors_per_visit": 2}
    made = office.post(page, {**given, **dates})
    round_ = Round.objects.get()
    assert made.headers["Location"] == reverse("desk:round", args=[round_.pk])
    assert office.post(page, {**given, **dates}).status_code == 200, "it is not offered a second time"
    assert "现场核查" in office.get(reverse("desk:round", args=[round_.pk])).content.decode()
    move = reverse("desk:honour_nomination_move", args=[found.pk, "review_site"])
    assert decider.get(move).status_code == 404
    (visit,) = visited(stage, round_, P12_01="fail")
    row = reverse("desk:visit", args=[visit.pk])
    nomination = reverse("desk:honour_nomination", args=[found.pk])
    with django_assert_max_num_queries(60):
        text = decider.get(nomination).content.decode()
    assert row in text and "66.7%" in text
    assert row not in sign_in(Client(), "luo_jia").get(nomination).content.decode()
    form = decider.get(move).content.decode()
    assert row in form and 'name="reason"' not in form
    assert decider.post(move, {"passes": "1", "text": "整改后符合"}).status_code == 302
    assert found.reviews.get().passes
    by_hand = reverse("desk:honour_nomination_move", args=[without.pk, "review_site"])
    assert 'name="reason"' in decider.get(by_hand).content.decode()
    assert sign_in(Client(), "xu_lan").get(page).status_code == 404
    with django_assert_max_num_queries(40):
        after = office.get(page).content.decode()
    assert "66.7%" in after and "HC-9" in after and "符合标准" in after and nomination in after, (
        "what it came to stands"
    )


def test_a_courtyard_is_named_by_search_and_the_round_goes_there(stage: Stage, sites: Any, inspectors: Any) -> None:
    """A family holds no site: whoever nominates names it, or whoever admits what a citizen recommended."""
    terms = {**UNITS, "kind": "family", "classes": ["城市庭院"], "checks": []}
    stage.programmes["H18"] = actions.define_programme(
        by=stage.actor("lin_yue"), at=stage.at, code="H18", name_zh="美丽庭院", cycle="half_yearly", terms=terms
    )
    season = stage.season("H18")
    office = sign_in(Client(), "lin_yue")
    url = reverse("desk:honour_nominate", args=[season.pk])
    assert 'name="site_words"' in office.get(url).content.decode()
    given = {"name_zh": "汤家庭院", "honour_class": "城市庭院", "headline_zh": "花墙", "text": "种花"}
    assert office.post(url, {**given, "site": f"site:{sites['P12-01'].pk}"}).status_code == 302
    named = season.nominations.get()
    assert named.site == sites["P12-01"]
    unnamed = stage.nominated(season, name="戴家庭院", by="lin_yue")
    second = sign_in(Client(), "gao_yuan")
    for one, site in ((named, "P12-01"), (unnamed, "P12-02")):
        move = reverse("desk:honour_nomination_move", args=[one.pk, "admit_nomination"])
        assert ("P12-01" in second.get(move).content.decode()) == (one == named)
        assert second.post(move, {"site": f"site:{sites[site].pk}"}).status_code == 302
    assert queries.sites_of(queries.due_reviews(season), stage.at) == {
        named.pk: [sites["P12-01"]],
        unnamed.pk: [sites["P12-02"]],
    }
    assert Entry.objects.filter(verb="honours.admit_nomination", payload__site="P12-02").count() == 1
    assert Entry.objects.filter(verb="honours.admit_nomination", payload__has_key="site").count() == 1


def test_where_people_are_honoured_no_place_is_asked_for(stage: Stage, sites: Any) -> None:
    season = stage.season("H01")
    url = reverse("desk:honour_nominate", args=[season.pk])
    assert 'name="site_words"' not in sign_in(Client(), "lin_yue").get(url).content.decode()
    with pytest.raises(Refused, match="no_place"):
        stage.nominated(season, site=sites["P12-01"])
    found = stage.nominated(season)
    with pytest.raises(Refused, match="no_place"):
        actions.admit_nomination(by=stage.actor("gao_yuan"), at=stage.at, nomination=found, site=sites["P12-01"])
