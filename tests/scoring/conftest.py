"""The round of `tests/inspections`, seen from the score."""

from tests.inspections.conftest import (  # noqa: F401
    draw,
    edition,
    inspectors,
    opened,
    planned,
    sites,
)
