"""What is done with duties, holdings of places and remits of groups."""

from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.verbs import Sight, Verb

DUTY = "desk:duty"
HOLDING = "desk:holding"
RULES = "desk:working_rules_page"

ROUTING = "desk:routing_rule"

VERBS = (
    Verb("duties.propose_routing_rule", _("proposed a routing rule for {unit}"), ROUTING),
    Verb("duties.rehearse_routing_rule", _("rehearsed a routing rule for {unit}: {count} cases would move"), ROUTING),
    Verb("duties.switch_on_routing_rule", _("switched on a routing rule for {unit}"), ROUTING),
    Verb("duties.end_routing_rule", _("ended a routing rule for {unit}: {reason}"), ROUTING),
    Verb("duties.import_routing_rules", _("imported routing rules: {added} proposed")),
    Verb("duties.assign_duty", _("gave the lead on {standard} to {unit}"), DUTY),
    Verb("duties.withdraw_duty", _("took the lead on {standard} from {unit}"), "desk:standard"),
    Verb("duties.name_post", _("{unit} named post {post} for {standard}"), DUTY),
    Verb("duties.import_duties", _("imported duties: {added} added, {changed} changed, {removed} removed")),
    Verb("duties.confirm_duties", _("confirmed {count} duties for edition {code}"), "desk:edition"),
    Verb("duties.hold_place", _("{unit} now holds {place}"), HOLDING),
    Verb("duties.end_holding", _("{unit} no longer holds {place}"), HOLDING),
    Verb("duties.hand_over_place", _("{unit} handed {place} over to {to}"), HOLDING),
    Verb("duties.renew_contract", _("renewed the contract of {unit} for {place} until {until}"), HOLDING),
    Verb("duties.set_kept_duties", _("set what {unit} keeps at {place}: {count} duties"), HOLDING),
    Verb("duties.name_holder_post", _("{unit} named post {post} for {place}"), HOLDING),
    Verb("duties.remind_contract", _("the contract of {unit} for {place} ends on {until}"), HOLDING),
    Verb(
        "duties.lapse_contract", _("the contract of {unit} for {place} lapsed: it was not renewed by {until}"), HOLDING
    ),
    Verb("duties.set_class_duties", _("set what is kept on streets of class “{road_class}”: {count} duties")),
    Verb("duties.import_holdings", _("imported holders of places: {added} added, {changed} changed")),
    Verb("duties.set_remit", _("set the remit of group {group}"), "desk:group"),
    Verb("duties.import_remits", _("imported remits: {added} added, {changed} changed")),
    Verb("duties.set_threshold", _("set the number “{code}” to {value}")),
    Verb("duties.issue_working_rules", _("issued working rules “{title}”, version {version}"), RULES),
    Verb("duties.withdraw_working_rules", _("withdrew working rules “{title}”: {reason}"), RULES),
    Verb("duties.acknowledge_working_rules", _("{unit} acknowledged working rules “{title}”"), RULES),
    Verb("duties.remind_working_rules", _("reminded {count} units of working rules “{title}”"), RULES),
)

SIGHTS = (
    Sight("duties.see_duty", _("see who is responsible for what")),
    Sight("duties.see_working_rules", _("read the commission's working rules")),
)
