"""What is done with messages and complaints."""

from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.verbs import Sight, Verb

VERBS = (
    Verb("notices.send_messages", _("Told {count} posts about row {row}")),
    Verb("notices.mark_messages_read", _("Marked {count} messages as read")),
    Verb("notices.file_complaint", _("Filed a complaint about the software"), link="desk:complaint"),
    Verb("notices.answer_complaint", _("Answered a complaint about the software"), link="desk:complaint"),
)
SIGHTS = (Sight("notices.see_complaint", _("See everybody's complaints about the software")),)
