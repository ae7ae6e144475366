"""What is done to the journal itself: only this, forgetting the personal text beside a row."""

from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.verbs import Sight, Verb

VERBS = (Verb("journal.forget_personal", _("Personal text of row {row} was forgotten: {reason}")),)
SIGHTS = (Sight("journal.see_entry", _("Read the journal")),)
