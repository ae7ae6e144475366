"""Scores are computed from what others did: the room has sights only."""

from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.verbs import Sight

VERBS = ()
SIGHTS = (Sight("scoring.see_score", _("See scores and the rows behind them")),)
