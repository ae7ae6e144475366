"""From a nomination to the honour and what becomes of it; who may not do what."""

from datetime import timedelta
from typing import Any

import pytest

from chuangcheng.accounts.actions import delete_citizen
from chuangcheng.honours import actions, queries
from chuangcheng.honours.jobs import question_awards, take_decision
from chuangcheng.honours.models import Award, Juror, Nomination, Recommendation, Season
from chuangcheng.honours.queries import nomination_of_token
from chuangcheng.honours.rules import kind_code
from chuangcheng.honours.veiling import opened_contact
from chuangcheng.journal.models import Entry
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import NotAllowed, NotFound, Refused
from chuangcheng.materials.actions import decide_effect, examine_event, import_negative_list, report_event
from chuangcheng.materials.models import NegativeItem
from chuangcheng.proceedings.actions import (
    answer_objection,
    decide_proceeding,
    file_objection,
    give_notice,
    review_proceeding,
)
from chuangcheng.proceedings.queries import get_public, kind_in_force, public_rows
from tests.citizens import actor as citizen
from tests.citizens import citizen_client
from tests.honours.conftest import JURORS, NAME

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def shown(at: Any) -> list[int]:
    return [one.pk for one in queries.hall(at)]


def test_a_good_neighbour_is_honoured_and_seen_for_the_term_alone(stage: Any, at: Any) -> None:
    award = stage.awarded(contact="13900001111")
    given = at + 8 * DAY
    assert award.state == "in_force"
    assert shown(given) == [award.pk] and shown(given - timedelta(seconds=1)) == []
    assert shown(given + 364 * DAY) == [award.pk] and shown(given + 365 * DAY) == []
    assert queries.hall_page(award.pk, given).nomination.name_zh == NAME
    nomination = Nomination.objects.get()
    assert opened_contact(nomination.contact_sealed) == "13900001111"
    assert "13900001111" not in nomination.contact_sealed
    actions.end_season(by=stage.actor("lin_yue"), at=given, season=Season.objects.get())
    assert Nomination.objects.get().contact_sealed == ""
    take_decision.call(proceeding_id=award.proceeding_id)
    assert Award.objects.count() == 1


def test_names_and_reasons_about_people_stay_outside_the_hashed_rows(stage: Any, at: Any) -> None:
    award = stage.awarded(contact="13900001111")
    payloads = str(list(Entry.objects.values_list("payload", flat=True)))
    for secret in (NAME, "13900001111", "二十年", "无不良记录"):
        assert secret not in payloads
    assert NAME not in award.proceeding.subject_title


def test_the_notice_shows_the_name_only_while_it_runs(stage: Any, at: Any) -> None:
    season = stage.season()
    found = stage.candidate(season)
    stage.checked(found)
    stage.judged(season)
    assert not public_rows(at).exists()
    row = stage.noticed(found, at)
    page = get_public(row.number, at)
    assert (page.heading, page.phase) == (NAME, "notice")
    until = row.notice_until
    assert not public_rows(until).exists()
    with pytest.raises(Refused, match="notice_runs"):
        decide_proceeding(
            by=stage.actor("deng_hai"), at=until - DAY, proceeding=row, outcome="awarded", text="公示无异议"
        )


def test_an_objection_blocks_the_decision_and_later_takes_the_name_out_of_sight(stage: Any, at: Any) -> None:
    season = stage.season()
    found = stage.candidate(season)
    stage.checked(found)
    stage.judged(season)
    row = stage.noticed(found, at)
    file_objection(by=stage.actor("qin_feng"), at=at + DAY, proceeding=row, text="事迹有出入")
    late = at + 9 * DAY
    with pytest.raises(Refused, match="objection_open"):
        stage.decided(row, late)
    answer_objection(by=stage.actor("gao_yuan"), at=late, proceeding=row, text="已核实，事迹属实")
    award = stage.decided(row, late)
    assert shown(late) == [award.pk]
    file_objection(by=stage.actor("fang_min"), at=late + DAY, proceeding=row, text="另有情况")
    assert shown(late + DAY) == []
    with pytest.raises(NotFound):
        queries.hall_page(award.pk, late + DAY)
    answer_objection(by=stage.actor("he_ping"), at=late + 2 * DAY, proceeding=row, text="与评选无关")
    assert shown(late + 2 * DAY) == [award.pk]


