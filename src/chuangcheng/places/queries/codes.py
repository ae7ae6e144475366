"""Rows by their codes, thousands at a time."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)
BATCH = 400


def rows_by_code(model: type[Row], codes: Sequence[str], *related: str) -> dict[str, Any]:
    """Existing rows of these codes; asked in portions, because databases bound the number of parameters."""
    found: dict[str, Any] = {}
    rows = model._default_manager.select_related(*related) if related else model._default_manager.all()
    for start in range(0, len(codes), BATCH):
        for row in rows.filter(code__in=codes[start : start + BATCH]):
            found[row.code] = row  # type: ignore[attr-defined]
    return found
