"""People who sign in. Identity only: what somebody may do is held through posts, in `units`."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models


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

    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    def __str__(self) -> str:
        return self.name or self.username
