"""Words of interviews: addresses, doors, questions, the end."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

ASKING = {
    "interviews": _("My interviews"),
    "view_interviews": _("Interviews"),
    "no_interviews": _("No interview waits for you"),
    "no_interviews_more": _("Addresses and quotas appear here when a survey is open and given to your post."),
    "from_reserve": _("From the reserve list"),
    "nobody_home": _("Nobody at home"),
    "give_up": _("Give this address up"),
    "give_up_more": _("The next address of the reserve takes its place. No names, please."),
    "given_up_refused": pgettext_lazy("household", "Refused"),
    "given_up_not_at_home": _("Nobody at home, three times"),
    "given_up_not_able": _("Nobody able to answer"),
    "given_up_no_dwelling": _("No dwelling, or empty"),
    "begin_interview": _("Begin the interview"),
    "please_answer": _("Please answer this question."),
    "interview_end": _("That was the last question."),
    "interview_end_more": _(
        "Thank the person. Once it is sent, the answers leave this phone and nobody can join them."
    ),
    "interview_broken": _("The person broke off: discard"),
    "interview_keep": _("Finish the interview"),
    "outcome_answered": pgettext_lazy("interview", "Answered"),
    "outcome_absent": _("Nobody at home"),
    "outcome_replaced": _("Given up and replaced"),
}
