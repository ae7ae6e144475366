"""Weights of a cycle: methods and years, each summing to 100."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from chuangcheng.frameworks.rules.content import SCORED_METHODS

DEFAULT_METHOD_WEIGHTS = {"material": 40.0, "field": 40.0, "questionnaire": 20.0}
DEFAULT_YEAR_WEIGHTS = [15.0, 25.0, 60.0]
"""Those of 2018-2020; only what a new cycle's form shows first."""


def sums_to_hundred(weights: Sequence[float]) -> bool:
    """Exactly, in decimal: 33.3 + 33.3 + 33.4 fits, three times 33.3 does not."""
    return sum((Decimal(str(weight)) for weight in weights), Decimal(0)) == 100


def weights_fault(method_weights: Mapping[str, float], year_weights: Sequence[float]) -> tuple[str, str]:
    """(field, reason code) of the first thing wrong; ("", "") if the weights can be used."""
    for name, weights in (("method_weights", list(method_weights.values())), ("year_weights", list(year_weights))):
        if any(weight < 0 for weight in weights):
            return name, "negative"
        if not sums_to_hundred(weights):
            return name, "sum"
    if set(method_weights) - set(SCORED_METHODS):
        return "method_weights", "unknown_method"
    return "", ""
