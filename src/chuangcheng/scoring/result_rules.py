"""結果核算: a unit's points of one month from rows and rules as data. Pure, in decimals: the same rows and rules give
the same digits on every machine.

Lines and weights are this product's proposal; the graded deduction for rework (0.2 per returned piece of work, 0.5 from
the third on) is that of a published city table (see docs/fairness.md). What a unit reported itself is in no deduction:
neither for it nor against it; it can only earn credit, capped, and only once a re-check has found it in order.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

CENT = Decimal("0.01")
LINES = (
    "on_time",
    "rework",
    "relapse",
    "open_overdue",
    "dispute_lost",
    "self_found",
    "satisfaction",
    "reopened",
)
CREDITS = frozenset({"self_found"})
DEFAULT: dict[str, Any] = {
    "base": "100",
    "ceiling": "100",
    "on_time": {"weight": "40"},
    "rework": {"each": "0.2", "from_third": "0.5", "most": "10"},
    "relapse": {"each": "1", "most": "10"},
    "open_overdue": {"each": "0.5", "most": "15"},
    "dispute_lost": {"each": "0.5", "most": "5"},
    "self_found": {"each": "0.2", "most": "3"},
}
WITH_CITIZENS: dict[str, Any] = {
    **DEFAULT,
    "satisfaction": {"weight": "5", "least": "10"},
    "reopened": {"each": "0.5", "most": "5"},
}
"""What citizens said counts too. Rules without these lines stay whole: their months have no such line."""
CITIZENS_SINCE = date(2027, 1, 1)
FIELDS: dict[str, tuple[str, ...]] = {
    line: tuple(value) for line, value in WITH_CITIZENS.items() if isinstance(value, dict)
}
MOST_POINTS = Decimal(1000)


@dataclass(frozen=True, slots=True)
class Row:
    """One row behind a line: what it is (`case`, `recheck`), its id, the case it belongs to, and what it says."""

    kind: str
    pk: int
    case: int
    value: str = ""

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.pk}"

    def as_data(self) -> list[Any]:
        return [self.kind, self.pk, self.case, self.value]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a result: how many of how many, and the points they took or gave (deductions are negative)."""

    code: str
    counted: int
    of: int
    points: Decimal
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """Points of one unit and month."""

    points: Decimal
    lines: tuple[Line, ...]


def own_rules(month: date) -> dict[str, Any]:
    """The product's own rules for a month: what was computed before citizens counted is computed as it was."""
    return WITH_CITIZENS if month >= CITIZENS_SINCE else DEFAULT