def test_consent_withdrawn_before_the_decision_ends_everything(stage: Any, at: Any) -> None:
    season = stage.season()
    found = stage.candidate(season)
    stage.checked(found)
    stage.judged(season)
    row = stage.noticed(found, at)
    found = queries.get_nomination(found.pk)
    actions.withdraw_consent(by=SYSTEM, at=at + DAY, nomination=found)
    assert not public_rows(at + DAY).exists()
    assert queries.get_nomination(found.pk).state == "withdrawn"
    take_decision.call(proceeding_id=row.pk)
    assert queries.get_nomination(found.pk).state == "withdrawn"


def test_consent_withdrawn_after_the_honour_takes_the_page_away(stage: Any, at: Any) -> None:
    award = stage.awarded()
    later = at + 20 * DAY
    nomination = queries.get_nomination(award.nomination_id)
    actions.withdraw_consent(by=SYSTEM, at=later, nomination=nomination)
    assert shown(later) == [] and not public_rows(later).exists()
    assert Award.objects.get().state == "in_force"


def test_the_same_nominee_stays_one_and_nobody_recommends_twice(stage: Any, at: Any) -> None:
    season = stage.season()
    first = stage.nominated(season, unit=None)
    second = stage.nominated(season, by="gao_yuan", name=f" {NAME[:2]} {NAME[2:]}", text="我也推荐")
    assert first.pk == second.pk and first.recommendations.count() == 2
    with pytest.raises(Refused, match="repeated"):
        stage.nominated(season)
    other = stage.nominated(season, by="deng_hai", area=stage.city.areas["XG-XH-01"])
    assert other.pk != first.pk
    actions.join_nomination(by=stage.actor("lin_yue"), at=at, nomination=other, into=first)
    assert first.recommendations.count() == 3


def test_who_recommended_does_not_admit_and_a_minor_needs_the_guardian(stage: Any, at: Any) -> None:
    season = stage.season()
    found = stage.nominated(season, name="王小明", is_minor=True)
    with pytest.raises(Refused, match="same_person"):
        actions.admit_nomination(by=stage.actor("lin_yue"), at=at, nomination=found)
    actions.admit_nomination(by=stage.actor("gao_yuan"), at=at, nomination=found)
    given = {"by": stage.actor("gao_yuan"), "at": at, "nomination": found, "is_given": True, "name": "王大明"}
    with pytest.raises(Refused, match="guardian_needed"):
        actions.record_consent(**given)
    actions.record_consent(**given, is_guardian=True)
    assert found.shown_name == "王某某"


def test_the_link_that_asks_for_consent_is_known_by_its_hash_alone(stage: Any, at: Any) -> None:
    found = stage.nominated(stage.season())
    token = actions.ask_consent(by=stage.actor("gao_yuan"), at=at, nomination=found)
    assert token not in str(Nomination.objects.values().get())
    assert nomination_of_token(token).pk == found.pk
    newer = actions.ask_consent(by=stage.actor("gao_yuan"), at=at, nomination=found)
    with pytest.raises(NotFound):
        nomination_of_token(token)
    assert nomination_of_token(newer).pk == found.pk


@pytest.mark.parametrize(
    ("missing", "code"),
    [("consent", "consent"), ("checks", "check_open"), ("clear", "check_against"), ("record", "season")],
)
def test_nobody_is_put_forward_before_everything_is_there(stage: Any, at: Any, missing: str, code: str) -> None:
    season = stage.season()
    found = stage.candidate(season, consents=missing != "consent")
    if missing != "checks":
        stage.checked(found, "against" if missing == "clear" else "clear")
    if missing != "record":
        stage.judged(season)
    found = queries.get_nomination(found.pk)
    assert queries.obstacle(found) == code
    with pytest.raises(Refused, match=code):
        actions.propose_award(by=stage.actor("lin_yue"), at=at, nomination=found, text="拟授予")


def test_no_more_than_the_quota(stage: Any, at: Any) -> None:
    season = stage.season()
    names = ("甲一", "乙二", "丙三")
    rows = [stage.candidate(season, name=name) for name in names]
    for row in rows:
        stage.checked(row)
    stage.judged(season)
    for row in rows[:2]:
        stage.noticed(row, at)
    assert queries.obstacle(queries.get_nomination(rows[2].pk)) == "quota"


