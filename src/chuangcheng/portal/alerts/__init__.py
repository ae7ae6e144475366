"""To be told of a report or an area, without an account."""
