"""The life of a draw as a table."""

from django.utils.translation import gettext_lazy as _

from chuangcheng.draws.models import DrawState
from chuangcheng.kit.transitions import Move, TransitionTable

TABLE = TransitionTable(
    (
        Move("commit_draw", None, DrawState.COMMITTED, ("frames", "sources"), _("Commit a draw")),
        Move("enter_entropy", DrawState.COMMITTED, DrawState.COMMITTED, ("values",), _("Enter the public values")),
        Move("run_draw", DrawState.COMMITTED, DrawState.RUN, (), _("Run the draw")),
        Move("reveal_draw", DrawState.RUN, DrawState.REVEALED, (), _("Publish the proof")),
        Move("cancel_draw", DrawState.COMMITTED, DrawState.CANCELLED, ("reason",), _("Cancel the draw")),
        Move("cancel_draw", DrawState.RUN, DrawState.CANCELLED, ("reason",), _("Cancel the draw")),
    ),
    final=(DrawState.REVEALED, DrawState.CANCELLED),
)
