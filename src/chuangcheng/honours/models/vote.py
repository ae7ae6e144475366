"""The public vote: who has voted, and what was voted, in two tables that nothing connects.

Both keys are random numbers and the place of the row in the table (on SQLite the key is the place), so neither key nor
position tells an order; no row has a moment, a ballot has a day. The day's rows are written anew in the order of their
keys once the day is over (`mix_ballots`): on PostgreSQL the number of the transaction that wrote a row would otherwise
be the same in both.
"""

import secrets

from django.db import models

from chuangcheng.honours.models.candidacy import Nomination
from chuangcheng.honours.models.season import Season


def random_key() -> int:
    """63 random bits, never nought."""
    return secrets.randbits(62) + 1


class VoterMark(models.Model):
    """An account has voted in a season. `voter`: a keyed hash of season and account, so that the table names nobody."""

    id = models.BigAutoField(primary_key=True, default=random_key)
    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="+")
    voter = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["season", "voter"], name="one_vote_per_account")]


class Ballot(models.Model):
    """One vote: its random number, which only the voter is shown, the choice, the day."""

    id = models.BigAutoField(primary_key=True, default=random_key)
    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=26, unique=True)
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="+")
    cast_on = models.DateField()

    class Meta:
        ordering = ["code"]
        indexes = [models.Index(fields=["season", "code"], name="ballot_listed")]
