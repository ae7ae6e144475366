"""The nouns of citizens' accounts: a sealed telephone number, codes that end after minutes, sessions of their own."""

import uuid

from django.db import models


class CitizenAccount(models.Model):
    """A member of the public. Telephone and name are sealed with the city's key; a keyed hash finds the number."""

    phone_hash = models.CharField(max_length=64, unique=True)
    phone_sealed = models.TextField()
    name_sealed = models.TextField(blank=True)
    joined_at = models.DateTimeField()


class CitizenCode(models.Model):
    """A code that was asked for by telephone. The code itself is never stored; neither is where it was asked from."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    phone_hash = models.CharField(max_length=64)
    phone_sealed = models.TextField()
    origin_hash = models.CharField(max_length=64)
    code_hash = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    try_count = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["phone_hash", "asked_at"], name="code_of_phone"),
            models.Index(fields=["origin_hash", "asked_at"], name="code_of_origin"),
            models.Index(fields=["asked_at"], name="code_asked"),
        ]


class CitizenSession(models.Model):
    """A sign-in on one device. Apart from the staff's sessions in cookie and table; only the token's hash is kept."""

    account = models.ForeignKey(CitizenAccount, on_delete=models.CASCADE, related_name="sessions")
    token_hash = models.CharField(max_length=64, unique=True)
    device = models.CharField(max_length=60, blank=True)
    signed_in_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-signed_in_at", "-id"]
        indexes = [models.Index(fields=["account", "-signed_in_at"], name="session_of_citizen")]
