"""What is done with duties, holdings of places and remits of groups."""

from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.verbs import Sight, Verb

DUTY = "desk:duty"

VERBS = (
    Verb("duties.assign_duty", _("gave the lead on {standard} to {unit}"), DUTY),
    Verb("duties.withdraw_duty", _("took the lead on {standard} from {unit}"), "desk:standard"),
    Verb("duties.name_post", _("{unit} named post {post} for {standard}"), DUTY),
    Verb("duties.import_duties", _("imported duties: {added} added, {changed} changed, {removed} removed")),
    Verb("duties.confirm_duties", _("confirmed {count} duties for edition {code}"), "desk:edition"),
    Verb("duties.hold_place", _("{unit} now holds {place}")),
    Verb("duties.end_holding", _("{unit} no longer holds {place}")),
    Verb("duties.import_holdings", _("imported holders of places: {added} added, {changed} changed")),
    Verb("duties.set_remit", _("set the remit of group {group}"), "desk:group"),
    Verb("duties.import_remits", _("imported remits: {added} added, {changed} changed")),
    Verb("duties.set_threshold", _("set the number of leads that is too many for one unit to {value}")),
)

SIGHTS = (Sight("duties.see_duty", _("see who is responsible for what")),)
