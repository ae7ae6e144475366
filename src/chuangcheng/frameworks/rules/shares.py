"""How much of a method's points each standard carries. Scoring multiplies these shares; nothing here rounds.

For one method, only standards that are assessed by it count, and the branches that lead to them. A branch passes its
whole share on to its children:

- all weights blank: in equal parts;
- all weights are numbers: in proportion to them (whether or not they sum to the parent's);
- some are numbers: the blank ones share equally what the numbered ones leave of the parent's own weight (of
  `total_points` on the top level); where nothing is left or the parent has no weight, a blank counts as much as the
  numbered ones do on average.

So the shares of one method always sum to 1, exactly (fractions), unless no standard is assessed by it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from chuangcheng.frameworks.rules.content import SCORED_METHODS


@dataclass(frozen=True, slots=True)
class Node:
    """An indicator as the shares see it. `parent` is "" on the top level; only standards may have no children."""

    code: str
    parent: str
    is_standard: bool
    methods: tuple[str, ...] = ()
    weight: Decimal | None = None


def shares(nodes: Iterable[Node], method: str, total_points: Decimal = Decimal(100)) -> dict[str, Fraction]:
    """Standard code -> its share of this method's points; the shares sum to 1. Empty if no standard has the method.

    Linear in the number of nodes. A node whose parent is not among them is left out.
    """
    known = {node.code: node for node in nodes}
    carrying = _carrying(known, method)
    children: dict[str, list[Node]] = defaultdict(list)
    for code in carrying:
        children[known[code].parent].append(known[code])
    found: dict[str, Fraction] = {}
    waiting: list[tuple[str, Fraction, Decimal | None]] = [("", Fraction(1), total_points)]
    while waiting:
        parent, share, weight = waiting.pop()
        siblings = children[parent]
        for node, part in zip(siblings, divided([n.weight for n in siblings], weight), strict=True):
            if node.is_standard:
                found[node.code] = share * part
            else:
                waiting.append((node.code, share * part, node.weight))
    return found


def _carrying(known: Mapping[str, Node], method: str) -> dict[str, None]:
    """Codes of the standards with this method and of all branches above them, in the order of the nodes."""
    wanted: set[str] = set()
    for node in known.values():
        if not node.is_standard or method not in node.methods:
            continue
        way: list[str] = []
        here: Node | None = node
        while here is not None and here.code not in wanted and here.code not in way:
            way.append(here.code)
            if here.parent == "":
                break
            here = known.get(here.parent)
        if here is not None:
            wanted.update(way)
    return {code: None for code in known if code in wanted}


def divided(weights: Sequence[Decimal | None], parent: Decimal | None) -> list[Fraction]:
    """Parts of 1 for siblings of these weights (None is blank) under a parent of this weight; they sum to 1."""
    if not weights:
        return []
    numbers = [Fraction(weight) for weight in weights if weight is not None]
    blanks = len(weights) - len(numbers)
    filling = Fraction(1)
    if numbers and blanks:
        left = Fraction(parent) - sum(numbers) if parent is not None else Fraction(0)
        filling = left / blanks if left > 0 else sum(numbers, Fraction(0)) / len(numbers)
    filled = [filling if weight is None else Fraction(weight) for weight in weights]
    total = sum(filled, Fraction(0))
    if total <= 0:
        return [Fraction(1, len(weights))] * len(weights)
    return [part / total for part in filled]


@dataclass(frozen=True, slots=True)
class SumError:
    """Siblings that all have numbers, whose sum is not the parent's weight. `parent` is "" on the top level."""

    parent: str
    expected: Decimal
    found: Decimal


def sum_errors(nodes: Iterable[Node], total_points: Decimal = Decimal(100)) -> list[SumError]:
    """Where weights do not sum to their parent's. Looked at only where all siblings have numbers and the parent does.

    On the top level the total is `total_points`; what is only deducted (negative list) stands outside every sum.
    """
    known = {node.code: node for node in nodes}
    scored = {code for method in SCORED_METHODS for code in _carrying(known, method)}
    deducted = set(_carrying(known, "negative")) - scored
    siblings: dict[str, list[Node]] = defaultdict(list)
    for node in known.values():
        if node.code not in deducted:
            siblings[node.parent].append(node)
    found = []
    for parent, children in siblings.items():
        expected = total_points if parent == "" else known[parent].weight if parent in known else None
        weights = [child.weight for child in children]
        if expected is None or None in weights:
            continue
        total = sum((weight for weight in weights if weight is not None), Decimal(0))
        if total != expected:
            found.append(SumError(parent, expected, total))
    return found


def points(
    nodes: Sequence[Node], method_weights: Mapping[str, float], total_points: Decimal = Decimal(100)
) -> dict[str, Fraction]:
    """Standard code -> its points of 100: over its methods, the method's weight times the standard's share of it."""
    found: dict[str, Fraction] = defaultdict(Fraction)
    for method, weight in method_weights.items():
        for code, share in shares(nodes, method, total_points).items():
            found[code] += Fraction(str(weight)) * share
    return dict(found)
