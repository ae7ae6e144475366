"""What only an older key of the city can tell: who has voted, whose voice it was. A season's end frees both."""

from datetime import datetime

from django.utils import timezone

from chuangcheng.honours.models import Comment, Recommendation, Season, VoterMark
from chuangcheng.kit.resealing import Needed


def votes_from_before(before: datetime, at: datetime) -> Needed:
    """Seasons whose vote had begun by then and that have not ended: nobody is to vote a second time."""
    rows = Season.objects.filter(vote_from__lte=timezone.localdate(before))
    return Needed(rows.filter(pk__in=VoterMark.objects.values("season")).count())


def voices_from_before(before: datetime, at: datetime) -> Needed:
    """Without the key a citizen could repeat them, and would not be forgotten with the account."""
    said = Recommendation.objects.exclude(voice="").filter(made_at__lt=before).count()
    return Needed(said + Comment.objects.exclude(voice="").filter(written_at__lt=before).count())
