"""A draw from its commitment to its proof, by the people of the small city."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from chuangcheng.draws.actions import cancel_draw, commit_draw, enter_entropy, reveal_draw, run_draw
from chuangcheng.draws.models import Draw, Entry
from chuangcheng.draws.queries import get_draw_for, opened_proof, proof, public_draws, public_state, selection
from chuangcheng.draws.rules import FrameSpec, Item, Source, StratumSpec, verify
from chuangcheng.journal.models import Entry as JournalEntry
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotAllowed, NotFound, Refused, Stale
from tests.stories import City

VALUES = {"3d": ["7", "2", "09"]}


def sites(count: int) -> tuple[Item, ...]:
    return tuple(Item(f"P12-{n:03}", f"市场{n}号") for n in range(1, count + 1))


def committed(city: City, **changes: Any) -> Draw:
    """Lin Yue commits: six of thirty markets, two of five stations, all three inspectors in random order."""
    known_at = city.at + timedelta(hours=12)
    given: dict[str, Any] = {
        "by": city.actor("lin_yue"),
        "at": city.at,
        "name_zh": "第四季度实地考察",
        "frames": [
            FrameSpec(
                "sites",
                "点位",
                "open",
                (
                    StratumSpec("P12", "农贸市场", sites(30), count=6, reserve=6),
                    StratumSpec("P20", "车站", (Item("P20-1", "南站"), Item("P20-2", "北站")), count=2),
                ),
            ),
            FrameSpec(
                "inspectors",
                "检查员",
                "veiled",
                (StratumSpec("all", "检查员", (Item("A", "苏晴"), Item("B", "白露"), Item("C", "高原"))),),
            ),
        ],
        "sources": [Source("3d", "福彩3D", "numbers", "2026312 期", known_at)],
        "fails_after": city.at + timedelta(days=40),
    }
    return commit_draw(**(given | changes))


def run(city: City, draw: Draw) -> datetime:
    """Lin Yue and Gao Yuan enter the same values the next morning, and Lin Yue runs the draw."""
    later = city.at + timedelta(days=1)
    for reader in ("lin_yue", "gao_yuan"):
        enter_entropy(by=city.actor(reader), at=later, draw=draw, values=VALUES)
    run_draw(by=city.actor("lin_yue"), at=later, draw=draw)
    return later


def test_a_draw_from_commitment_to_proof(city: City) -> None:
    draw = committed(city)
    assert draw.serial == 1
    assert [one.selected for one in selection(draw)] == [[], [], []]
    later = run(city, draw)
    drawn = {one.code: one for one in selection(draw)}
    assert [len(drawn["P12"].selected), len(drawn["P12"].reserve)] == [6, 6]
    assert sorted(entry.code for entry in drawn["all"].selected) == ["A", "B", "C"]
    assert verify(json.loads(json.dumps(proof(draw))), at=later).failures[0].detail.startswith("pending")
    reveal_draw(by=city.actor("lin_yue"), at=later + timedelta(days=9), draw=draw)
    published = json.loads(json.dumps(proof(Draw.objects.get(pk=draw.pk))))
    verdict = verify(published)
    assert verdict.holds, verdict.failures
    codes = [entry["code"] for entry in published["frames"][0]["entries"] if entry["stratum"] == 1]
    assert [codes[n - 1] for n in published["selection"][0]["selected"]] == [e.code for e in drawn["P12"].selected]


def test_nothing_of_the_selection_or_the_frame_shows_before_the_reveal(city: City) -> None:
    draw = committed(city)
    run(city, draw)
    told = json.dumps([proof(draw), list(JournalEntry.objects.values_list("payload", flat=True))], ensure_ascii=False)
    assert "号" not in told
    assert "苏晴" not in told
    draw.refresh_from_db()
    assert "secret" not in proof(draw)
    assert draw.commitment["secret_sha256"] not in draw.secret_sealed


def test_veiled_names_never_show_and_an_auditor_opens_them_one_by_one(city: City) -> None:
    draw = committed(city)
    later = run(city, draw)
    auditor = city.actor("he_ping")
    with pytest.raises(NotFound):
        opened_proof(auditor, draw)
    reveal_draw(by=city.actor("lin_yue"), at=later, draw=draw)
    assert "苏晴" not in json.dumps(proof(draw), ensure_ascii=False)
    opened = opened_proof(auditor, draw)
    assert {one["name"] for one in opened["opened"]} == {"苏晴", "白露", "高原"}
    assert verify(opened).holds
    with pytest.raises(NotFound):
        opened_proof(city.actor("gao_yuan"), draw)


def test_sources_must_lie_in_the_future(city: City) -> None:
    known = [Source("3d", "福彩3D", "numbers", "2026311 期", city.at)]
    with pytest.raises(Refused, match="source_known"):
        committed(city, sources=known)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"sources": []}, "missing"),
        ({"frames": []}, "missing"),
        ({"name_zh": " "}, "missing"),
        ({"frames": [FrameSpec("sites", "点位", "open", (StratumSpec("P12", "市场", ()),))]}, "bad_frame"),
        ({"frames": [FrameSpec("s", "点位", "open", (StratumSpec("P12", "市场", sites(2) * 2),))]}, "bad_frame"),
        ({"frames": [FrameSpec("s", "点位", "open", (StratumSpec("P", "x", (Item("a\tb", "c"),)),))]}, "bad_frame"),
        ({"frames": [FrameSpec("s", "点位", "open", (StratumSpec("P", "x", sites(3), count=4),))]}, "bad_sizes"),
        ({"frames": [FrameSpec("s", "点位", "open", (StratumSpec("P", "x", sites(3), 2, 2),))]}, "bad_sizes"),
    ],
)
def test_a_commitment_that_cannot_be_right_is_refused(city: City, changes: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        committed(city, **changes)
    assert refused.value.code == code
    assert not Draw.objects.exists()


def test_a_commitment_that_falls_through_leaves_no_gap(city: City) -> None:
    @transaction.atomic
    def fails_after_committing() -> None:
        committed(city)
        raise RuntimeError("the power fails")

    committed(city)
    with pytest.raises(RuntimeError):
        fails_after_committing()
    assert committed(city).serial == 2
    assert [draw.serial for draw in public_draws()] == [2, 1]


def test_values_wait_for_the_announced_time(city: City) -> None:
    draw = committed(city)
    with pytest.raises(Refused, match="not_known_yet"):
        enter_entropy(by=city.actor("lin_yue"), at=city.at + timedelta(hours=11), draw=draw, values=VALUES)
    with pytest.raises(Refused, match="not_known_yet"):
        run_draw(by=city.actor("lin_yue"), at=city.at, draw=draw)


def test_two_people_must_agree(city: City) -> None:
    draw, later = committed(city), city.at + timedelta(days=1)
    lin_yue, gao_yuan = city.actor("lin_yue"), city.actor("gao_yuan")
    for reader, values in ((lin_yue, VALUES), (lin_yue, VALUES), (gao_yuan, {"3d": ["7", "2", "8"]})):
        enter_entropy(by=reader, at=later, draw=draw, values=values)
        with pytest.raises(Refused, match="not_agreed"):
            run_draw(by=lin_yue, at=later, draw=draw)
    enter_entropy(by=gao_yuan, at=later, draw=draw, values={"3d": ["2", "007", "9"]})
    run_draw(by=lin_yue, at=later, draw=draw)
    assert draw.entropy == [{"source": "3d", "values": ["2", "7", "9"]}]


def test_words_are_no_values(city: City) -> None:
    draw = committed(city)
    with pytest.raises(Refused) as refused:
        enter_entropy(by=city.actor("lin_yue"), at=city.at + timedelta(days=1), draw=draw, values={"3d": ["七二九"]})
    assert (refused.value.code, refused.value.field) == ("bad_value", "3d")


def test_a_draw_runs_once(city: City) -> None:
    draw = committed(city)
    same = Draw.objects.get(pk=draw.pk)
    later = run(city, draw)
    before = list(Entry.objects.order_by("pk").values_list("rank", flat=True))
    with pytest.raises(Refused, match="wrong_state"):
        run_draw(by=city.actor("lin_yue"), at=later, draw=draw)
    with pytest.raises(Stale):
        run_draw(by=city.actor("lin_yue"), at=later, draw=same)
    assert list(Entry.objects.order_by("pk").values_list("rank", flat=True)) == before


def test_a_cancelled_draw_keeps_its_number_and_reason_and_shows_what_it_had_drawn(city: City) -> None:
    first, second = committed(city), committed(city)
    cancel_draw(by=city.actor("lin_yue"), at=city.at, draw=first, reason="名单有误")
    later = run(city, second)
    with pytest.raises(Refused, match="missing"):
        cancel_draw(by=city.actor("lin_yue"), at=later, draw=second, reason=" ")
    cancel_draw(by=city.actor("lin_yue"), at=later, draw=second, reason="大雪，延期")
    assert [(draw.serial, draw.state) for draw in public_draws()] == [(2, "cancelled"), (1, "cancelled")]
    assert "secret" not in proof(first)
    shown = proof(second)
    assert shown["selection"]
    assert [(check.code, check.detail) for check in verify(shown).failures] == [
        ("state", "the draw was cancelled: 大雪，延期")
    ]


def test_a_proof_that_does_not_come_counts_as_failed(city: City) -> None:
    draw = committed(city)
    assert public_state(draw, city.at) == "committed"
    later = run(city, draw)
    assert public_state(draw, later) == "pending"
    assert public_state(draw, draw.fails_after + timedelta(seconds=1)) == "failed"
    reveal_draw(by=city.actor("lin_yue"), at=draw.fails_after + timedelta(days=1), draw=draw)
    assert [check.code for check in verify(proof(draw)).failures] == ["state"]


def test_the_proof_names_its_place_in_the_journal(city: City) -> None:
    draw = committed(city)
    row = JournalEntry.objects.get(verb="draws.commit_draw")
    assert row.payload["commitment_sha256"] == draw.commitment_sha256
    assert proof(draw)["anchor"]["entry"] == row.pk


def test_who_may_do_what(city: City) -> None:
    draw = committed(city)
    liaison: Actor = city.actor("ma_jun")
    with pytest.raises(NotAllowed):
        committed(city, by=liaison)
    with pytest.raises(NotAllowed):
        cancel_draw(by=city.actor("gao_yuan"), at=city.at, draw=draw, reason="不合意")
    with pytest.raises(NotFound):
        get_draw_for(liaison, draw.pk)
    assert get_draw_for(city.actor("he_ping"), draw.pk) == draw
