"""Hears of every journal row and enqueues what follows, in the row's own transaction, for the table's verbs only."""

from datetime import timedelta

from chuangcheng.journal.models import Entry
from chuangcheng.kit import clock
from chuangcheng.kit.jobs import enqueue
from chuangcheng.reactions.table import TABLE

NEWS_FOR = timedelta(days=3)
"""What happened longer ago when it is written (an import, the sample city) is history, not news: nobody is told."""


def on_entry(entry: Entry) -> None:
    """Called by `act` inside its transaction: the job exists exactly if the deed does."""
    reactions = TABLE.get(entry.verb)
    if not reactions:
        return
    is_history = clock.now() - entry.at > NEWS_FOR
    for reaction in reactions:
        if is_history and not reaction.also_old:
            continue
        if not reaction.subject_as:
            enqueue(reaction.job, **({"entry_id": entry.pk} if reaction.takes_row else {}))
        elif entry.subject_id is not None:
            enqueue(reaction.job, **{reaction.subject_as: entry.subject_id})
