"""How far those who judge agree, beyond chance and with its uncertainty; and to which side each leans."""

from chuangcheng.scoring.agreement.coefficients import alpha, cohen, counted, gwet, observed, specific
from chuangcheng.scoring.agreement.intervals import Coefficient, Summary, summary
from chuangcheng.scoring.agreement.severity import Lean, Shrunken, change, shrunken

__all__ = [
    "Coefficient",
    "Lean",
    "Shrunken",
    "Summary",
    "alpha",
    "change",
    "cohen",
    "counted",
    "gwet",
    "observed",
    "shrunken",
    "specific",
    "summary",
]
