"""What is done for red and black lists. Names and numbers are in no row."""

from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.verbs import Sight, Verb

PAGE = "desk:list_entry"
SAID = ("text",)

VERBS = (
    Verb("integrity.import_grounds", _("took over {count} fields and grounds of the red and black lists")),
    Verb("integrity.enter_entry", _("entered {number} for the red and black lists"), PAGE),
    Verb("integrity.import_entries", _("entered {count} rows for the red and black lists")),
    Verb("integrity.discard_entry", _("discarded entry {number}: {text}"), PAGE, SAID),
    Verb("integrity.propose_entry", _("proposed to publish entry {number}"), PAGE),
    Verb("integrity.record_repair", _("recorded the repair of entry {number}"), PAGE),
    Verb("integrity.ask_correction", _("called entry {number} wrong: {text}"), PAGE, SAID),
    Verb("integrity.reject_correction", _("found entry {number} right: {text}"), PAGE, SAID),
    Verb("integrity.take_down_entry", _("took entry {number} down as an error: {text}"), PAGE, SAID),
    Verb("integrity.propose_story", _("proposed a typical case of field {field}")),
    Verb("integrity.open_campaign", _("opened the special campaign {name}"), "desk:integrity_campaign"),
    Verb(
        "integrity.report_campaign", _("reported the figures of the special campaign {name}"), "desk:integrity_campaign"
    ),
    Verb("integrity.set_platform_columns", _("set {count} columns of the file for the provincial platform")),
    Verb("integrity.export_entries", _("exported {count} entries for the provincial platform")),
    Verb("integrity.forget_parties", _("forgot names and numbers of {count} entries")),
)

SIGHTS = (Sight("integrity.see_entry", _("see the entries of the red and black lists of the units of the grant")),)
