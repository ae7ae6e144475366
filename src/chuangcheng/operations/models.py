"""What the worker needs beside the task table: signs of life, and when a periodic job was last put in line."""

from django.db import models


class WorkerSign(models.Model):
    """A worker process's sign of life. A running job whose worker gives none any more is put back in line."""

    worker_id = models.CharField(max_length=64, primary_key=True)
    seen_at = models.DateTimeField(db_index=True)


class SealWalk(models.Model):
    """How far a table of sealed values has been walked under the key of this mark. `after`: the last key seen."""

    table = models.CharField(max_length=100, primary_key=True)
    key_mark = models.CharField(max_length=12)
    after = models.CharField(max_length=64, blank=True)
    times = models.PositiveSmallIntegerField(default=0, help_text="how often it was walked to its end")
    ended_at = models.DateTimeField(null=True, blank=True)


class KeyUse(models.Model):
    """When the key of this mark was first seen in use: rows from before may need the one before it."""

    mark = models.CharField(max_length=12, primary_key=True)
    seen_at = models.DateTimeField()


class PeriodicRun(models.Model):
    """When a periodic job was last enqueued; several workers share it by compare-and-set."""

    path = models.CharField(max_length=200, primary_key=True)
    enqueued_at = models.DateTimeField()