def faults(rules: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(field, reason) of what is wrong with rules; empty where nothing is. Reasons: `missing`, `number`, `unknown`."""
    found = [(name, "unknown") for name in rules if name not in WITH_CITIZENS]
    wanted = {name: value for name, value in WITH_CITIZENS.items() if name in DEFAULT or name in rules}
    for name, _default in _flat(wanted):
        given = dict(_flat(rules)).get(name)
        if given is None:
            found.append((name, "missing"))
        elif not _is_number(given):
            found.append((name, "number"))
    return found


def _flat(rules: Mapping[str, Any]) -> list[tuple[str, Any]]:
    flat: list[tuple[str, Any]] = []
    for name, value in rules.items():
        flat += (
            [(f"{name}.{part}", inner) for part, inner in value.items()] if isinstance(value, dict) else [(name, value)]
        )
    return flat


def _is_number(text: Any) -> bool:
    try:
        number = Decimal(str(text))
    except ArithmeticError:
        return False
    return number.is_finite() and 0 <= number <= MOST_POINTS


def changed(rules: Mapping[str, Any], name: str, value: str) -> dict[str, Any]:
    """The same rules with one number changed; `name` as in `on_time.weight`. A line that the rules lacked begins at
    nought."""
    line, _dot, part = name.partition(".")
    if not part:
        return {**rules, line: value}
    return {**rules, line: {**dict.fromkeys(FIELDS.get(line, ()), "0"), **rules.get(line, {}), part: value}}


def _number(rules: Mapping[str, Any], line: str, part: str) -> Decimal:
    return Decimal(str(rules[line][part]))


def _capped(rules: Mapping[str, Any], line: str, amount: Decimal) -> Decimal:
    return min(amount, _number(rules, line, "most"))


def _on_time(rules: Mapping[str, Any], rows: Sequence[Row]) -> tuple[int, int, Decimal]:
    """Weight × the share that was late; nothing due, nothing taken."""
    late = sum(row.value != "on_time" for row in rows)
    taken = _number(rules, "on_time", "weight") * late / len(rows) if rows else Decimal(0)
    return len(rows) - late, len(rows), -taken


def _rework(rules: Mapping[str, Any], rows: Sequence[Row]) -> tuple[int, int, Decimal]:
    """Each piece of work that was returned; from the third return of one case on it weighs more."""
    each, more = _number(rules, "rework", "each"), _number(rules, "rework", "from_third")
    times = Counter(row.case for row in rows)
    taken = sum((each * min(n, 2) + more * max(n - 2, 0) for n in times.values()), Decimal(0))
    return len(rows), len(times), -_capped(rules, "rework", taken)


def _each(line: str) -> Callable[[Mapping[str, Any], Sequence[Row]], tuple[int, int, Decimal]]:
    sign = 1 if line in CREDITS else -1

    def count(rules: Mapping[str, Any], rows: Sequence[Row]) -> tuple[int, int, Decimal]:
        hits = [row for row in rows if row.value != "kept"] if line == "relapse" else list(rows)
        amount = _capped(rules, line, _number(rules, line, "each") * len(hits))
        return len(hits), len(rows), sign * amount

    return count


def _satisfaction(rules: Mapping[str, Any], rows: Sequence[Row]) -> tuple[int, int, Decimal]:
    """Weight × the share that was dissatisfied, of so many taps at least: one angry tap is not all the city."""
    bad = sum(row.value == "dissatisfied" for row in rows)
    of = max(Decimal(len(rows)), _number(rules, "satisfaction", "least"), Decimal(1))
    return bad, len(rows), -_number(rules, "satisfaction", "weight") * bad / of


COUNT: dict[str, Callable[[Mapping[str, Any], Sequence[Row]], tuple[int, int, Decimal]]] = {
    "on_time": _on_time,
    "rework": _rework,
    "satisfaction": _satisfaction,
    **{line: _each(line) for line in ("relapse", "open_overdue", "dispute_lost", "self_found", "reopened")},
}


def compute(rules: Mapping[str, Any], rows: Mapping[str, Iterable[Row]]) -> Result:
    """Every line of the rules from its rows, each rounded to a hundredth (half to even), and their sum between 0 and
    the ceiling."""
    lines = []
    for code in LINES:
        if code not in rules:
            continue
        behind = tuple(sorted(rows.get(code, ()), key=lambda row: (row.case, row.kind, row.pk, row.value)))
        counted, of, points = COUNT[code](rules, behind)
        lines.append(Line(code, counted, of, (points + 0).quantize(CENT, ROUND_HALF_EVEN), behind))
    total = Decimal(str(rules["base"])) + sum((line.points for line in lines), Decimal(0))
    ceiling = Decimal(str(rules["ceiling"]))
    return Result(max(Decimal(0), min(ceiling, total)).quantize(CENT, ROUND_HALF_EVEN), tuple(lines))


def leaving_out(rows: Iterable[Row], own: Iterable[int]) -> list[Row]:
    """The rows that may be held against a unit: never those of cases that it had reported itself."""
    reported = set(own)
    return [row for row in rows if row.case not in reported]


def without(rows: Mapping[str, Iterable[Row]], code: str, struck: Iterable[str]) -> dict[str, list[Row]]:
    """The same rows without those that a decision took out of one line (by `Row.key`)."""
    gone = set(struck)
    return {line: [row for row in behind if line != code or row.key not in gone] for line, behind in rows.items()}
