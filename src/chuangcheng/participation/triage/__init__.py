"""Suggestions from words: what a message is about, whether it is told already, what many people speak of. Pure."""
