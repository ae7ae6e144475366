"""A small sample city for the tour: the whole ground and all the people, one past round, one open round."""

from datetime import datetime, timedelta

from chuangcheng.sample import rounds
from chuangcheng.sample.building import Progress, foundation


def small_sample(now: datetime) -> None:
    """Built by the sample's own steps."""
    progress = Progress()
    foundation(now, progress)
    rounds.todays_draw(now)
    past = rounds.past_round(1, 60, "秋季", now)
    rounds.visit_all(past, 3, progress.tick)
    rounds.past_round(2, 1, "冬季", now - timedelta(minutes=30))
