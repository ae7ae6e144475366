"""Estimates from sample surveys, with their uncertainty. Pure: columns in, numbers out; no Django, no database.

Design-based: the only randomness is the draw. Linearisation and its variances follow Särndal, Swensson and Wretman,
*Model Assisted Survey Sampling* (1992), chapters 4 and 5; the results equal R's package `survey` (Lumley 2004).
A table of observations comes as pandas, polars, Arrow or a mapping of columns; strata, clusters, weights and
population sizes are columns.
"""

from chuangcheng.scoring.survey.calibration import Calibrated, post_stratify, rake
from chuangcheng.scoring.survey.composite import Part, bootstrap, composite
from chuangcheng.scoring.survey.design import Design, SurveyError
from chuangcheng.scoring.survey.estimates import Estimate, Table, mean, ratio, total

__all__ = [
    "Calibrated",
    "Design",
    "Estimate",
    "Part",
    "SurveyError",
    "Table",
    "bootstrap",
    "composite",
    "mean",
    "post_stratify",
    "rake",
    "ratio",
    "total",
]
