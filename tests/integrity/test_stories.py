"""A firm and a person from the decision of an authority to the end: by the clock, by repair, by correction."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chuangcheng.integrity import actions, queries
from chuangcheng.integrity.models import Entry
from chuangcheng.integrity.workflow import TABLE
from chuangcheng.journal.models import Entry as Row
from chuangcheng.journal.models import Personal
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import NotAllowed, Refused
from chuangcheng.operations.jobs import reseal
from chuangcheng.proceedings import actions as proceedings
from chuangcheng.proceedings.models import Proceeding
from tests.integrity.conftest import DAY, FIRM, PERSON, PERSON_NAME, check_sign

pytestmark = pytest.mark.django_db


def shown(at):
    return [row.number for row in queries.public_entries(at)]


def test_a_general_failing_from_the_notice_to_its_end(lists, at):
    entry = lists.published("X2")
    number = entry.proceeding.number
    assert entry.repair_possible_from == date(2027, 2, 2)
    assert entry.publish_until == date(2027, 11, 2)
    assert shown(at + 7 * DAY) == []
    assert shown(at + 8 * DAY) == [number]
    end = entry.publish_until_at
    assert entry.proceeding.published_until == end
    assert shown(end - timedelta(seconds=1)) == [number]
    assert shown(end) == []
    assert queries.field_counts(at + 8 * DAY, queries.fields())[0].black == 1


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(moment=st.integers(-10, 800), ground=st.sampled_from(["R1", "X2"]))
def test_never_before_never_after_whatever_the_clock_says(lists, moment, ground):
    """No job runs in this test: the clock alone decides. A red list is public while its notice runs as well."""
    entry = Entry.objects.filter(ground__code=ground).first() or lists.published(ground)
    at = lists.at + moment * DAY
    row = Proceeding.objects.get(pk=entry.proceeding_id)
    noticed = ground == "R1" and row.served_at <= at < row.notice_until
    published = row.published_from <= at < min(row.published_until, entry.publish_until_at)
    assert (row.number in shown(at)) == (noticed or published)


def test_a_repair_takes_it_down_at_once(lists, at):
    entry = lists.published("X2")
    moment = at + 100 * DAY
    with pytest.raises(NotAllowed):
        actions.record_repair(by=lists.actor("luo_jia"), at=moment, entry=entry, document_zh="信用修复决定7号")
    actions.record_repair(by=lists.actor("lin_yue"), at=moment, entry=entry, document_zh="信用修复决定7号")
    assert shown(moment - DAY) == [entry.proceeding.number]
    assert shown(moment) == []
    with pytest.raises(Refused, match="no_failing"):
        red = lists.published("R1")
        actions.record_repair(by=lists.actor("lin_yue"), at=moment, entry=red, document_zh="无")


def test_an_error_is_settled_by_another_person_and_taken_down(lists, at):
    entry = lists.published("X2")
    moment = at + 9 * DAY
    asked = actions.ask_correction(by=lists.actor("luo_jia"), at=moment, entry=entry, text="文书号写错")
    assert (asked.due_at - moment).days >= 5
    with pytest.raises(Refused, match="asked_already"):
        actions.ask_correction(by=lists.actor("gao_yuan"), at=moment, entry=entry, text="文书号写错")
    assert queries.overdue_corrections(lists.actor("lin_yue"), asked.due_at + DAY) == [asked]
    actions.reject_correction(by=lists.actor("lin_yue"), at=moment, entry=entry, text="无误")
    assert shown(moment) == [entry.proceeding.number]
    actions.ask_correction(by=lists.actor("lin_yue"), at=moment, entry=entry, text="对象有误")
    with pytest.raises(Refused, match="same_person"):
        actions.take_down_entry(by=lists.actor("lin_yue"), at=moment, entry=entry, text="确实有误")
    entry.refresh_from_db()
    actions.take_down_entry(by=lists.actor("gao_yuan"), at=moment, entry=entry, text="确实有误")
    assert shown(moment) == []
    assert queries.published_entries(lists.actor("lin_yue"), moment) == []


@pytest.mark.parametrize(
    ("code", "more"),
    [
        ("bad_number", {"number": FIRM[:-1] + "?"}),
        ("bad_number", {"party": "person", "number": FIRM}),
        ("under_age", {"party": "person", "number": check_sign("11010520120601002")}),
        ("bad_day", {"decided_on": date(2026, 12, 24)}),
        ("minor", {"ground": "X1"}),
        ("over", {"decided_on": date(2025, 11, 1)}),
        ("missing", {"name": " "}),
    ],
)
def test_what_cannot_stand_is_refused(lists, code, more):
    with pytest.raises(Refused, match=code):
        lists.entered(**more)


def test_a_ground_beyond_its_class_is_refused(lists, at):
    row = {"code": "X9", "kind": "black", "field_code": "F18", "ground_zh": "一般", "legal_basis": "样例"}
    row |= {"failing_class": "minor", "most_months": 12, "authority": lists.city.units["DW35"]}
    with pytest.raises(Refused, match="bad_class"):
        actions.import_grounds(by=SYSTEM, at=at, fields=[], grounds=[row])


def test_twice_is_refused_and_a_discarded_one_is_not_in_the_way(lists, at):
    entry = lists.entered()
    with pytest.raises(Refused, match="twice"):
        lists.entered()
    actions.discard_entry(by=lists.actor("luo_jia"), at=at, entry=entry, text="重复")
    running = lists.proposed()
    with pytest.raises(Refused, match="running"):
        actions.discard_entry(by=lists.actor("lin_yue"), at=at, entry=running, text="撤")


def test_numbers_are_nowhere_in_clear(lists, at):
    entry = lists.published("X2", "person")
    row = Proceeding.objects.get(pk=entry.proceeding_id)
    assert row.shown["name"] == "欧阳**"
    assert row.shown["number"].endswith(PERSON[-4:])
    for secret in (PERSON, PERSON_NAME):
        everything = [*Row.objects.values_list("payload", flat=True), *Personal.objects.values_list("text", flat=True)]
        everything += [*Proceeding.objects.values(), *Entry.objects.values()]
        assert secret not in str(everything)
    assert list(queries.entries_for(lists.actor("lin_yue"), number=PERSON)) == [entry]
    assert list(queries.public_entries(at + 9 * DAY, words=PERSON)) == []
    assert list(queries.public_entries(at + 9 * DAY, words="欧阳")) == [row]


def test_moved_to_a_new_key_and_forgotten_on_schedule(lists, at, settings):
    entry = lists.published("X2", "person")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new key of the city", [settings.SECRET_KEY]
    assert list(queries.entries_for(lists.actor("lin_yue"), number=PERSON)) == [entry]
    reseal.call()
    settings.SECRET_KEY_FALLBACKS = []
    assert list(queries.entries_for(lists.actor("lin_yue"), number=PERSON)) == [entry]
    assert actions.forget_parties(by=SYSTEM, at=entry.publish_until_at + 179 * DAY) == 0
    assert actions.forget_parties(by=SYSTEM, at=entry.publish_until_at + 181 * DAY) == 1
    entry.refresh_from_db()
    assert (entry.name_sealed, entry.shown_name) == ("", "***")


def test_a_typical_case_loses_long_numbers_and_needs_three_people(lists, at):
    city = lists.city
    story = actions.propose_story(
        by=lists.actor("lin_yue"),
        at=at,
        field=queries.fields()[0],
        authority=city.units["DW35"],
        title_zh="售假案",
        story_zh=f"当事人{PERSON}销售假冒商品",
    )
    assert PERSON not in story.proceeding.shown["story"]
    with pytest.raises(Refused, match="same_person"):
        proceedings.review_proceeding(by=lists.actor("lin_yue"), at=at, proceeding=story.proceeding, text="可")


def test_every_move_of_the_table_has_its_action_and_no_other_state_allows_it(lists, at):
    done = {
        "discard_entry": {"text": "x"},
        "propose_entry": {"text": "x"},
        "record_repair": {"document_zh": "x"},
        "ask_correction": {"text": "x"},
        "reject_correction": {"text": "x"},
        "take_down_entry": {"text": "x"},
    }
    assert {move.verb.removeprefix("integrity.") for move in TABLE.moves} == {"enter_entry", *done}
    entry = lists.entered()
    for state in sorted(TABLE.states):
        entry.state = state
        allowed = {move.verb.removeprefix("integrity.") for move in TABLE.leaving(state)}
        for name in sorted(set(done) - allowed):
            with pytest.raises(Refused, match="wrong_state"):
                getattr(actions, name)(by=SYSTEM, at=at, entry=entry, **done[name])