def test_an_office_answers_what_it_is_asked_and_nobody_else_does(stage: Any, at: Any) -> None:
    found = stage.candidate(stage.season())
    check = actions.ask_checks(by=stage.actor("lin_yue"), at=at, nomination=found)[0]
    assert (check.due_at - at).days == 3
    assert [one.pk for one in queries.waiting_checks(stage.actor("luo_jia"), at)] == [check.pk]
    with pytest.raises(NotAllowed):
        actions.answer_check(by=stage.actor("xu_lan"), at=at, check=check, result="clear", reason="")
    with pytest.raises(Refused, match="missing"):
        actions.answer_check(by=stage.actor("luo_jia"), at=at, check=check, result="against", reason=" ")
    actions.answer_check(by=stage.actor("luo_jia"), at=at, check=check, result="clear", reason="")
    with pytest.raises(Refused, match="answered"):
        actions.answer_check(by=stage.actor("luo_jia"), at=at, check=check, result="clear", reason="")


def test_the_jury_is_drawn_once_and_the_draw_can_be_repeated(stage: Any, at: Any) -> None:
    from chuangcheng.draws.rules import select

    season = stage.season()
    drawn = actions.draw_jury(by=stage.actor("lin_yue"), at=at, season=season)
    kept = season.jury_draw
    order = select(f"{kept['seed']}./{season.pk}./", len(kept["pool"]), len(kept["pool"]))
    assert [kept["pool"][place - 1] for place in order] == kept["order"]
    assert [one.person_id for one in drawn] == kept["order"][: kept["count"]]
    with pytest.raises(Refused, match="drawn"):
        actions.draw_jury(by=stage.actor("lin_yue"), at=at, season=season)


def test_jurors_step_back_where_they_must(stage: Any, at: Any) -> None:
    season = stage.season("H06")
    found = stage.candidate(season, name="市市场监督管理局", unit=stage.city.units["DW35"], by="lin_yue")
    other = stage.candidate(season, name="雄关街道", unit=stage.city.units["DW49"], by="lin_yue")
    actions.close_nominations(by=stage.actor("lin_yue"), at=at, season=season)
    for key in JURORS:
        actions.appoint_juror(by=stage.actor("lin_yue"), at=at, season=season, person=stage.city.people[key])
    points = {"C1": 7, "C2": 7}
    with pytest.raises(Refused, match="own_unit"):
        actions.give_marks(by=stage.actor("su_qing"), at=at, nomination=found, points=points)
    with pytest.raises(Refused, match="bad_marks"):
        actions.give_marks(by=stage.actor("bai_lu"), at=at, nomination=found, points={"C1": 11, "C2": 1})
    actions.give_marks(by=stage.actor("su_qing"), at=at, nomination=other, points=points)
    actions.recuse_juror(by=stage.actor("su_qing"), at=at, nomination=other, reason="曾共事")
    with pytest.raises(Refused, match="recused"):
        actions.give_marks(by=stage.actor("su_qing"), at=at, nomination=other, points=points)
    with pytest.raises(NotAllowed):
        actions.give_marks(by=stage.actor("gao_yuan"), at=at, nomination=other, points=points)
    with pytest.raises(Refused, match="marks_missing"):
        actions.conclude_deliberation(by=stage.actor("lin_yue"), at=at, season=season)
    own = {key: Juror.objects.get(person=stage.city.people[key]) for key in JURORS}
    assert [row["barred"] for row in queries.to_judge(own["su_qing"], at) if row["nomination"].pk == found.pk] == [
        "own_unit"
    ]


def test_the_record_is_never_written_by_a_juror(stage: Any, at: Any) -> None:
    season = stage.season()
    stage.candidate(season)
    actions.close_nominations(by=stage.actor("lin_yue"), at=at, season=season)
    with pytest.raises(Refused, match="no_jury"):
        actions.conclude_deliberation(by=stage.actor("lin_yue"), at=at, season=season)
    stage.judged(season)
    assert season.record["jurors"] == 3
    assert season.record["order"][0][2] == 1


