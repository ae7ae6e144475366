"""Numbers that no edition prints but a score needs: the city's own, versioned, each with a default that is said."""

from collections.abc import Mapping
from typing import Any

SPREAD, ZERO, FULL, UNKNOWN = "spread", "zero", "full", "unknown"
MISSING = (SPREAD, ZERO, FULL, UNKNOWN)
"""What becomes of the points of site types that the city has none of: left to the others, nought, full, not known."""

DEFAULT: dict[str, Any] = {
    "minors_bar": 85.0,
    "line": 80.0,
    "missing_site_type": SPREAD,
    "assessor_sites": 8.0,
    "inspector_spread": 1.5,
    "day_spread": 1.0,
    "prior_spread": 5.0,
    "occasion_spread": 3.0,
    "harm_1": 1.0,
    "harm_2": 3.0,
    "harm_3": 9.0,
    "exposure": {},
    "effort_hours": 8.0,
    "capacity_hours": 40.0,
}
"""Points: `minors_bar` (85: below it a city may not apply), `line` (above it the city hopes to stay), and the standard
deviations of the forecast; `assessor_sites`: sites per type that assessors visit where the edition gives no number.
`harm_n`: weight of a fault of severity n; `exposure`: code of a site type -> how many people it concerns, 1 being the
usual. Hours are working hours."""

NUMBERS = tuple(name for name, value in DEFAULT.items() if isinstance(value, float))
MOST = 1000.0


def faults(data: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(field, reason) of what is wrong; empty where nothing is. Reasons: `number`, `choice`, `unknown`."""
    found = [(name, "unknown") for name in data if name not in DEFAULT]
    found += [(name, "number") for name in NUMBERS if not _is_number(data.get(name, DEFAULT[name]))]
    if data.get("missing_site_type", SPREAD) not in MISSING:
        found.append(("missing_site_type", "choice"))
    exposure = data.get("exposure", {})
    if not isinstance(exposure, Mapping) or not all(_is_number(value) for value in exposure.values()):
        found.append(("exposure", "number"))
    return found


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= MOST
