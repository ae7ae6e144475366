"""People who sign in. Identity only: what somebody may do is held through posts, in `units`."""

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models

from chuangcheng.accounts.citizens import CitizenAccount as CitizenAccount
from chuangcheng.accounts.citizens import CitizenCode as CitizenCode
from chuangcheng.accounts.citizens import CitizenSession as CitizenSession
from chuangcheng.kit.names import search_text


class Language(models.TextChoices):
    """The three languages of the interface."""

    SIMPLIFIED = "zh-hans", "简体中文"
    TRADITIONAL = "zh-hant", "繁體中文"
    ENGLISH = "en", "English"


class Person(AbstractUser):
    """A staff member. `name` is the full name as Chinese writes it; first and last names are not used."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(max_length=60)
    phone = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=8, choices=Language.choices, default=Language.SIMPLIFIED)
    search_text = models.CharField(max_length=250, blank=True, editable=False)

    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta(AbstractUser.Meta):
        indexes = [models.Index(fields=["name", "id"], name="person_by_name")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_text = search_text(self.name, self.username)
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    def __str__(self) -> str:
        return self.name or self.username


class Invitation(models.Model):
    """A one-time link by which a person who is not yet known joins. The token itself is never stored."""

    token_hash = models.CharField(max_length=64, unique=True)
    username = models.CharField(max_length=150)
    name = models.CharField(max_length=60)
    phone = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=8, choices=Language.choices, default=Language.SIMPLIFIED)
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-invited_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["username"],
                condition=models.Q(accepted_at=None, revoked_at=None),
                name="one_open_invitation_per_username",
            )
        ]


class PasswordLink(models.Model):
    """A one-time link by which a known person chooses a new password. Issued by the office, handed over in person."""

    token_hash = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    issued_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)


class Link(models.Model):
    """What its holder opens without signing in: `purpose` says what kind of thing (declared in `kit.links`),
    `subject_id` which one, `said` words of the maker that the page shows. The token itself is never stored."""

    token_hash = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    said = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    opened_count = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField(null=True, blank=True, help_text="the last time")

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["purpose", "subject_id", "-id"], name="link_of_subject"),
            models.Index(fields=["made_by", "-id"], name="link_of_maker"),
        ]

    def is_open(self, at: datetime) -> bool:
        """True while it opens something."""
        return self.revoked_at is None and self.expires_at > at


class SavedFilter(models.Model):
    """A list's filter that somebody keeps under a name. `query` is the query string without its cursor."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    page = models.CharField(max_length=60, help_text="URL name of the list, such as desk:cases")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=2000, blank=True)
    is_shared = models.BooleanField(default=False)

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["person", "page", "name"], name="filter_named_once")]
        indexes = [models.Index(fields=["page", "is_shared"], name="filter_of_page")]


class Device(models.Model):
    """A phone that works without a network for one person. Revoked, it may fetch and send nothing more.

    `uid` is made by the phone. `is_kept`: whether its browser promised to keep what is stored; None where not known.
    """

    uid = models.UUIDField(unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    is_kept = models.BooleanField(null=True, blank=True)
    registered_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-seen_at", "-id"]
        indexes = [models.Index(fields=["person", "-seen_at"], name="device_of_person")]


class KeptUpload(models.Model):
    """A file between its preview and its confirmation. It belongs to one person and is forgotten after a day."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    page = models.CharField(max_length=60, help_text="URL name of the import page")
    filename = models.CharField(max_length=200)
    content = models.BinaryField()
    kept_at = models.DateTimeField()
