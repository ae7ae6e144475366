"""Policy of news that leave the house: when, to whom, in which words, signed how. Pure: no database, no clock."""
