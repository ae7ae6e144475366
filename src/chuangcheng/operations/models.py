"""What the worker needs beside the task table: signs of life, and when a periodic job was last put in line."""

from django.db import models


class WorkerSign(models.Model):
    """A worker process's sign of life. A running job whose worker gives none any more is put back in line."""

    worker_id = models.CharField(max_length=64, primary_key=True)
    seen_at = models.DateTimeField(db_index=True)


class PeriodicRun(models.Model):
    """When a periodic job was last enqueued; several workers share it by compare-and-set."""

    path = models.CharField(max_length=200, primary_key=True)
    enqueued_at = models.DateTimeField()
