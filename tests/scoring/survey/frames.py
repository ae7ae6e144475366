"""The invented visits that the reference figures were computed from."""

import csv
from functools import cache
from pathlib import Path

import pandas as pd

HERE = Path(__file__).parent


@cache
def visits() -> pd.DataFrame:
    """47 sites in ten districts of four strata; stratum C has a single district, D is a census of districts."""
    return pd.read_csv(HERE / "visits.csv")


@cache
def references() -> dict[str, tuple[float, float]]:
    """case -> (value, standard error) as R's package survey computes them (reference.R)."""
    with (HERE / "reference.csv").open(encoding="utf-8") as file:
        return {row["case"]: (float(row["value"]), float(row["standard_error"])) for row in csv.DictReader(file)}
