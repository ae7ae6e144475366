"""How a standard is scored: the six styles, their parameters, and the style where the file gives none."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from chuangcheng.frameworks.rules.content import Content, IndicatorRow

PARAMETERS: Mapping[str, tuple[str, ...]] = {
    "binary": (),
    "grade": ("A", "B", "C"),
    "points": ("max",),
    "n_of_m": ("n", "m"),
    "deduction": ("per_event", "most"),
    "ratio": ("target",),
}
"""Names of each style's parameters. Grades: the share of the points that A, B and C earn (each city's own figures);
points: the most that can be earned; n_of_m: at least n of m; deduction: points lost per event and at most (may be
left out); ratio: the rate from which full points are given (left out: 1)."""

OPTIONAL = frozenset({"target", "most", "per_event", "max"})


def default_style(methods: Iterable[str], *, has_check_points: bool) -> str:
    """Ratio when check points bear on it, else deduction for the negative list, else binary."""
    if has_check_points:
        return "ratio"
    return "deduction" if "negative" in methods else "binary"


def with_default_styles(content: Content) -> Content:
    """The content with a style for every standard."""
    borne = {row.standard_code for row in content.check_points}

    def styled(row: IndicatorRow) -> IndicatorRow:
        if row.level != "standard" or row.style:
            return row
        return replace(row, style=default_style(row.methods, has_check_points=row.code in borne))

    return replace(content, indicators=tuple(styled(row) for row in content.indicators))


def wrong_parameter(style: str, parameters: Mapping[str, float]) -> str:
    """The name of the first parameter that is missing, unknown or out of range; "" if they fit."""
    known = PARAMETERS.get(style, ())
    for name in (*known, *parameters):
        if name not in known:
            return name
        if name not in parameters:
            if name not in OPTIONAL:
                return name
        elif parameters[name] < 0:
            return name
    return _out_of_range(style, parameters)


def _out_of_range(style: str, parameters: Mapping[str, float]) -> str:
    if style == "grade":
        shares = [parameters[name] for name in ("A", "B", "C")]
        for name, share, above in zip("ABC", shares, [1.0, *shares], strict=False):
            if share > above:
                return name
    if style == "n_of_m" and not 0 < parameters["n"] <= parameters["m"]:
        return "n"
    if style == "ratio" and not 0 < parameters.get("target", 1) <= 1:
        return "target"
    return ""
