"""Columns as a mapping, for whoever has no table library at hand."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chuangcheng.scoring.survey.design import SurveyError


class Plain:
    """A mapping of names to equally long sequences, read as far as the estimators read a table."""

    def __init__(self, columns: Mapping[str, Sequence[Any]]) -> None:
        self._native = columns
        self._columns = {name: np.asarray(values) for name, values in columns.items()}
        lengths = {len(values) for values in self._columns.values()}
        if len(lengths) > 1:
            raise SurveyError(f"the columns are not equally long: {sorted(lengths)}")
        self._length = lengths.pop() if lengths else 0

    @property
    def columns(self) -> list[str]:
        return list(self._columns)

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, name: str) -> "PlainColumn":
        return PlainColumn(self._columns[name])

    def to_native(self) -> Mapping[str, Sequence[Any]]:
        return self._native


class PlainColumn:
    """One column; None is an empty cell."""

    def __init__(self, values: NDArray[Any]) -> None:
        self.values = values

    def is_null(self) -> "PlainColumn":
        return PlainColumn(np.array([value is None for value in self.values.tolist()], dtype=bool))

    def to_numpy(self) -> NDArray[Any]:
        return self.values
