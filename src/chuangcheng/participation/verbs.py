"""The deeds of this room. No sentence carries what a citizen wrote or how to reach anybody."""

from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.verbs import Sight, Verb

REPORT = "desk:report"

VERBS = (
    Verb("participation.receive_report", _("received report {code}"), REPORT),
    Verb("participation.take_in_report", _("took in report {code} ({channel})"), REPORT),
    Verb("participation.pass_on_report", _("received report {code} from the system {client}"), REPORT),
    Verb("participation.keep_upload", _("kept a picture for a report to come")),
    Verb("participation.hold_report", _("held report {code} for a look: {reason}"), REPORT),
    Verb("participation.release_report", _("let report {code} through"), REPORT),
    Verb("participation.accept_report", _("took up report {code} as case {case}"), REPORT),
    Verb("participation.merge_report", _("joined report {code} to {into}"), REPORT),
    Verb("participation.decline_report", _("declined report {code}: {reason}"), REPORT),
    Verb("participation.reconsider_report", _("looks again at report {code}"), REPORT),
    Verb("participation.correct_report", _("corrected category or place of report {code}"), REPORT),
    Verb("participation.publish_report", _("published report {code} with {photos} pictures"), REPORT),
    Verb("participation.withdraw_report", _("took report {code} off the public pages: {reason}"), REPORT),
    Verb("participation.draft_answer", _("an answer to report {code} was drafted from its case"), REPORT),
    Verb("participation.follow_case", _("report {code} now waits for case {case}"), REPORT),
    Verb("participation.publish_answer", _("answered report {code}"), REPORT),
    Verb("participation.confirm_answer", _("the citizen confirmed that report {code} is put right"), REPORT),
    Verb("participation.object_to_answer", _("the citizen says that report {code} is not put right"), REPORT),
    Verb("participation.ask_review", _("the citizen asks for a review of report {code}"), REPORT),
    Verb("participation.settle_review", _("settled the review of report {code}"), REPORT),
    Verb("participation.reopen_report", _("after the review report {code} is dealt with again"), REPORT),
    Verb("participation.rate_answer", _("the citizen rated the answer to report {code}"), REPORT),
    Verb("participation.read_contact", _("looked at the contact details of report {code}: {reason}"), REPORT),
    Verb("participation.follow_report", _("somebody follows report {code}"), REPORT),
    Verb("participation.ask_alert", _("somebody asked for news of a report or an area")),
    Verb("participation.invite_to_alert", _("asked an address whether it wants the news")),
    Verb("participation.confirm_alert", _("an address said yes to the news")),
    Verb("participation.end_alert", _("somebody ended the news, the address is forgotten")),
    Verb("participation.tell_area_alerts", _("told {count} listeners what is new in their areas")),
    Verb("participation.forget_alerts", _("forgot {count} addresses that had asked for news")),
    Verb("participation.tell_followers", _("told {count} followers of the answer to report {code}"), REPORT),
    Verb("participation.erase_report", _("report {code} was deleted at its writer's wish"), REPORT),
    Verb("participation.forget_contacts", _("forgot the contact details of {count} reports that had ended")),
    Verb("participation.sweep_uploads", _("deleted {count} pictures whose reports were never sent")),
    Verb("participation.block", _("blocked {shown}: {reason}")),
    Verb("participation.lift_block", _("lifted the block of {shown}: {reason}")),
    Verb("participation.open_call", _("called for reports: {name}, {starts_on} to {ends_on}")),
    Verb("participation.train_model", _("trained a model of kinds on {reports} reports: F1 {f1} %, before {before} %")),
    Verb("participation.accept_model", _("put a trained model of kinds in force: F1 {f1} %")),
    Verb("participation.refuse_model", _("did not take a trained model of kinds: F1 {f1} %")),
    Verb("participation.retire_model", _("took the model of kinds out of force")),
    Verb("participation.set_order_columns", _("set the columns of the hotline's files")),
    Verb("participation.import_orders", _("took in {count} work orders of the hotline from {file}")),
    Verb("participation.hand_back_orders", _("handed back the status of {count} work orders")),
)

SIGHTS = (Sight("participation.see_report", _("See citizens' reports and the triage queue")),)
