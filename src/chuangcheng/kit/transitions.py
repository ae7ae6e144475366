"""State machines as data: rows of (verb, from, to, must carry), checked when loaded.

The same table moves the row in the database, draws the buttons and the diagram, and lists permissions.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from chuangcheng.kit.refused import Refused, Stale

NOTHING: tuple[Any, ...] = (None, "", [], (), {})
"""What does not count as carried; a nought does."""


@dataclass(frozen=True, slots=True)
class Move:
    """One allowed step. `source` None: the thing is born by this move. `carries`: names it must bring."""

    verb: str
    source: str | None
    target: str
    carries: tuple[str, ...] = ()
    label: Any = ""


class BadTable(Exception):
    """A transition table that cannot be right; raised while loading, never at run time."""


class TransitionTable:
    """The moves of one noun. Refuses dead ends, unreachable states and ambiguous verbs."""

    def __init__(self, moves: Iterable[Move], *, final: Iterable[str]) -> None:
        self.moves = tuple(moves)
        self.final = frozenset(final)
        self.states = frozenset(m.target for m in self.moves) | frozenset(m.source for m in self.moves if m.source)
        self._by_verb_and_source: dict[tuple[str, str | None], Move] = {}
        for move in self.moves:
            key = (move.verb, move.source)
            if key in self._by_verb_and_source:
                raise BadTable(f"ambiguous: {move.verb} from {move.source} twice")
            self._by_verb_and_source[key] = move
        self._check_reachable()
        self._check_dead_ends()

    def _check_reachable(self) -> None:
        reached: set[str] = {m.target for m in self.moves if m.source is None}
        if not reached:
            raise BadTable("no move gives birth to the thing")
        while True:
            more = {m.target for m in self.moves if m.source in reached} - reached
            if not more:
                break
            reached |= more
        if missing := self.states - reached:
            raise BadTable(f"unreachable: {sorted(missing)}")

    def _check_dead_ends(self) -> None:
        leaving = {m.source for m in self.moves}
        if stuck := self.states - leaving - self.final:
            raise BadTable(f"dead ends: {sorted(stuck)}")
        if unknown := self.final - self.states:
            raise BadTable(f"final states that no move reaches: {sorted(unknown)}")

    def find(self, verb: str, source: str | None) -> Move | None:
        """The move that `verb` makes from `source`, or None if the table forbids it."""
        return self._by_verb_and_source.get((verb, source))

    def leaving(self, source: str) -> tuple[Move, ...]:
        """Moves out of a state, in the order of the table: the buttons of a page."""
        return tuple(m for m in self.moves if m.source == source)

    def check(
        self, verb: str, source: str | None, carried: Mapping[str, Any], *, wrong: Any, missing: Callable[[str], Any]
    ) -> Move:
        """The move, or Refused: `wrong_state` with the sentence `wrong` if the table forbids it, `missing` with what
        `missing` says of the first field not carried."""
        move = self.find(verb, source)
        if move is None:
            raise Refused("wrong_state", wrong)
        for name in move.carries:
            if carried.get(name) in NOTHING:
                raise Refused("missing", missing(name), field=name)
        return move


def step(queryset: Any, pk: int, move: Move, **changes: Any) -> None:
    """Compare-and-set in the database: one UPDATE that only fits the old state. Raises Stale otherwise.

    Works alike on SQLite and PostgreSQL, without row locks.
    """
    updated = queryset.filter(pk=pk, state=move.source).update(state=move.target, **changes)
    if updated != 1:
        raise Stale("moved_meanwhile", "")


def move_on(thing: Any, move: Move, meanwhile: Any, **changes: Any) -> None:
    """`step` in the database, then the same on the instance. Raises Stale with the sentence `meanwhile` if somebody
    else moved the thing first."""
    try:
        step(type(thing)._default_manager, thing.pk, move, **changes)
    except Stale:
        raise Stale("moved_meanwhile", meanwhile) from None
    thing.state = move.target
    for name, value in changes.items():
        setattr(thing, name, value)
