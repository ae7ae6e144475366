"""What a camera claims against the record of Xinhua South Road and the server's receipt."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.evidence.rules import CLOCKS_DIFFER, FAR_METRES, LONG_BEFORE, Doubt, doubts
from chuangcheng.places.rules.geometry import distance_m

SEEN = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
MARKET = (98.281, 39.772)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))
POINTS = st.tuples(st.floats(98, 99), st.floats(39, 40))


def asked(taken_at=SEEN, taken_where=MARKET, **more) -> list[Doubt]:
    given_too = {"record_at": SEEN, "record_where": MARKET, "received_at": SEEN + timedelta(hours=2), **more}
    return doubts(taken_at=taken_at, taken_where=taken_where, **given_too)


def codes(found: list[Doubt]) -> list[str]:
    return [one.code for one in found]


def test_a_photo_taken_there_and_then_leaves_no_doubt() -> None:
    assert asked() == []


def test_last_weeks_photo_was_taken_long_before() -> None:
    assert asked(taken_at=SEEN - timedelta(days=7)) == [Doubt("taken_long_before", 7 * 86400)]


def test_evidence_of_work_may_not_be_older_than_the_fault() -> None:
    morning = SEEN - timedelta(hours=3)
    assert asked(taken_at=morning) == []
    assert codes(asked(taken_at=morning, allowed_before=timedelta(0))) == ["taken_long_before"]


def test_a_camera_with_tomorrows_date_is_said_so() -> None:
    assert codes(asked(taken_at=SEEN + timedelta(days=1))) == ["taken_after_receipt"]


def test_a_photo_from_the_other_end_of_the_city() -> None:
    found = asked(taken_where=(98.30, 39.80))
    assert codes(found) == ["taken_elsewhere"]
    assert 3000 < found[0].amount < 4000, "metres"


def test_a_screenshot_says_nothing_at_all() -> None:
    assert asked(taken_at=None, taken_where=None) == [Doubt("no_metadata")]
    assert asked(taken_at=None) == [], "a place alone is enough to be no screenshot"


@given(MOMENTS, MOMENTS, MOMENTS, POINTS, POINTS)
def test_each_doubt_stands_exactly_beyond_its_bound(taken, record, received, here, there) -> None:
    found = {
        one.code
        for one in doubts(taken_at=taken, taken_where=here, record_at=record, record_where=there, received_at=received)
    }
    expected = {
        "taken_long_before": record - taken > LONG_BEFORE,
        "taken_after_receipt": taken - received > CLOCKS_DIFFER,
        "taken_elsewhere": distance_m(*here, *there) > FAR_METRES,
    }
    assert found == {code for code, holds in expected.items() if holds}
