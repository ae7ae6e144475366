"""The public vote: once for each account, counted by anybody, and nothing that leads from a ballot to its voter."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import DateTimeField

from chuangcheng.accounts.actions import delete_citizen
from chuangcheng.honours import actions, queries
from chuangcheng.honours.jobs import mix
from chuangcheng.honours.models import Ballot, Nomination, Season, VoterMark
from chuangcheng.journal.models import Entry
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import NotAllowed, Refused
from tests.citizens import actor, citizen_client

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def voting(stage: Any, at: Any) -> Any:
    """Two candidates, released by somebody who admitted neither, voted on from the next day."""
    season = stage.season()
    for name in ("欧阳青禾", "慕容晚晴"):
        stage.candidate(season, name=name)
    actions.close_nominations(by=stage.actor("lin_yue"), at=at, season=season)
    return actions.open_vote(by=stage.actor("deng_hai"), at=at, season=season)


def cast(season: Any, client: Any, at: Any, nomination: Any = None) -> str:
    chosen = nomination or season.nominations.order_by("number").first()
    return actions.cast_vote(by=actor(client), at=at, season=season, nomination=chosen)


def test_candidates_are_seen_from_the_next_day_released_by_a_second_person(stage: Any, at: Any) -> None:
    season = stage.season()
    stage.candidate(season)
    silent = stage.candidate(season, name="司马无言", consents=False)
    actions.close_nominations(by=stage.actor("lin_yue"), at=at, season=season)
    for key in ("lin_yue", "gao_yuan"):
        with pytest.raises(Refused, match="same_person"):
            actions.open_vote(by=stage.actor(key), at=at, season=season)
    with pytest.raises(Refused, match="same_person"):
        actions.open_vote(by=SYSTEM, at=at, season=season)
    actions.open_vote(by=stage.actor("deng_hai"), at=at, season=season)
    assert queries.on_ballot(season, at) == []
    shown = queries.on_ballot(season, at + DAY)
    assert len(shown) == 1 and silent.pk != shown[0].pk
    actions.withdraw_consent(by=SYSTEM, at=at + DAY, nomination=queries.get_nomination(shown[0].pk))
    assert queries.on_ballot(season, at + DAY) == []


def test_one_vote_for_each_account_and_number(voting: Any, at: Any) -> None:
    client = citizen_client()
    with pytest.raises(Refused, match="closed"):
        cast(voting, client, at)
    code = cast(voting, client, at + DAY)
    assert queries.ballot_by_code(voting, code.lower()) is not None
    with pytest.raises(Refused, match="voted"):
        cast(voting, client, at + DAY)
    delete_citizen(by=actor(client), at=at + DAY)
    with pytest.raises(NotAllowed):
        cast(voting, client, at + DAY)
    with pytest.raises(Refused, match="voted"):
        cast(voting, citizen_client(), at + DAY)
    with pytest.raises(NotAllowed):
        actions.cast_vote(by=SYSTEM, at=at + DAY, season=voting, nomination=voting.nominations.first())
    with pytest.raises(Refused, match="closed"):
        cast(voting, citizen_client("13900000002"), at + 9 * DAY)


def test_a_candidate_who_is_not_shown_gets_no_vote(voting: Any, at: Any) -> None:
    Nomination.objects.filter(name_zh="慕容晚晴").update(is_on_ballot=False)
    with pytest.raises(Refused, match="not_on_ballot"):
        cast(voting, citizen_client(), at + DAY, Nomination.objects.get(name_zh="慕容晚晴"))
    assert not VoterMark.objects.exists()


def test_nothing_in_the_rows_leads_from_a_ballot_to_its_voter(voting: Any, at: Any, monkeypatch: Any) -> None:
    """Keys are drawn, not counted; the place of a row is its key; no moment; the record says that somebody voted."""
    drawn = iter((70, 11, 50, 33, 20, 66))
    monkeypatch.setattr("chuangcheng.honours.models.vote.secrets.randbits", lambda bits: next(drawn) - 1)
    phones = ("13900000001", "13900000002", "13900000003")
    codes = [cast(voting, citizen_client(phone), at + DAY) for phone in phones]
    assert list(VoterMark.objects.order_by("pk").values_list("pk", flat=True)) == [20, 50, 70]
    assert {row.pk: row.code for row in Ballot.objects.all()} == dict(zip((11, 33, 66), codes, strict=True))
    for model in (VoterMark, Ballot):
        fields = model._meta.get_fields()
        assert not [field.name for field in fields if isinstance(field, DateTimeField)]
        linked = {field.related_model for field in fields if field.is_relation}
        assert linked <= {Season, Nomination}
    assert Ballot.objects.values_list("cast_on", flat=True).distinct().get() == date(2026, 11, 25)
    rows = Entry.objects.filter(verb="honours.cast_vote")
    assert {(row.actor_id, str(row.payload), row.personal_digest) for row in rows} == {
        (0, str({"season": voting.name_zh}), "")
    }


def test_the_place_of_a_row_in_the_table_tells_no_order(voting: Any, at: Any) -> None:
    for phone in ("13900000001", "13900000002", "13900000003"):
        cast(voting, citizen_client(phone), at + DAY)
    assert actions.mix_ballots(by=SYSTEM, at=at + 2 * DAY, season=voting) == 3
    for table in ("honours_votermark", "honours_ballot"):
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute(f"SELECT rowid, id FROM {table}")
                assert all(place == key for place, key in cursor.fetchall())
            else:
                cursor.execute(f"SELECT xmin::text, id FROM {table} ORDER BY ctid")
                found = cursor.fetchall()
                assert len({writer for writer, _key in found}) == 1
                assert [key for _writer, key in found] == sorted(key for _writer, key in found)


def test_ballots_of_today_are_told_to_nobody_but_who_knows_the_number(voting: Any, at: Any) -> None:
    code = cast(voting, citizen_client(), at + DAY)
    assert not queries.ballots(voting, at + DAY).exists() and queries.tally(voting, at + DAY) == {}
    assert [row.code for row in queries.ballots(voting, at + 2 * DAY)] == [code]
    assert list(queries.tally(voting, at + 2 * DAY).values()) == [1]


def test_the_vote_is_one_voice_and_marks_of_voters_go_with_the_season(stage: Any, voting: Any, at: Any) -> None:
    cast(voting, citizen_client(), at + DAY)
    with pytest.raises(Refused, match="vote_runs"):
        actions.conclude_deliberation(by=stage.actor("lin_yue"), at=at + DAY, season=_seated(stage, voting, at))
    later = at + 9 * DAY
    actions.conclude_deliberation(by=stage.actor("lin_yue"), at=later, season=voting)
    assert voting.record["votes"] == 1
    first, second = (row[1] for row in voting.record["order"])
    assert first == pytest.approx((3 * 75 + 100) / 4) and second == pytest.approx((3 * 75 + 0) / 4)
    actions.end_season(by=stage.actor("lin_yue"), at=later, season=voting)
    assert not VoterMark.objects.exists() and Ballot.objects.count() == 1
    assert queries.on_ballot(voting, later) == []


def _seated(stage: Any, season: Any, at: Any) -> Any:
    for key in ("su_qing", "bai_lu", "xu_lan"):
        actions.appoint_juror(by=stage.actor("lin_yue"), at=at, season=season, person=stage.city.people[key])
        for one in season.nominations.select_related("season"):
            actions.give_marks(by=stage.actor(key), at=at, nomination=one, points={"C1": 8, "C2": 6})
    return season


def test_the_clock_mixes_what_was_voted_in_and_a_second_time_harms_nothing(voting: Any, at: Any, settings: Any) -> None:
    cast(voting, citizen_client(), at + DAY)
    settings.CLOCK_SHIFT_SECONDS += 2 * 86400
    mix.call()
    mix.call()
    assert Ballot.objects.count() == VoterMark.objects.count() == 1


def test_comments_are_held_and_forgotten_with_the_account(stage: Any, voting: Any, at: Any) -> None:
    client, one = citizen_client(), voting.nominations.select_related("season").first()
    held = actions.write_comment(by=actor(client), at=at + DAY, nomination=one, text="很了不起")
    assert not queries.released_comments([one])
    actions.release_comment(by=stage.actor("lin_yue"), at=at + DAY, comment=held)
    assert [row.text_zh for row in queries.released_comments([one])[one.pk]] == ["很了不起"]
    actions.write_comment(by=actor(client), at=at + DAY, nomination=one, text="再说一句")
    delete_citizen(by=actor(client), at=at + DAY)
    assert [(row.text_zh, row.voice) for row in one.comments.all()] == [("很了不起", "")]
    actions.remove_comment(by=stage.actor("lin_yue"), at=at + DAY, comment=held)
    assert not queries.released_comments([one])
