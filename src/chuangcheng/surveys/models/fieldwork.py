"""What interviewers work through: addresses that were drawn, cells of quotas, and links for one answer each."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuangcheng.surveys.models.survey import Cluster, Sample


class AddressState(models.TextChoices):
    """Reserve addresses are called one by one, each for one that was given up."""

    RESERVE = "reserve", _("In reserve")
    WAITING = "waiting", pgettext_lazy("address", "To be visited")
    ANSWERED = "answered", pgettext_lazy("household", "Answered")
    REPLACED = "replaced", _("Given up and replaced")


class GivenUp(models.TextChoices):
    """Why an address was given up. Only the last is no loss: nobody lives there."""

    REFUSED = "refused", pgettext_lazy("household", "Refused")
    NOT_AT_HOME = "not_at_home", _("Nobody at home, three times")
    NOT_ABLE = "not_able", _("Nobody able to answer")
    NO_DWELLING = "no_dwelling", _("No dwelling, or empty")


class Address(models.Model):
    """A drawn household: where, never who. The address is encrypted and erased when the survey closes."""

    cluster = models.ForeignKey(Cluster, on_delete=models.CASCADE, related_name="addresses")
    rank = models.PositiveIntegerField(help_text="place in the order drawn")
    ordinal = models.PositiveIntegerField(help_text="line of the household list")
    address_sealed = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=AddressState.choices)
    absence_count = models.PositiveSmallIntegerField(default=0)
    given_up = models.CharField(max_length=12, choices=GivenUp.choices, blank=True)
    reason_zh = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["cluster_id", "rank"]
        constraints = [models.UniqueConstraint(fields=["cluster", "rank"], name="address_rank_once")]
        indexes = [models.Index(fields=["cluster", "state"], name="addresses_by_state")]


class QuotaCell(models.Model):
    """How many answers of one sex and age are wanted at a place. Blank: any."""

    cluster = models.ForeignKey(Cluster, on_delete=models.CASCADE, related_name="cells")
    sex = models.CharField(max_length=20, blank=True, help_text="option code of the form's question of that attribute")
    age = models.CharField(max_length=20, blank=True)
    wanted = models.PositiveSmallIntegerField()
    done = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["cluster", "sex", "age"], name="cell_once")]


class Token(models.Model):
    """A link for one answer. That it was used is known, and on which day; what was answered is not joined to it."""

    sample = models.ForeignKey(Sample, on_delete=models.CASCADE, related_name="tokens")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    spent_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["sample", "spent_on"], name="tokens_of_sample")]
