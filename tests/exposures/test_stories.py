"""From the police system to the page and off it again."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chuangcheng.exposures import actions, queries
from chuangcheng.exposures.kinds import KINDS
from chuangcheng.exposures.models import Violation
from chuangcheng.exposures.rules import LEAST, by_hour, is_plate, normalised, suppressed
from chuangcheng.exposures.workflow import TABLE
from chuangcheng.journal.models import Entry, Personal
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import Refused
from chuangcheng.operations.jobs import reseal
from chuangcheng.proceedings import queries as proceedings
from chuangcheng.proceedings.models import Proceeding
from chuangcheng.proceedings.rules import faults
from tests.exposures.conftest import ADDRESS, DAY, PLATE

pytestmark = pytest.mark.django_db


def shown(at):
    return [row.number for row in proceedings.public_rows(at)]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_kinds_are_sound_short_and_mask_the_plate(kind):
    assert faults(kind) == []
    assert kind.publication_days <= 15
    assert {code: mask for code, mask, *_names in kind.published}["plate"] == "plate"


@pytest.mark.parametrize(
    ("plate", "is_one"), [("甘b 73945", True), ("甘B·D12345", True), ("B73945", False), ("甘B7", False)]
)
def test_plates(plate, is_one):
    assert is_plate(normalised(plate)) == is_one


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 12)))
def test_no_small_count_is_ever_shown(counts):
    assert all(count >= LEAST for count in suppressed(counts).values())
    assert all(count >= LEAST for count in by_hour([(8, count) for count in counts.values()]).values())


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(hours=st.integers(0, 30 * 24), has_address=st.booleans())
def test_public_for_fifteen_days_by_the_clock_alone(traffic, hours, has_address):
    number = "第1号" if has_address else "第2号"
    found = Violation.objects.filter(decision_no=number).select_related("proceeding").first()
    row = found or traffic.published(number=number, address=ADDRESS if has_address else "")
    moment = traffic.at + timedelta(hours=hours)
    start = traffic.at + 8 * DAY
    assert (row.proceeding.number in shown(moment)) == (start <= moment < start + 15 * DAY)


def test_only_what_is_final_and_may_be_shown_is_proposed(traffic, at):
    office = traffic.actor("lin_yue")
    open_one = traffic.imported(is_final=False)
    with pytest.raises(Refused, match="not_final"):
        actions.propose_exposure(by=office, at=at, violation=open_one, text="拟曝光")
    walker = traffic.imported("第2号", "TV05")
    with pytest.raises(Refused, match="not_allowed_kind"):
        actions.propose_exposure(by=office, at=at, violation=walker, text="拟曝光")
    assert "exposures.propose_exposure" not in [one.verb for one in queries.violation_moves(office, walker)]
    traffic.imported()
    open_one.refresh_from_db()
    assert open_one.is_final
    assert actions.propose_exposure(by=office, at=at, violation=open_one, text="拟曝光").proceeding


@pytest.mark.parametrize("change", [{"is_annulled": True}, {"is_final": False}])
def test_what_the_police_take_back_is_gone_with_the_import(traffic, at, change):
    row = traffic.published()
    moment = at + 9 * DAY
    assert shown(moment) == [row.proceeding.number]
    actions.import_violations(by=traffic.actor("lin_yue"), at=moment, rows=[traffic.row(**change)])
    assert shown(moment) == []
    row.refresh_from_db()
    assert row.state == "annulled"


def test_plate_and_address_are_nowhere_in_clear(traffic, at):
    row = traffic.published()
    public = Proceeding.objects.get()
    assert public.shown["plate"] == "甘B·7**45"
    assert public.shown["month"] == "2026-11"
    tables = [
        *Entry.objects.values(),
        *Personal.objects.values(),
        *Proceeding.objects.values(),
        *Violation.objects.values(),
    ]
    for secret in (PLATE, normalised(PLATE), ADDRESS):
        assert secret not in str(tables)
    assert list(queries.violations_for(traffic.actor("lin_yue"), plate="甘b73945")) == [row]
    assert list(queries.violations_for(traffic.actor("ma_jun"))) == []
    assert list(proceedings.public_pages(at + 9 * DAY, words="73945")) == []


def test_moved_to_a_new_key_and_forgotten_on_schedule(traffic, at, settings):
    row = traffic.imported()
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new key of the city", [settings.SECRET_KEY]
    reseal.call()
    settings.SECRET_KEY_FALLBACKS = []
    assert list(queries.violations_for(traffic.actor("lin_yue"), plate=PLATE)) == [row]
    assert actions.forget_plates(by=SYSTEM, at=at + 179 * DAY) == 0
    assert actions.forget_plates(by=SYSTEM, at=at + 181 * DAY) == 1
    row.refresh_from_db()
    assert (row.plate_sealed, row.address_sealed, row.shown_plate) == ("", "", "***")
    with pytest.raises(Refused, match="forgotten"):
        actions.propose_exposure(by=traffic.actor("lin_yue"), at=at, violation=row, text="拟曝光")


def test_statistics_leave_small_places_out(traffic, at):
    office = traffic.actor("lin_yue")
    rows = [traffic.row(f"第{n}号", longitude=98.27, latitude=39.79) for n in range(6)]
    rows += [traffic.row(f"少{n}号", "TV09", place="小巷", happened_at=at - DAY) for n in range(4)]
    actions.import_violations(by=office, at=at, rows=rows)
    found = queries.statistics(at - 30 * DAY, at)
    assert [(one.place, one.count, one.hours) for one in found] == [("新华南路与迎宾路路口", 6, {9: 6})]
    assert queries.group_counts(at - 30 * DAY, at) == {"两闯": 6}
    assert list(queries.located(at - 30 * DAY, at)) == [(98.27, 39.79, 9, 6)]


def test_the_hours_of_a_place_tell_no_more_than_the_statistics(traffic, at):
    """Six at the crossing at nine, four at ten; three more at nine in the lane behind it, which is told nowhere."""
    near = {"longitude": 98.27, "latitude": 39.79}
    rows = [traffic.row(f"九{n}号", **near) for n in range(6)]
    rows += [traffic.row(f"十{n}号", happened_at=at - 4 * DAY + timedelta(hours=1), **near) for n in range(4)]
    rows += [traffic.row(f"巷{n}号", place="小巷", **near) for n in range(3)]
    rows += [traffic.row(f"远{n}号", place="城东路口", longitude=98.40, latitude=39.79) for n in range(7)]
    rows += [traffic.row(f"旧{n}号", happened_at=at - 400 * DAY, **near) for n in range(9)]
    actions.import_violations(by=traffic.actor("lin_yue"), at=at, rows=rows)
    assert queries.hours_near("第一小学门口", (98.2705, 39.7905), at) == {9: 6}
    assert queries.hours_near("新华南路", None, at) == {9: 6}
    assert queries.hours_near("第一小学门口", (98.30, 39.79), at) == {}


def test_every_move_of_the_table_has_its_action_and_no_other_state_allows_it(traffic, at):
    done = {"propose_exposure": {"text": "x"}, "set_aside_violation": {"text": "x"}, "annul_violation": {}}
    assert {move.verb.removeprefix("exposures.") for move in TABLE.moves} == {"import_violations", *done}
    row = traffic.imported()
    for state in sorted(TABLE.states):
        row.state = state
        allowed = {move.verb.removeprefix("exposures.") for move in TABLE.leaving(state)}
        for name in sorted(set(done) - allowed):
            with pytest.raises(Refused, match="wrong_state"):
                getattr(actions, name)(by=SYSTEM, at=at, violation=row, **done[name])
