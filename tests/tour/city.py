"""A small sample city for the tour: the whole ground and all the people, three past rounds, one open round."""

from dataclasses import replace
from datetime import datetime

from chuangcheng.sample.building import Progress, foundation, year
from chuangcheng.sample.sizes import TENTH


def small_sample(now: datetime) -> None:
    """Built by the sample's own steps; no cases but those that the rounds found."""
    size = replace(TENTH, cases=0)
    progress = Progress()
    foundation(now, progress, size)
    year(now, progress, size)
