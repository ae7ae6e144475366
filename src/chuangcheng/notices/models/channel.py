"""Ways out of the house: channels, what they cost, who may be pushed to."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ChannelKind(models.TextChoices):
    """How news leave. The first three reach one person, the rest a group or another system."""

    EMAIL = "email", _("E-mail")
    SMS = "sms", _("Short messages")
    PUSH = "push", _("Push to browsers")
    WECOM = "wecom", _("WeCom group robot")
    DINGTALK = "dingtalk", _("DingTalk group robot")
    FEISHU = "feishu", _("Feishu group robot")
    WEBHOOK = "webhook", _("Webhook")


PERSONAL = (ChannelKind.EMAIL, ChannelKind.SMS, ChannelKind.PUSH)
BROADCAST = (ChannelKind.WECOM, ChannelKind.DINGTALK, ChannelKind.FEISHU, ChannelKind.WEBHOOK)


class Channel(models.Model):
    """One way out. `sealed` holds its secrets encrypted with the city's key, which is not in the database.

    A robot or webhook hears the news kinds in `kinds`, of its unit and all below, or of the whole city.
    """

    kind = models.CharField(max_length=10, choices=ChannelKind.choices)
    name = models.CharField(max_length=60)
    language = models.CharField(max_length=8, default="zh-hans")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kinds = models.JSONField(default=list)
    settings = models.JSONField(default=dict)
    sealed = models.TextField(blank=True)
    is_on = models.BooleanField(default=False)
    price_fen = models.PositiveIntegerField(default=0, help_text="of one short message, in 0.01 yuan")
    day_cap_fen = models.PositiveIntegerField(null=True, blank=True)
    month_cap_fen = models.PositiveIntegerField(null=True, blank=True)
    failure_streak = models.PositiveIntegerField(default=0)
    resting_until = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["kind", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=models.Q(is_on=True, kind__in=["email", "sms", "push"]),
                name="one_channel_on_per_personal_way",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Spending(models.Model):
    """What a channel sent and cost on one day of the city's calendar."""

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="spending")
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)
    fen = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "day"], name="spending_once_a_day")]


class PushSubscription(models.Model):
    """A browser that shows a person's news. `sealed_auth` is the secret it shares with us."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    endpoint = models.TextField()
    endpoint_hash = models.CharField(max_length=64, unique=True)
    p256dh = models.CharField(max_length=120)
    sealed_auth = models.TextField()
    device = models.CharField(max_length=80, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