def test_a_model_unit_is_reviewed_on_site_holds_its_plaque_and_loses_it(stage: Any, at: Any) -> None:
    unit = stage.city.units["DW26"]
    award = stage.awarded("H06", name=unit.name_zh, unit=unit, honour_class="机关", by="ma_jun")
    later = at + 20 * DAY
    actions.make_plaque(by=stage.actor("lin_yue"), at=later, award=award)
    assert queries.of_plaque(award.plaque, later).name == unit.name_zh
    _event(stage, unit, later)
    award = queries.get_award_for(stage.actor("lin_yue"), award.pk)
    assert award.state == "questioned" and shown(later) == [award.pk]
    assert queries.of_plaque(award.plaque, later).standing == "in_force"
    row = actions.propose_revocation(by=stage.actor("lin_yue"), at=later, award=award, text="发生负面事件")
    review_proceeding(by=stage.actor("gao_yuan"), at=later, proceeding=row, text="属实")
    give_notice(by=stage.actor("gao_yuan"), at=later, proceeding=row, text="拟撤销")
    end = later + 9 * DAY
    decide_proceeding(by=stage.actor("deng_hai"), at=end, proceeding=row, outcome="revoked", text="情况属实")
    take_decision.call(proceeding_id=row.pk)
    award = queries.get_award_for(stage.actor("lin_yue"), award.pk)
    after = max(end, award.over_at)
    assert award.state == "revoked" and shown(after) == []
    plaque = queries.of_plaque(award.plaque, after)
    assert (plaque.standing, plaque.name) == ("over", "")


def _event(stage: Any, unit: Any, at: Any) -> None:
    lines = [
        {
            "code": "F01",
            "event_zh": "发生较大安全生产责任事故",
            "actor": "any_city",
            "window_months": 12,
            "effect": "suspend",
            "points": 0,
        }
    ]
    import_negative_list(by=SYSTEM, at=at, rows=lines)
    event = report_event(
        by=stage.actor("lin_yue"),
        at=at,
        item=NegativeItem.objects.get(),
        happened_on=at.date(),
        account_zh="施工现场事故",
        source_zh="通报",
        unit=unit,
    )
    examine_event(by=stage.actor("lin_yue"), at=at, event=event, finding="属实")
    decide_effect(by=stage.actor("deng_hai"), at=at, event=event, effect="suspend", ground="负责")
    question_awards.call(event_id=event.pk)
    question_awards.call(event_id=event.pk)


def test_defining_a_programme_puts_its_kind_of_proceeding_in_force_once(stage: Any, at: Any) -> None:
    programme = stage.programmes["H01"]
    kind = kind_in_force(kind_code("H01"))
    assert (kind.notice_days, kind.publication_days) == (5, 365)
    given = {"code": "H01", "name_zh": programme.name_zh, "cycle": "monthly", "terms": programme.terms}
    actions.define_programme(by=stage.actor("lin_yue"), at=at, **given)
    assert Entry.objects.filter(verb="proceedings.define_kind").count() == 2
    with pytest.raises(Refused, match="unknown_unit"):
        terms = {**programme.terms, "checks": [{"unit": "DW99", "matter_zh": "查", "working_days": 3}]}
        actions.define_programme(by=stage.actor("lin_yue"), at=at, **{**given, "terms": terms})
    with pytest.raises(NotAllowed):
        actions.define_programme(by=stage.actor("ma_jun"), at=at, **given)


def test_one_account_recommends_five_times_in_a_season_and_is_kept_as_a_key(stage: Any, at: Any) -> None:
    season, client = stage.season(), citizen_client()
    for number in range(6):
        given = {"by": citizen(client), "at": at, "season": season, "text": "好人"}
        subject = actions.Subject(f"好人{number}", "助人为乐")
        if number == 5:
            with pytest.raises(Refused, match="too_many_said"):
                actions.nominate(**given, subject=subject)
        else:
            actions.nominate(**given, subject=subject)
    rows = Recommendation.objects.filter(nomination__season=season)
    assert rows.values_list("voice", flat=True).distinct().count() == 1 and rows.count() == 5
    delete_citizen(by=citizen(client), at=at)
    assert set(rows.values_list("voice", flat=True)) == {""}
