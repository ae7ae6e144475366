"""Tours through places with opening hours, by pyvrp. Pure: no Django, no clock, no database."""

from chuangcheng.inspections.routing.distances import (
    earth_metres,
    euclidean,
    stretched,
)
from chuangcheng.inspections.routing.lunch import Lunch
from chuangcheng.inspections.routing.planning import Plan, Team, Tour, TourStop, Unserved, plan
from chuangcheng.inspections.routing.roads import Edge, RoadGraph

__all__ = [
    "Edge",
    "Lunch",
    "Plan",
    "RoadGraph",
    "Team",
    "Tour",
    "TourStop",
    "Unserved",
    "earth_metres",
    "euclidean",
    "plan",
    "stretched",
]
