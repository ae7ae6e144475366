"""A table read once by its design: groups, units, sizes and weights as arrays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from chuangcheng.scoring.survey.design import Design, SurveyError
from chuangcheng.scoring.survey.table import Plain

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of drawing: units inside groups (strata first, later the units of the stage before).

    `unit`, `group`: a number for each row. `group_of`: the group of each unit. `drawn`, `size`: for each group how
    many units were drawn and how many there are (infinite where not known). `share`: for each group the product of
    drawn / size over the stages before, by which its variance enters.
    """

    unit: Ints
    group: Ints
    group_of: Ints
    drawn: Floats
    size: Floats
    share: Floats
    labels: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """A read sample of n rows; `weights` of shape (n,)."""

    frame: Any
    stages: tuple[Stage, ...]
    weights: Floats
    lonely: str
    is_clustered: bool

    def __len__(self) -> int:
        return len(self.weights)


def column(frame: Any, name: str) -> NDArray[Any]:
    """A column as it is. SurveyError for a column that is not there or has an empty cell, with its row."""
    if name not in frame.columns:
        raise SurveyError(f"{name}: there is no such column")
    series = frame[name]
    empty = series.is_null().to_numpy()
    if empty.any():
        raise SurveyError(f"{name}: row {int(np.argmax(empty)) + 1} is empty")
    values: NDArray[Any] = np.asarray(series.to_numpy())
    return values


def numbers(frame: Any, name: str) -> Floats:
    """A column of numbers (booleans count as 1 and 0), shape (n,). SurveyError names the first row that is none."""
    try:
        values = column(frame, name).astype(np.float64)
    except (TypeError, ValueError):
        raise SurveyError(f"{name}: not a column of numbers") from None
    bad = ~np.isfinite(values)
    if bad.any():
        raise SurveyError(f"{name}: row {int(np.argmax(bad)) + 1} is no number")
    return values


def codes(frame: Any, names: Sequence[str]) -> tuple[Ints, list[tuple[Any, ...]]]:
    """A number for each row and, for each number, the values of the columns; numbers in the order of the values."""
    joint = np.zeros(len(frame), dtype=np.int64)
    levels: list[NDArray[Any]] = []
    for name in names:
        values, code = _unique(column(frame, name), name)
        joint = joint * len(values) + code
        levels.append(values)
    found, joint = np.unique(joint, return_inverse=True)
    labels = []
    for number in found.tolist():
        label = []
        for values in reversed(levels):
            number, place = divmod(number, len(values))
            label.append(values[place])
        labels.append(tuple(_plain(value) for value in reversed(label)))
    return joint.astype(np.int64).reshape(-1), labels


def _plain(value: Any) -> Any:
    return value.item() if isinstance(value, np.generic) else value


def _unique(values: NDArray[Any], name: str) -> tuple[NDArray[Any], Ints]:
    try:
        found, code = np.unique(values, return_inverse=True)
    except TypeError:
        raise SurveyError(f"{name}: values of different kinds cannot be put in order") from None
    return found, code.reshape(-1).astype(np.int64)


def read(frame: Any, design: Design) -> Sample:
    """Read a pandas, polars or Arrow table, or a mapping of columns (a Sample already read is given back as it is).

    SurveyError: an empty table, a column that is missing or empty, a population smaller than its sample or different
    within one stratum, a weight below nought.
    """
    if isinstance(frame, Sample):
        return frame
    try:
        table = Plain(frame) if isinstance(frame, Mapping) else nw.from_native(frame, eager_only=True)
    except TypeError:
        raise SurveyError("the table is none of pandas, polars, Arrow and a mapping of columns") from None
    if not len(table):
        raise SurveyError("the table has no rows")
    stages = _stages(table, design)
    weights = numbers(table, design.weights) if design.weights else _computed(stages, len(table))
    if (weights < 0).any():
        raise SurveyError(f"{design.weights}: row {int(np.argmax(weights < 0)) + 1} is below nought")
    return Sample(table, stages, weights, design.lonely, bool(design.stages))


def _stages(table: Any, design: Design) -> tuple[Stage, ...]:
    rows = len(table)
    group, labels = (
        codes(table, [design.strata]) if design.strata else (np.zeros(rows, dtype=np.int64), [("the whole sample",)])
    )
    share = np.ones(len(labels))
    stages: list[Stage] = []
    for number in range(max(1, len(design.stages))):
        if number and not design.sizes:
            break
        unit = _units(table, design, number, group)
        size = numbers(table, design.sizes[number]) if design.sizes else np.full(rows, np.inf)
        stage = _stage(unit, group, size, share, labels, design.sizes[number] if design.sizes else "")
        stages.append(stage)
        share = (stage.share * np.where(np.isinf(stage.size), 1.0, stage.drawn / stage.size))[stage.group_of]
        group, labels = unit, [labels[one] for one in stage.group_of]
    return tuple(stages)


def _units(table: Any, design: Design, number: int, group: Ints) -> Ints:
    """Units are numbered inside their group: the same name elsewhere is another unit."""
    if not design.stages:
        return np.arange(len(table), dtype=np.int64)
    code, labels = codes(table, [design.stages[number]])
    _, unit = np.unique(group * len(labels) + code, return_inverse=True)
    return np.asarray(unit.reshape(-1), dtype=np.int64)


def _stage(unit: Ints, group: Ints, size: Floats, share: Floats, labels: Sequence[Any], name: str) -> Stage:
    groups = len(labels)
    group_of = np.zeros(int(unit.max()) + 1, dtype=np.int64)
    group_of[unit] = group
    drawn = np.bincount(group_of, minlength=groups).astype(np.float64)
    sizes = np.zeros(groups)
    sizes[group] = size
    different = sizes[group] != size
    if different.any():
        raise SurveyError(f"{name}: row {int(np.argmax(different)) + 1} differs from others of its stratum or cluster")
    too_small = sizes < drawn
    if too_small.any():
        at = int(np.argmax(too_small))
        raise SurveyError(f"{name}: {labels[at][0]!r} has {drawn[at]:.0f} units drawn of only {sizes[at]:g}")
    return Stage(unit, group, group_of, drawn, sizes, share, tuple(label[0] for label in labels))


def _computed(stages: Sequence[Stage], rows: int) -> Floats:
    weights = np.ones(rows)
    for stage in stages:
        if not np.isinf(stage.size).any():
            weights = weights * (stage.size / stage.drawn)[stage.group]
    return weights
