"""Hears of every journal row and enqueues its delivery in the same transaction, for the table's verbs only."""

from chuangcheng.journal.models import Entry


def on_entry(entry: Entry) -> None:
    """Called by `act` inside its transaction."""
