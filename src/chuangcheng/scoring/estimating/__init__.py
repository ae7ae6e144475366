"""The field score and how sure it is: drawn sites in, points and intervals out. Pure: no Django, no database.

Sites are the sampling units: one site bears on many standards, so what it says of them is not independent, and every
figure here is made from sums per site. Linear styles follow the rescaled bootstrap; styles that count failures are
counted in what each replicate has drawn.
"""

from chuangcheng.scoring.estimating.drawn import Drawn, Row, Stratum, read
from chuangcheng.scoring.estimating.narrowing import Part, narrowing
from chuangcheng.scoring.estimating.rates import Rate, rates
from chuangcheng.scoring.estimating.resampling import Replicates, Standard, resampled
from chuangcheng.scoring.estimating.sums import Figure, figure_of

__all__ = [
    "Drawn",
    "Figure",
    "Part",
    "Rate",
    "Replicates",
    "Row",
    "Standard",
    "Stratum",
    "figure_of",
    "narrowing",
    "rates",
    "read",
    "resampled",
]
