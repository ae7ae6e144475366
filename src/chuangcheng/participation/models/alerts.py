"""Who wants to hear of a report or of an area, without an account: the address sealed, and gone on schedule."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from chuangcheng.participation.models.report import Report


class AlertKind(models.TextChoices):
    """What is listened to."""

    REPORT = "report", _("One report")
    CIRCLE = "circle", _("A circle around a place")
    AREA = "area", _("A sub-district")


class AlertWay(models.TextChoices):
    """How it is told."""

    EMAIL = "email", _("E-mail")
    PUSH = "push", _("This browser")


class Alert(models.Model):
    """One wish to be told. By e-mail it counts once the link in the first letter was followed (`confirmed_at`).

    `contact_sealed`: the address, or what a browser gave. `contact_hash` keyed: the same wish of the same contact is
    one row. The secret of its page follows from `salt` and the city's key, so that each letter can carry it.
    `told_until`: what was published later is news.
    """

    kind = models.CharField(max_length=10, choices=AlertKind.choices)
    way = models.CharField(max_length=10, choices=AlertWay.choices)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, null=True, blank=True, related_name="alerts")
    area = models.ForeignKey("places.Area", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    radius_m = models.PositiveIntegerField(null=True, blank=True)
    contact_sealed = models.TextField()
    contact_hash = models.CharField(max_length=64, unique=True)
    salt = models.CharField(max_length=32)
    link_hash = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=10, default="zh-hans")
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    told_until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["kind", "told_until"], name="alert_told")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="report", report__isnull=False)
                | models.Q(kind="area", area__isnull=False)
                | models.Q(kind="circle", longitude__isnull=False, latitude__isnull=False, radius_m__isnull=False),
                name="alert_has_its_subject",
            )
        ]
