"""How many cards explain one wording."""

MOST_CARDS = 12
