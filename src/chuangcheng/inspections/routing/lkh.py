"""Files of the vehicle routing problem with time windows in the LKH-3 form (keywords, then sections).

Coordinates, demands, windows and service are read as written; lengths are Euclidean in the file's coordinates, not
rounded, whatever EDGE_WEIGHT_TYPE says of how others count. Source: LKH-3 parameter and problem file description.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

Value = TypeVar("Value")

SECTIONS = {
    "NODE_COORD_SECTION": 3,
    "DEMAND_SECTION": 2,
    "TIME_WINDOW_SECTION": 3,
    "SERVICE_TIME_SECTION": 2,
    "DEPOT_SECTION": 1,
}
PLANE = ("EUC_2D", "FLOOR_2D", "CEIL_2D", "EXACT_2D")
TYPES = ("VRPTW", "CVRPTW", "CVRP")
MOST_NODES = 20_000


class BadFile(ValueError):
    """What is wrong, and in which line (from 1; 0 for the file as a whole)."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(f"line {line}: {message}" if line else message)
        self.line = line


@dataclass(frozen=True, slots=True)
class Instance:
    """One problem. The depot is the first of each list; `numbers` are the file's node numbers."""

    name: str
    vehicles: int
    capacity: float
    numbers: list[int]
    coordinates: list[tuple[float, float]]
    demands: list[float]
    time_windows: list[tuple[float, float]]
    service_times: list[float]


@dataclass(slots=True)
class _Read:
    words: dict[str, tuple[int, str]] = field(default_factory=dict)
    rows: dict[str, dict[int, tuple[int, list[float]]]] = field(default_factory=dict)
    depots: list[tuple[int, int]] = field(default_factory=list)


def read(text: str) -> Instance:
    """The instance of a file's text. Raises BadFile."""
    found, section = _Read(), ""
    for number, raw in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
        line = raw.strip()
        word = line.split(":", 1)[0].strip()
        if not line:
            continue
        if word == "EOF":
            break
        if word in SECTIONS:
            if word in found.rows:
                raise BadFile(number, f"{word} stands here a second time")
            section = word
            found.rows[section] = {}
        elif word[0].isalpha():
            section = ""
            _take_word(found, number, line)
        elif section:
            _take_row(found, section, number, line)
        else:
            raise BadFile(number, f"“{line[:40]}” belongs to no section")
    return _instance(found)


def _take_word(found: _Read, number: int, line: str) -> None:
    key, mark, value = line.partition(":")
    if not mark:
        raise BadFile(number, f"unknown section “{line[:40]}”")
    if key.strip() in found.words:
        raise BadFile(number, f"{key.strip()} stands here a second time")
    found.words[key.strip()] = number, value.strip()


def _take_row(found: _Read, section: str, number: int, line: str) -> None:
    parts = line.split()
    if section == "DEPOT_SECTION":
        node = int(_number(parts[0], number))
        if node != -1:
            found.depots.append((number, node))
        return
    if len(parts) != SECTIONS[section]:
        raise BadFile(number, f"{SECTIONS[section]} values are expected in {section}, not {len(parts)}")
    values = [_number(part, number) for part in parts]
    node = int(values[0])
    if node != values[0] or node < 1:
        raise BadFile(number, f"“{parts[0]}” is no node number")
    if node in found.rows[section]:
        raise BadFile(number, f"node {node} stands in {section} a second time")
    found.rows[section][node] = number, values[1:]


def _number(text: str, line: int) -> float:
    try:
        value = float(text)
    except ValueError:
        raise BadFile(line, f"“{text[:40]}” is no number") from None
    if not math.isfinite(value) or abs(value) > 1e9:
        raise BadFile(line, f"“{text[:40]}” is out of range")
    return value


def _whole(found: _Read, key: str, least: int, most: int) -> int:
    if key not in found.words:
        raise BadFile(0, f"{key} is missing")
    line, text = found.words[key]
    value = _number(text, line)
    if value != int(value) or not least <= value <= most:
        raise BadFile(line, f"{key} is a whole number from {least} to {most}")
    return int(value)


