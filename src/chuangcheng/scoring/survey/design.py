"""How the sample was drawn, as names of columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Lonely = Literal["fail", "remove", "certainty", "adjust", "average"]
LONELY: tuple[Lonely, ...] = ("fail", "remove", "certainty", "adjust", "average")
Columns = str | Sequence[str] | None


class SurveyError(ValueError):
    """What was given cannot be estimated from; the sentence names the column, row or stratum."""


def names_of(columns: Columns) -> tuple[str, ...]:
    """One name, several names, or none."""
    if columns is None:
        return ()
    return (columns,) if isinstance(columns, str) else tuple(columns)


@dataclass(frozen=True, slots=True)
class Design:
    """A sampling design; each field names a column, or says that there is none.

    - `strata`: the stratum of each row, of the first stage.
    - `clusters`: the sampling unit of each row, or a list of one per stage; the same name in two strata means two
      units. None: each row is a unit of its own.
    - `weights`: how many elements a row stands for. None: computed from `population` (N / n at each stage), else 1.
    - `population`: the number of units there are in the row's stratum (stage 1) or cluster (later stages); a list of
      one per stage of `clusters`. None: with replacement, or too large to matter; later stages then add nothing.
    - `lonely`: what to do with a stratum of which only one unit was drawn though it holds more. `fail` refuses;
      `remove` and `certainty` let it add no variance; `adjust` takes its distance from nought (the mean of linearised
      values) instead of its own mean; `average` gives it the average variance of the other strata.
    """

    strata: str | None = None
    clusters: Columns = None
    weights: str | None = None
    population: Columns = None
    lonely: Lonely = "fail"

    def __post_init__(self) -> None:
        if self.lonely not in LONELY:
            raise SurveyError(f"lonely: {self.lonely!r} is none of {', '.join(LONELY)}")
        stages, sizes = len(names_of(self.clusters)) or 1, len(names_of(self.population))
        if sizes not in (0, stages):
            raise SurveyError(f"population: {sizes} columns for {stages} stages; give one per stage")

    @property
    def stages(self) -> tuple[str, ...]:
        """The columns of sampling units; empty where each row is one."""
        return names_of(self.clusters)

    @property
    def sizes(self) -> tuple[str, ...]:
        """The columns of population sizes, one per stage, or none."""
        return names_of(self.population)
