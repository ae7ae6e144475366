"""Batches of a long build: one transaction each, then a pause in which pages that wait get SQLite's write lock."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

PAUSE = 0.25
"""Seconds. SQLite's writer lock is not fair: whoever asks again at once would nearly always win."""


@contextmanager
def batch() -> Iterator[None]:
    """A transaction of its own, unless the caller has one open."""
    with transaction.atomic():
        yield
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        time.sleep(PAUSE)
