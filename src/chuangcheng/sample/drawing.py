"""A draw of the past from its commitment to its result: announced, two people enter the values, run."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from chuangcheng.draws.actions import commit_draw, enter_entropy, run_draw
from chuangcheng.draws.queries import Draw
from chuangcheng.draws.rules import FrameSpec
from chuangcheng.sample.rounds import Dates, sources, values
from chuangcheng.sample.staff import actor


def drawn(title: str, dates: Dates, frames: Sequence[FrameSpec], seed: int, **context: Any) -> Draw:
    """The draw, run ten minutes after the first of the two began to read."""
    made = commit_draw(
        by=actor("linyue", dates.committed_at),
        at=dates.committed_at,
        name_zh=title,
        purpose_zh="样例城市：摇号来源为虚构数值，仅供演示。",
        frames=frames,
        sources=sources(dates.known_at),
        fails_after=dates.known_at + timedelta(days=45),
        context={"sample": True, **context},
    )
    for minutes, username in enumerate(("linyue", "zhouning")):
        read_at = dates.run_at + timedelta(minutes=4 * minutes)
        enter_entropy(by=actor(username, read_at), at=read_at, draw=made, values=values(seed))
    run_at = dates.run_at + timedelta(minutes=10)
    return run_draw(by=actor("linyue", run_at), at=run_at, draw=made)
