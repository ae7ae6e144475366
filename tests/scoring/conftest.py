"""The round of `tests/inspections`, seen from the score."""

from tests.inspections.conftest import (  # noqa: F401
    draw,
    edition,
    inspectors,
    opened,
    planned,
    sites,
)
from tests.scoring.half_year import streets, visited  # noqa: F401
