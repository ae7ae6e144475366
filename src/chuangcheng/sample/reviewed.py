"""Reviews on site of the sample's model units: a small round of inspection goes to their sites, and is decided upon."""

from datetime import datetime, timedelta
from typing import Any

from chuangcheng.honours.actions import plan_reviews, review_site
from chuangcheng.honours.queries import Season, due_reviews, sites_of
from chuangcheng.inspections.actions import open_round
from chuangcheng.inspections.queries import inspector_pool
from chuangcheng.sample.moments import after, local_date
from chuangcheng.sample.scenery import Scenery
from chuangcheng.sample.visiting import visit_past

EACH = 2
"""Sites of one unit at most."""
NUMBER = 6
"""As a round that finds nothing: whoever applies has tidied up, and the city keeps its number of cases."""
SAID = "现场整洁，制度上墙，无障碍设施可用。"


def reviews(scenery: Scenery, season: Season, at: datetime) -> None:
    """Planned, opened and walked at `at`; decided upon two hours later. Without a site it is written by hand."""
    due = list(due_reviews(season))
    sites = sites_of(due, at)
    day = local_date(at)
    if chosen := [(one, site) for one in due for site in sites[one.pk][:EACH]]:
        planned = plan_reviews(
            by=scenery.office,
            at=at,
            season=season,
            chosen=chosen,
            posts=[one.post for one in inspector_pool(at)],
            code=f"HC-{day:%Y%m}",
            name_zh=f"{season.programme.name_zh}{season.name_zh}现场核查",
            opens_on=day,
            closes_on=day + timedelta(days=7),
        )
        open_round(by=scenery.office, at=at, round=planned)
        visit_past(planned, NUMBER, scenery, lambda: None)
    for one in due:
        by_hand: dict[str, Any] = {} if sites[one.pk] else {"visited_on": day, "reason": "该申报对象没有登记点位。"}
        review_site(by=scenery.office, at=after(at, 4), nomination=one, passes=True, text=SAID, **by_hand)