def _instance(found: _Read) -> Instance:
    for key, known in (("TYPE", TYPES), ("EDGE_WEIGHT_TYPE", PLANE)):
        if key in found.words and found.words[key][1] not in known:
            raise BadFile(
                found.words[key][0], f"{key} {found.words[key][1][:40]} is not read; known: {', '.join(known)}"
            )
    numbers = _nodes(found)
    return Instance(
        name=found.words.get("NAME", (0, ""))[1],
        vehicles=_whole(found, "VEHICLES", 1, MOST_NODES),
        capacity=_amount(found, "CAPACITY"),
        numbers=numbers,
        coordinates=_column(found, "NODE_COORD_SECTION", numbers, lambda row: (row[0], row[1])),
        demands=_amounts(found, "DEMAND_SECTION", numbers),
        time_windows=_windows(found, numbers),
        service_times=_services(found, numbers),
    )


def _nodes(found: _Read) -> list[int]:
    """Node numbers, the depot first."""
    size = _whole(found, "DIMENSION", 2, MOST_NODES)
    nodes = sorted(found.rows.get("NODE_COORD_SECTION", {}))
    if len(nodes) != size:
        raise BadFile(found.words["DIMENSION"][0], f"DIMENSION says {size} nodes, NODE_COORD_SECTION has {len(nodes)}")
    depots = found.depots or [(0, nodes[0])]
    if len(depots) > 1:
        raise BadFile(depots[1][0], "only one depot is read")
    line, depot = depots[0]
    if depot not in found.rows["NODE_COORD_SECTION"]:
        raise BadFile(line, f"the depot {depot} has no coordinates")
    for section, rows in found.rows.items():
        for node, (row, _) in rows.items():
            if node not in found.rows["NODE_COORD_SECTION"]:
                raise BadFile(row, f"node {node} of {section} has no coordinates")
    return [depot, *[node for node in nodes if node != depot]]


def _column(found: _Read, section: str, numbers: list[int], take: Callable[[list[float]], Value]) -> list[Value]:
    rows = found.rows.get(section, {})
    for node in numbers:
        if node not in rows:
            raise BadFile(0, f"{section} lacks node {node}")
    return [take(rows[node][1]) for node in numbers]


def _amount(found: _Read, key: str, default: float | None = None) -> float:
    if key not in found.words and default is not None:
        return default
    if key not in found.words:
        raise BadFile(0, f"{key} is missing")
    line, text = found.words[key]
    value = _number(text, line)
    if value < 0:
        raise BadFile(line, f"{key} cannot be negative")
    return value


def _amounts(found: _Read, section: str, numbers: list[int]) -> list[float]:
    values = _column(found, section, numbers, lambda row: row[0])
    for node, value in zip(numbers, values, strict=True):
        if value < 0:
            raise BadFile(found.rows[section][node][0], f"{section}: node {node} has less than nothing")
    return values


def _services(found: _Read, numbers: list[int]) -> list[float]:
    """SERVICE_TIME holds for every node but the depot; a section says it node by node."""
    if "SERVICE_TIME_SECTION" in found.rows:
        return _amounts(found, "SERVICE_TIME_SECTION", numbers)
    every = _amount(found, "SERVICE_TIME", 0.0)
    return [0.0, *[every for _ in numbers[1:]]]


def _windows(found: _Read, numbers: list[int]) -> list[tuple[float, float]]:
    """Without the section every node is open all the time."""
    if "TIME_WINDOW_SECTION" not in found.rows:
        return [(0.0, math.inf) for _ in numbers]
    windows = _column(found, "TIME_WINDOW_SECTION", numbers, lambda row: (row[0], row[1]))
    for node, (opens, closes) in zip(numbers, windows, strict=True):
        if closes < opens:
            raise BadFile(found.rows["TIME_WINDOW_SECTION"][node][0], f"node {node} closes before it opens")
    return windows
