"""What is done with violations in traffic. No plate is in any row."""

from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.verbs import Sight, Verb

PAGE = "desk:violation"

VERBS = (
    Verb("exposures.define_violation_kinds", _("set {count} kinds of traffic violations")),
    Verb("exposures.import_violations", _("took over {count} decided violations from the police system")),
    Verb("exposures.propose_exposure", _("proposed to expose violation {number}"), PAGE),
    Verb("exposures.set_aside_violation", _("set violation {number} aside: {text}"), PAGE, ("text",)),
    Verb("exposures.annul_violation", _("recorded that the decision about violation {number} is annulled"), PAGE),
    Verb("exposures.add_picture", _("added a picture to violation {number}"), PAGE),
    Verb("exposures.cover_picture", _("covered a picture of violation {number} and stood for it"), PAGE),
    Verb("exposures.take_out_picture", _("took a picture of violation {number} out"), PAGE),
    Verb("exposures.forget_pictures", _("deleted {count} pictures of violations: their period was over")),
    Verb("exposures.forget_plates", _("forgot the plates of {count} violations")),
)

SIGHTS = (Sight("exposures.see_violation", _("see decided violations in traffic")),)
