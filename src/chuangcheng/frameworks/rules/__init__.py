"""Policy and arithmetic of editions: what a file may say, how weights become shares, what a cycle's weights are.

`shares` is what scoring rests on; see its module for the rule in words.
"""

from chuangcheng.frameworks.rules.checks import Problem, Sifted, sift, with_site_types
from chuangcheng.frameworks.rules.content import (
    KINDS,
    LEVELS,
    METHODS,
    PHOTOS,
    SCORED_METHODS,
    STYLES,
    TABLES,
    Change,
    CheckPointRow,
    Content,
    Difference,
    IndicatorRow,
    Row,
    SiteTypeRow,
    content_hash,
    difference,
    plain_number,
)
from chuangcheng.frameworks.rules.cycles import DEFAULT_METHOD_WEIGHTS, DEFAULT_YEAR_WEIGHTS, weights_fault
from chuangcheng.frameworks.rules.shares import Node, SumError, divided, points, shares, sum_errors
from chuangcheng.frameworks.rules.styles import PARAMETERS, default_style, with_default_styles, wrong_parameter

__all__ = [
    "DEFAULT_METHOD_WEIGHTS",
    "DEFAULT_YEAR_WEIGHTS",
    "KINDS",
    "LEVELS",
    "METHODS",
    "PARAMETERS",
    "PHOTOS",
    "SCORED_METHODS",
    "STYLES",
    "TABLES",
    "Change",
    "CheckPointRow",
    "Content",
    "Difference",
    "IndicatorRow",
    "Node",
    "Problem",
    "Row",
    "Sifted",
    "SiteTypeRow",
    "SumError",
    "content_hash",
    "default_style",
    "difference",
    "divided",
    "plain_number",
    "points",
    "shares",
    "sift",
    "sum_errors",
    "weights_fault",
    "with_default_styles",
    "with_site_types",
    "wrong_parameter",
]
