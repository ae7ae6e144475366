from datetime import datetime

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HonoursConfig(AppConfig):
    """Enters the kind of proceeding that takes an honour back, and what is forgotten with a citizen."""

    name = "chuangcheng.honours"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from chuangcheng.honours.actions.awarding import AWARD, NOMINATION
        from chuangcheng.honours.queries.keys import voices_from_before, votes_from_before
        from chuangcheng.honours.rules import revocation_kind
        from chuangcheng.honours.veiling import SEALED_FOR
        from chuangcheng.kit import resealing
        from chuangcheng.kit.citizen import on_forgetting
        from chuangcheng.proceedings.kinds import register

        register(revocation_kind())
        on_forgetting(_forget_voice)
        resealing.register("honours.Nomination", {"contact_sealed": SEALED_FOR})
        for purpose in (NOMINATION, AWARD):
            resealing.register("proceedings.Proceeding", {"party_sealed": purpose})
        resealing.depend("honours", "votes", _("seasons in which somebody has voted"), votes_from_before)
        resealing.depend("honours", "voices", _("recommendations and comments of citizens"), voices_from_before)


def _forget_voice(citizen_id: int, at: datetime) -> None:
    """Comments that nobody has released go; what stands loses its author's key. Ballots have none to lose."""
    from chuangcheng.honours.models import Comment, CommentState, Recommendation
    from chuangcheng.honours.veiling import voices_of

    voices = voices_of(citizen_id)
    Comment.objects.filter(voice__in=voices).exclude(state=CommentState.RELEASED).delete()
    Comment.objects.filter(voice__in=voices).update(voice="")
    Recommendation.objects.filter(voice__in=voices).update(voice="")
