"""How large the sample is: the whole city, or a tenth of it for tests."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """Units, groups, segments and the framework come from tables and are always whole; the rest is counted here."""

    toilets: int = 1230
    """As many public toilets as the article says were upgraded."""
    toilet_sites: int = 152
    places_divisor: int = 1
    """The counts of places by type are divided by this (at least one of each)."""
    stops: int = 120
    """Stops of a round: as many as a city of this size sends teams to in a week."""
    types: int = 30
    """Site types that a round draws from: the commonest."""
    street_rounds: int = 7
    """Rounds of the shopping streets alone."""
    cases: int = 4000
    papers: int = 180
    """Documents handed in as material."""
    pictured_every: int = 20
    """Of the cases that no round found, one in so many has pictures; with the rounds' own that makes 600."""


WHOLE = Size()
TENTH = Size(toilets=123, toilet_sites=15, places_divisor=10, stops=12, types=6, street_rounds=3, cases=150, papers=36)
