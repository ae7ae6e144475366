"""What is done in a proceeding. What people say in it stays beside the hashed row."""

from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.verbs import Sight, Verb

PAGE = "desk:proceeding"
SAID = ("text", "title")

VERBS = (
    Verb("proceedings.define_kind", _("put version {version} of the proceeding {code} in force")),
    Verb("proceedings.propose_proceeding", _("began proceeding {number}: {title}"), PAGE, SAID),
    Verb("proceedings.review_proceeding", _("reviewed proceeding {number}"), PAGE, SAID),
    Verb("proceedings.turn_down_proceeding", _("turned proceeding {number} down: {text}"), PAGE, SAID),
    Verb("proceedings.give_notice", _("gave notice in proceeding {number}"), PAGE, SAID),
    Verb("proceedings.record_service", _("recorded when the notice of proceeding {number} was served"), PAGE),
    Verb("proceedings.file_objection", _("objected in proceeding {number}: {text}"), PAGE, SAID),
    Verb("proceedings.read_contact", _("read the telephone number of who objected in proceeding {number}"), PAGE),
    Verb("proceedings.forget_contacts", _("forgot {count} telephone numbers of people who had objected")),
    Verb("proceedings.answer_objection", _("answered an objection in proceeding {number}: {text}"), PAGE, SAID),
    Verb("proceedings.decide_proceeding", _("decided proceeding {number}: {text}"), PAGE, SAID),
    Verb("proceedings.end_proceeding", _("ended proceeding {number}: {text}"), PAGE, SAID),
    Verb("proceedings.withdraw_proceeding", _("withdrew proceeding {number}: {text}"), PAGE, SAID),
)

SIGHTS = (Sight("proceedings.see_proceeding", _("see the proceedings of the units of the grant")),)
