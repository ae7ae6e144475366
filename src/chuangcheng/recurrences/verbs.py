"""Deeds on cards of recurring faults."""

from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.verbs import Sight, Verb

CARD = "desk:recurrence"

VERBS = (
    Verb("recurrences.propose_upgrade", _("{place}: “{fault}” for the {times}. time; an upgrade is proposed"), CARD),
    Verb("recurrences.add_occurrences", _("{place}: “{fault}” once more, {times} times now"), CARD),
    Verb("recurrences.take_up_proposal", _("took up the proposal of an upgrade at {place}: {plan}"), CARD),
    Verb("recurrences.decline_proposal", _("declined the proposal of an upgrade at {place}: {reason}"), CARD),
    Verb("recurrences.finish_upgrade", _("finished the upgrade at {place}: {result}"), CARD),
)
SIGHTS = (Sight("recurrences.see_recurrence", _("See recurring faults and the upgrades proposed")),)
