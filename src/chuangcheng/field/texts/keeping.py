"""Words about what is on this phone: records, their states, files, storage, what went wrong."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

KEEPING = {
    "this_phone": _("On this phone"),
    "all_safe": _("Everything is safe on the server"),
    "no_records": _("There is no record on this phone."),
    "send_now": _("Send now"),
    "open": pgettext_lazy("act", "Open"),
    "try_again": _("Try again"),
    "correct": _("Correct it"),
    "export": _("Export to a file"),
    "set_aside": _("Set aside"),
    "discard": _("Delete"),
    "discard_sure": _("Delete it for good, photos too?"),
    "bring_in": _("Bring in a record from a file"),
    "bring_in_more": _("A file that was exported on another phone. It can only be brought in under the same account."),
    "state_draft": _("Not finished"),
    "state_ready": _("Waits to be sent"),
    "state_sent": _("Safe on the server"),
    "state_conflict": _("The office decides"),
    "state_stuck": _("Not accepted"),
    "state_aside": _("Set aside"),
    "error_network": _("No connection to the server."),
    "error_server": _("The server did not take it just now."),
    "error_photo_lost": _(
        "A photo of this record is no longer on this phone. Correct the record and take the photo again."
    ),
    "error_refused": _("The server could not accept this record:"),
    "error_conflict": _(
        "The server keeps this record, but it does not fit what is there already. The office decides; nothing is lost."
    ),
    "error_unexpected": _("Something unexpected happened while sending."),
    "error_declined": _("The server did not accept this record. Correct it, or export it to a file."),
    "tried_again": _("It is tried again at {time}."),
    "being_sent": _("This record is being sent and cannot be changed until the server has answered."),
    "has_error": _("This record could not be sent."),
    "file_not_ours": _("This file holds no record of the field app."),
    "file_wrong_owner": _("This record belongs to {name}. Only under that account can it be brought in."),
    "file_broken": _("The file is damaged: a photo is missing or was changed."),
    "file_known": _("This record is on this phone already."),
    "persisted": _("The browser promises to keep your records until they are sent."),
    "not_persisted": _(
        "The browser does not promise to keep data when the phone runs out of space. Add the app to the "
        "home screen, and send when there is a network."
    ),
    "persist_unknown": _("This browser does not say how long it keeps data. Send when there is a network."),
    "not_kept": _("This could not be kept on the phone. Free some space, then enter it again."),
}
