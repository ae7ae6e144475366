"""The city takes a new key: what is only hashed stays known under the old one, which goes when it has run out."""

from datetime import timedelta
from typing import Any

import pytest

from chuangcheng.accounts.actions import delete_citizen
from chuangcheng.config.command import main
from chuangcheng.honours import actions as honours
from chuangcheng.honours.models import Comment, Recommendation, VoterMark
from chuangcheng.journal.models import Entry
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.sealed import key_marks
from chuangcheng.kit.tokens import token_hash
from chuangcheng.operations.actions import reseal_values, retire_key
from chuangcheng.operations.jobs import reseal
from chuangcheng.participation import guarding
from chuangcheng.participation.actions import block
from chuangcheng.proceedings import actions as proceedings
from chuangcheng.proceedings.queries import objector_keys
from tests.citizens import actor, citizen_client
from tests.honours.conftest import Stage, stage
from tests.operations.test_resealing import new_key

__all__ = ["stage"]
pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
PHONE = "13900008888"


@pytest.fixture
def voted(stage: Stage) -> Any:
    """司徒静好 recommended, voted and commented before the key was changed."""
    season = stage.season()
    client = citizen_client(PHONE, "司徒静好")
    for name in ("欧阳青禾", "慕容晚晴"):
        stage.candidate(season, name=name)
    found = season.nominations.order_by("pk").first()
    subject = honours.Subject(found.name_zh, found.honour_class)
    honours.nominate(by=actor(client), at=stage.at, season=season, subject=subject, text="我也推荐")
    honours.close_nominations(by=stage.actor("lin_yue"), at=stage.at, season=season)
    honours.open_vote(by=stage.actor("deng_hai"), at=stage.at, season=season)
    honours.cast_vote(by=actor(client), at=stage.at + DAY, season=season, nomination=found)
    honours.write_comment(by=actor(client), at=stage.at + DAY, nomination=found, text="应该当选")
    season.citizen = client
    return season


def moved(at: Any) -> None:
    """Every table was walked under the new key, twice, a day apart."""
    from chuangcheng.kit.resealing import tables

    for moment in (at, at + 1.1 * DAY):
        for table in tables():
            while reseal_values(by=SYSTEM, at=moment, table=table):
                continue


def needed(at: Any) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for one in retire_key(by=SYSTEM, at=at, mark=key_marks()[-1]):
        found.setdefault(one.room, []).append((one.count, one.free_on))
    return found


def test_after_a_new_key_nobody_votes_twice_and_a_voice_is_still_ones_own(
    voted: Any, stage: Stage, settings: Any
) -> None:
    new_key(settings)
    reseal.call()
    again = citizen_client(PHONE, "司徒静好")
    other = voted.nominations.order_by("-pk").first()
    with pytest.raises(Refused, match="voted"):
        honours.cast_vote(by=actor(again), at=stage.at + DAY, season=voted, nomination=other)
    assert VoterMark.objects.count() == 1
    delete_citizen(by=actor(again), at=stage.at + DAY)
    assert not Comment.objects.exists() and not Recommendation.objects.exclude(voice="").exists()


def test_the_old_key_stays_until_the_season_has_ended(voted: Any, stage: Stage, settings: Any, capsys: Any) -> None:
    new_key(settings)
    at = stage.at + 2 * DAY
    assert needed(at)["operations"], "nothing has been moved yet"
    moved(at)
    later = at + 12 * DAY
    assert needed(later) == {"honours": [(2, None), (1, None)]}
    settings.CLOCK_SHIFT_SECONDS += (later - stage.at).total_seconds()
    assert main(["keys", "retire", key_marks()[-1]]) == 1
    said = capsys.readouterr().err
    assert "honours: 1 seasons in which somebody has voted" in said and "no date" in said
    assert not Entry.objects.filter(verb="operations.retire_key").exists()
    stage.at = later
    stage.judged(voted)
    honours.end_season(by=stage.actor("lin_yue"), at=later, season=voted)
    assert not Recommendation.objects.exclude(voice="").exists() and not Comment.objects.exists()
    assert main(["keys", "list"]) == 0 and "may go" in capsys.readouterr().out
    assert main(["keys", "retire", key_marks()[-1]]) == 0
    assert Entry.objects.get(verb="operations.retire_key").payload == {"mark": key_marks()[-1]}


def test_what_came_under_the_new_key_does_not_hold_the_old_one(stage: Stage, settings: Any) -> None:
    new_key(settings)
    moved(stage.at)
    season = stage.season()
    subject = honours.Subject("欧阳青禾", season.rules.classes[0])
    by, later = actor(citizen_client(PHONE, "司徒静好")), stage.at + 2 * DAY
    honours.nominate(by=by, at=later, season=season, subject=subject, text="推荐")
    assert needed(later) == {}


def test_an_objection_holds_it_until_the_publication_ends_and_a_block_until_it_is_lifted(
    stage: Stage, settings: Any
) -> None:
    row = stage.noticed(_candidate(stage), stage.at)
    objected = {"by": SYSTEM, "at": stage.at, "proceeding": row, "text": "不属实"}
    proceedings.file_objection(**objected, objectors=tuple(objector_keys(PHONE)), phone=PHONE, token_hash="x" * 64)
    block(by=stage.actor("lin_yue"), at=stage.at, kind="telephone", value=PHONE, reason="骚扰")
    new_key(settings)
    moved(stage.at)
    later = stage.at + 2 * DAY
    assert needed(later) == {"participation": [(1, None)], "proceedings": [(1, None)]}
    assert guarding.is_blocked("", PHONE), "the number is still known"
    repeat = {**objected, "at": later, "objectors": tuple(objector_keys(PHONE)), "phone": PHONE}
    with pytest.raises(Refused, match="open_already"):
        proceedings.file_objection(**repeat, token_hash="y" * 64)


def _candidate(stage: Stage) -> Any:
    season = stage.season()
    found = stage.candidate(season)
    stage.checked(found)
    stage.judged(season)
    return found


def test_a_link_in_a_letter_is_made_with_the_key_that_its_page_was_stored_under(settings: Any) -> None:
    first = guarding.token_of("salt", "participation.alert")
    new_key(settings)
    assert guarding.token_of("salt", "participation.alert", token_hash(first)) == first
    assert guarding.token_of("salt", "participation.alert") != first


@pytest.mark.parametrize(("place", "code"), [(0, "newest_key"), (None, "no_key")])
def test_neither_the_key_in_use_nor_an_unknown_one_is_retired(place: Any, code: str, at: Any) -> None:
    mark = "0" * 12 if place is None else key_marks()[place]
    with pytest.raises(Refused, match=code):
        retire_key(by=SYSTEM, at=at, mark=mark)
