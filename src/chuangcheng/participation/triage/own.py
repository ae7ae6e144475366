"""Learning from a city's own closed reports: some are held out, so that what is measured was not seen."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from chuangcheng.participation.triage.measuring import compared, evaluate, honest_split
from chuangcheng.participation.triage.model import Model
from chuangcheng.participation.triage.training import CannotTrain, train

LEAST_REPORTS = 200
LEAST_OF_KIND = 10
"""So that six are left to learn from when a fifth is held out, near-duplicates together."""
COLUMN = "内容"


@dataclass(frozen=True, slots=True)
class Learnt:
    """A model and how it compares, on held-out reports, with what suggests now. Both as `measuring.compared`."""

    model: Model
    trained_on: int
    held_out: int
    before: dict[str, Any]
    after: dict[str, Any]


def learn(texts: Sequence[str], kinds: Sequence[str], now: Callable[[str], str]) -> Learnt:
    """From texts and the codes of their kinds; `now` says what is suggested today ('' for nothing).

    Kinds with fewer than ten reports are left out: the keywords go on suggesting them. Raises CannotTrain.
    """
    counts = Counter(kinds)
    rows = [(text, kind) for text, kind in zip(texts, kinds, strict=True) if counts[kind] >= LEAST_OF_KIND]
    if len({kind for _text, kind in rows}) < 2:
        raise CannotTrain(f"fewer than two kinds have {LEAST_OF_KIND} closed reports")
    kept, tested = honest_split([text for text, _kind in rows], [kind for _text, kind in rows])
    model = train([[rows[n][0]] for n in kept], [rows[n][1] for n in kept], [COLUMN])
    held, truth = [rows[n][0] for n in tested], [rows[n][1] for n in tested]
    if not held:
        raise CannotTrain("the reports resemble each other too much to hold some out")
    before = compared([now(text) for text in held], truth)
    return Learnt(model, len(kept), len(held), before, evaluate(model, [[text] for text in held], truth))
