"""What a kind of proceeding is, as data that can be wrong."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import Any

from chuangcheng.proceedings.rules.masks import MASKS

STEPS = ("review", "notice", "decision", "publication")
"""In this order; a kind has some of them, a decision always."""
ACTS = ("propose", "review", "notice", "answer", "decide")
OBJECTORS = ("party", "anyone", "nobody")
NOTICES = ("", "private", "public")
LONGEST_DAYS = 120
"""Of a period of notice or answer."""
Field = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of proceeding. Periods are working days, but `publication_days` (calendar days, 0: no end).

    `different`: pairs of acts that two different people do. `told`: who hears of the steps: `party`, `office`.
    `blocks`: a counting objection that is open keeps the decision from being taken. `suspends`: it takes what is
    published out of sight until it is answered. `outcomes`: codes that a decision may have, the first is what was asked
    for; `outcome_names`: (code, Chinese, English). `published`: what everybody may read, as (code, mask, Chinese name,
    English name); nothing else of the facts is ever kept or shown. The first of them heads the page.
    """

    code: str
    name_zh: str
    name_en: str
    steps: tuple[str, ...]
    outcomes: tuple[str, ...]
    basis_zh: str
    notice: str = ""
    notice_days: int = 0
    answer_days: int = 3
    told: tuple[str, ...] = ("party", "office")
    different: tuple[tuple[str, str], ...] = (("propose", "review"), ("propose", "decide"), ("review", "decide"))
    objectors: str = "nobody"
    blocks: bool = False
    suspends: bool = False
    publication_days: int = 0
    published: tuple[Field, ...] = ()
    outcome_names: tuple[tuple[str, str, str], ...] = ()

    @property
    def goes_public(self) -> bool:
        """Whether anything of it is ever shown to everybody."""
        return self.notice == "public" or "publication" in self.steps

    def outcome_name(self, code: str) -> tuple[str, str]:
        """(Chinese, English) of an outcome; its code where the kind has no words for it."""
        return next(((zh, en) for one, zh, en in self.outcome_names if one == code), (code, code))

    def as_data(self) -> dict[str, Any]:
        """Plain JSON."""
        return {name: _plain(value) for name, value in asdict(self).items()}

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Kind":
        """The kind that `as_data` wrote. Raises ValueError with the first fault."""
        try:
            kind = cls(**{name: _tuples(value) for name, value in data.items()})
        except TypeError as error:
            raise ValueError(f"unknown or missing field: {error}") from None
        if wrong := faults(kind):
            raise ValueError(wrong[0])
        return kind


def _plain(value: Any) -> Any:
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def _tuples(value: Any) -> Any:
    return tuple(_tuples(one) for one in value) if isinstance(value, list | tuple) else value


def faults(kind: Kind) -> list[str]:
    """What is wrong with a kind, in English for whoever writes the data; empty if nothing is."""
    days = range(1, LONGEST_DAYS + 1)
    in_order = [step for step in STEPS if step in kind.steps] == list(kind.steps)
    needed = {"propose", "decide"} | ({"review"} if "review" in kind.steps else set())
    stated = {frozenset(pair) for pair in kind.different}
    checks = (
        (
            in_order and "decision" in kind.steps,
            "steps: some of review, notice, decision, publication in this order, a decision always",
        ),
        (
            ("notice" in kind.steps) == bool(kind.notice) and kind.notice in NOTICES,
            "notice: private or public exactly where there is that step",
        ),
        (not kind.notice or kind.notice_days in days, "notice_days: 1 to 120 working days"),
        (kind.answer_days in days, "answer_days: 1 to 120 working days"),
        (bool(kind.outcomes), "outcomes: one at least"),
        (bool(kind.basis_zh.strip()), "basis_zh: the legal basis or the rule it stands on"),
        (kind.objectors in OBJECTORS, "objectors: party, anyone or nobody"),
        (
            not (kind.blocks or kind.suspends) or kind.objectors != "nobody",
            "blocks, suspends: only where somebody may object",
        ),
        (
            all(one != other and one in ACTS and other in ACTS for one, other in kind.different),
            "different: pairs of two acts of propose, review, notice, answer, decide",
        ),
        (
            all(frozenset(pair) in stated for pair in combinations(sorted(needed), 2)),
            "different: who proposes, who reviews and who decides are always different people",
        ),
        *_of_what_is_shown(kind, stated),
    )
    return [fault for is_sound, fault in checks if not is_sound]


def _of_what_is_shown(kind: Kind, stated: set[frozenset[str]]) -> tuple[tuple[bool, str], ...]:
    codes = [field[0] for field in kind.published]
    return (
        (
            all(len(field) == 4 and field[1] in MASKS and all(field) for field in kind.published)
            and len(set(codes)) == len(codes),
            "published: (code, mask, Chinese name, English name) with known masks, each code once",
        ),
        (bool(kind.published) == kind.goes_public, "published: exactly where a notice or a decision is public"),
        (
            kind.notice != "public" or "review" in kind.steps or frozenset(("propose", "notice")) in stated,
            "different: a public notice takes a review, or is given by somebody else than who proposed",
        ),
        (
            all(len(words) == 3 and words[0] in kind.outcomes for words in kind.outcome_names),
            "outcome_names: (outcome, Chinese, English)",
        ),
    )
