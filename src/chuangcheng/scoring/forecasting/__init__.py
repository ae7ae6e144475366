"""The assessors' next result as a distribution, and how good earlier forecasts were. Pure, with a fixed seed."""

from chuangcheng.scoring.forecasting.checking import Checked, checked, coverage, crps, interval_score
from chuangcheng.scoring.forecasting.learning import Difference, learnt
from chuangcheng.scoring.forecasting.simulating import Assumptions, Predicted, predicted

__all__ = [
    "Assumptions",
    "Checked",
    "Difference",
    "Predicted",
    "checked",
    "coverage",
    "crps",
    "interval_score",
    "learnt",
    "predicted",
]
