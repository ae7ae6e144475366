"""The record of everything done. Rows are written once: the model refuses change, and so does a trigger."""

from typing import Any, NoReturn

from django.db import models
from django.db.models.functions import Now

from chuangcheng.kit.refused import Refused


class WrittenOnce(models.Model):
    """A row that is never changed or deleted through the product (triggers hold it in the database too)."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Refused("journal_is_fixed", "journal rows are written once")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise Refused("journal_is_fixed", "journal rows are written once")


class Entry(WrittenOnce):
    """One row of one act. `at` is when the product says it happened, `recorded_at` the database's clock.

    `actor_id`, `post_id` and the subject are plain numbers: the journal lies below the rooms that own them.
    """

    act_id = models.UUIDField(db_index=True)
    verb = models.CharField(max_length=80)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    device_at = models.DateTimeField(null=True, blank=True)
    actor_id = models.BigIntegerField(null=True, blank=True)
    post_id = models.BigIntegerField(null=True, blank=True)
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.BigIntegerField(null=True, blank=True)
    payload = models.JSONField(default=dict)
    personal_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "id"], name="journal_subject"),
            models.Index(fields=["verb", "id"], name="journal_verb"),
            models.Index(fields=["actor_id", "id"], name="journal_actor"),
            models.Index(fields=["at", "id"], name="journal_at"),
        ]


class Personal(models.Model):
    """The personal part of an entry, beside the hashed payload: it can be forgotten, its digest stays."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True, related_name="personal")
    salt = models.CharField(max_length=64)
    text = models.JSONField(default=dict)


class Seal(WrittenOnce):
    """A link of the chain: hash over its items, their count so far, and the previous seal."""

    number = models.BigIntegerField(unique=True)
    previous_hash = models.CharField(max_length=64, blank=True)
    item_count = models.BigIntegerField(help_text="items in the chain up to and including this seal")
    sealed_at = models.DateTimeField()
    hash = models.CharField(max_length=64, unique=True)


class SealItem(WrittenOnce):
    """One sealed entry. `position` counts through the whole chain without a gap, from 1."""

    position = models.BigIntegerField(unique=True)
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="items")
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="seal_item")
    row_hash = models.CharField(max_length=64)

    class Meta:
        db_table = "journal_seal_item"
