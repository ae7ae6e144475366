"""Households by a draw in two stages: nobody steers it, no address lies open, everybody can check it."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from chuangcheng.draws.models import Entry as DrawEntry
from chuangcheng.draws.queries import proof
from chuangcheng.draws.rules import verify
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import NotAllowed, NotFound, Refused
from chuangcheng.surveys import queries
from chuangcheng.surveys.actions import (
    assign_interviewer,
    close_survey,
    import_households,
    note_absence,
    open_survey,
    record_interview,
    replace_address,
    store_answers,
)
from chuangcheng.surveys.models import Address, AddressState, Cluster, Response, Sample, Survey, WaitingAnswers
from tests.stories import City


def opened(city: City, at: datetime, sample: Sample) -> Survey:
    return open_survey(by=city.actor("lin_yue"), at=at, survey=sample.survey)


def test_the_draw_takes_communities_then_addresses_and_forgets_the_lists(households: Sample) -> None:
    clusters = queries.clusters_of(households)
    assert len(clusters) == 4
    assert {one.stratum for one in clusters} == {"XG", "GC"}
    assert all(one.stratum_population in (3, 4) and one.stratum_drawn == 2 for one in clusters)
    assert [(one.waiting_count, one.reserve_count) for one in clusters] == [(6, 4)] * 4  # type: ignore[attr-defined]
    assert not any(one.list_sealed for one in clusters) and all(one.list_sha256 for one in clusters)


def test_no_address_lies_open_in_the_database_nor_in_the_proof(asking: City, at: datetime, households: Sample) -> None:
    opened(asking, at, households)
    close_survey(by=asking.actor("lin_yue"), at=at + timedelta(days=1), survey=households.survey)
    draw = households.household_draw
    assert draw is not None
    draw.refresh_from_db()
    shown = json.dumps(proof(draw), ensure_ascii=False)
    assert draw.state == "revealed" and verify(proof(draw)).holds
    stored = json.dumps(list(DrawEntry.objects.values("code", "name_zh")), ensure_ascii=False)
    assert "栋" not in shown and "栋" not in stored
    assert not Address.objects.exclude(address_sealed="").exists()


def test_only_the_interviewer_of_the_community_sees_its_addresses(
    asking: City, at: datetime, households: Sample
) -> None:
    assert queries.work_of(asking.actor("tang_yu")) == []
    opened(asking, at, households)
    work = queries.work_of(asking.actor("tang_yu"))
    assert len(work) == 4 and "室" in work[0].addresses[0].text
    assert queries.work_of(asking.actor("jiang_nan")) == []
    assert queries.work_of(asking.actor("ma_jun")) == []
    with pytest.raises(NotFound):
        queries.get_survey_for(asking.actor("tang_yu"), households.survey_id)


def test_nobody_asks_the_residents_of_the_own_units_area(asking: City, at: datetime, households: Sample) -> None:
    [cluster, *_rest] = [one for one in queries.clusters_of(households) if one.area.path.startswith("JYG/XG/")]
    with pytest.raises(Refused, match="own_area"):
        assign_interviewer(by=asking.actor("lin_yue"), at=at, cluster=cluster, post=asking.posts["bai_lu"])


def test_an_address_is_given_up_only_for_a_reason_and_the_next_is_called(
    asking: City, at: datetime, households: Sample
) -> None:
    opened(asking, at, households)
    tang = asking.actor("tang_yu")
    address = Address.objects.select_related("cluster__area", "cluster__sample__survey").filter(state="waiting")[0]
    with pytest.raises(Refused, match="too_early"):
        replace_address(by=tang, at=at, address=address, given_up="not_at_home")
    for days in range(3):
        note_absence(by=tang, at=at + timedelta(days=days), address=address)
    following = replace_address(by=tang, at=at, address=address, given_up="not_at_home")
    assert following is not None and following.rank == 7 and following.state == AddressState.WAITING
    with pytest.raises(NotAllowed):
        replace_address(by=asking.actor("jiang_nan"), at=at, address=following, given_up="refused")
    with pytest.raises(Refused, match="missing"):
        replace_address(by=tang, at=at, address=following, given_up="")


@pytest.mark.parametrize(
    ("addresses", "code"),
    [(["一号"] * 3, "too_few"), (["一号"] * 12, "twice"), ([f"{n}号" for n in range(20_001)], "too_many")],
)
def test_a_bad_list_is_refused(asking: City, at: datetime, households: Sample, addresses: list[str], code: str) -> None:
    cluster = Cluster.objects.select_related("sample__survey", "area").filter(sample=households)[0]
    households.household_draw = None
    households.save()
    cluster.sample.household_draw = None
    with pytest.raises(Refused, match=code):
        import_households(by=asking.actor("lin_yue"), at=at, cluster=cluster, addresses=addresses)


def interviews(city: City, at: datetime, sample: Sample, answers: Any, *, each: int = 5) -> None:
    """Tang Yu asks at `each` addresses of every community; one refuses."""
    tang, number = city.actor("tang_yu"), 0
    for cluster in sample.clusters.all():
        rows = Address.objects.select_related("cluster__area", "cluster__sample__survey", "cluster__sample__form")
        waiting = list(rows.filter(cluster=cluster, state="waiting"))
        for address in waiting[:each]:
            record_interview(by=tang, at=at, address=address, answers=answers(number), seconds=200 + number)
            number += 1
        for address in waiting[each:]:
            replace_address(by=tang, at=at, address=address, given_up="refused")


def test_answers_wait_encrypted_and_are_stored_together(
    asking: City, at: datetime, households: Sample, answers: Any
) -> None:
    survey = opened(asking, at, households)
    households.survey.refresh_from_db()
    interviews(asking, at, households, answers)
    assert Response.objects.count() == 0 and WaitingAnswers.objects.count() == 20
    assert not any("very" in one.sealed for one in WaitingAnswers.objects.all())
    assert len({len(one.sealed) for one in WaitingAnswers.objects.all()}) == 1
    assert store_answers(by=SYSTEM, at=at, sample=households) == 20
    assert Response.objects.count() == 20 and not WaitingAnswers.objects.exists()
    [progress] = queries.progress_of(survey)
    assert (progress.answered, progress.given_up) == (20, {"refused": 4})
    assert progress.response_rate == pytest.approx(20 / 28)
