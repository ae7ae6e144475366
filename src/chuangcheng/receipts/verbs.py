"""What is done with records and pictures that came in."""

from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.verbs import Sight, Verb

RECORD = "desk:submission"

VERBS = (
    Verb("receipts.receive_submission", _("received a record from a phone ({kind})"), RECORD),
    Verb("receipts.settle_submission", _("entered a record from a phone"), RECORD),
    Verb("receipts.question_submission", _("put a record from a phone before a person: {code}"), RECORD),
    Verb("receipts.discard_submission", _("set a record from a phone aside: {reason}"), RECORD),
    Verb("receipts.complete_upload", _("received a picture from a phone ({size} bytes)")),
    Verb("receipts.sweep_uploads", _("deleted pictures that no record named, and parts of broken uploads: {count}")),
    Verb("receipts.forget_contents", _("emptied the contents of settled records: {count}")),
)
SIGHTS = (Sight("receipts.see_submission", _("see records that came from phones and wait for a decision")),)
