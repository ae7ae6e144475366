"""Rankings that say how little they know: rates for like work, and the places that each could hold."""

from chuangcheng.scoring.ranking.apart import Needed, needed
from chuangcheng.scoring.ranking.places import Places, joint_level, places
from chuangcheng.scoring.ranking.points import error_of, places_by_points
from chuangcheng.scoring.ranking.standard import LEAST_VISITS, Judged, Ranked, Standing, ranked

__all__ = [
    "LEAST_VISITS",
    "Judged",
    "Needed",
    "Places",
    "Ranked",
    "Standing",
    "error_of",
    "joint_level",
    "needed",
    "places",
    "places_by_points",
    "ranked",
]
