"""Rights of the results of streets."""

from chuangcheng.config.rights.right import Right, needs

STREETS: dict[str, Right] = {
    "desk:street_results": needs("scoring.see_score"),
    # the people of a unit that holds the street open its visits too
    "desk:street_visits": needs("scoring.see_score", "duties.see_duty"),
    "desk:good_streets": needs("duties.see_duty"),
}
