"""Observations counted once into cells that pages add up. The rows stay the truth: a mark tells whether a round's cells
rest on all of them, and a second count compares them with the rows.
"""

from chuangcheng.scoring.summaries.keeping import compared, refresh, stale, verify
from chuangcheng.scoring.summaries.reading import (
    Freshness,
    cells_of,
    days,
    freshness,
    keys_of,
    point_tallies,
)

__all__ = [
    "Freshness",
    "cells_of",
    "compared",
    "days",
    "freshness",
    "keys_of",
    "point_tallies",
    "refresh",
    "stale",
    "verify",
]
