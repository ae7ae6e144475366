"""The deeds of this room, as the journal says them, and what may be seen."""

from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.verbs import Sight, Verb

VERBS = (
    Verb("draws.commit_draw", _("Draw no. {serial} was committed: frame frozen, sources announced"), "desk:draw"),
    Verb("draws.enter_entropy", _("The public values for draw no. {serial} were entered"), "desk:draw"),
    Verb("draws.run_draw", _("Draw no. {serial} was run"), "desk:draw"),
    Verb("draws.reveal_draw", _("The proof of draw no. {serial} was published"), "desk:draw"),
    Verb("draws.cancel_draw", _("Draw no. {serial} was cancelled: {reason}"), "desk:draw"),
)
SIGHTS = (
    Sight("draws.see_draw", _("See draws")),
    Sight("draws.see_entries", _("Open the entries of veiled draws, one by one (audit)")),
)
