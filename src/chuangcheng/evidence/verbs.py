"""What is done with stored files."""

from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.verbs import Verb

VERBS = (
    Verb("evidence.store_file", _("stored a file ({media_type}, {size} bytes)"), personal=("name",)),
    Verb("evidence.receive_file", _("took in a picture to be examined ({size} bytes)"), personal=("name",)),
    Verb("evidence.examine_file", _("examined a picture: {result}")),
    Verb("evidence.note_reuse", _("found that a picture comes from the same photo as {count} stored ones")),
    Verb("evidence.delete_file", _("deleted a stored file: {reason}")),
    Verb("evidence.redact_picture", _("looked at a picture for the public and covered {boxes} places")),
    Verb("evidence.see_original", _("looked at the uncovered original of a picture: {reason}")),
    Verb("evidence.drop_original", _("deleted the uncovered original of a picture: its period was over")),
    Verb("evidence.place_hold", _("placed a stored file under legal hold: {reason}")),
    Verb("evidence.lift_hold", _("lifted the legal hold on a stored file: {reason}")),
)
