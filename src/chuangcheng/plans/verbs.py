"""The deeds of this room: plans and their progress, feedback from above, meetings."""

from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.verbs import Sight, Verb

ONE, FEEDBACK, MEETING = "desk:undertaking", "desk:feedback", "desk:meeting"

VERBS = (
    Verb("plans.draft_undertaking", _("drafted {code} {name}"), ONE),
    Verb("plans.edit_undertaking", _("changed {code} {name}"), ONE),
    Verb("plans.confirm_undertaking", _("confirmed {code} {name}: {unit}, due on {due_on}"), ONE),
    Verb("plans.report_progress", _("reported progress of {code}: {percent}%. {text}"), ONE, ("text",)),
    Verb("plans.report_done", _("reported {code} as done: {text}"), ONE, ("text",)),
    Verb("plans.confirm_done", _("confirmed that {code} {name} is done"), ONE),
    Verb("plans.return_undertaking", _("returned {code} {name}: {reason}"), ONE),
    Verb("plans.pass_on_undertaking", _("passed {code} on from {old} to {unit}: {reason}"), ONE),
    Verb("plans.postpone_undertaking", _("postponed {code} from {old} to {due_on}: {reason}"), ONE),
    Verb("plans.drop_undertaking", _("dropped {code} {name}: {reason}"), ONE),
    Verb("plans.reopen_undertaking", _("reopened {code} {name}: {reason}"), ONE),
    Verb("plans.import_undertakings", _("imported plans: {added} added, {changed} changed, {removed} removed")),
    Verb("plans.copy_plan", _("copied {origin} into {year}: {count} undertakings"), ONE),
    Verb("plans.define_upgrade_kind", _("set up the kind of upgrade {code} {name}")),
    Verb("plans.set_slippage_rule", _("counts a task as silent after {days} days without a report")),
    Verb("plans.import_feedback", _("took in {name}: {count} shortfalls, each with its case"), FEEDBACK),
    Verb("plans.plan_meeting", _("planned meeting {number} {name}"), MEETING),
    Verb("plans.set_agenda", _("set the agenda of meeting {number}: {count} points"), MEETING),
    Verb("plans.invite_units", _("invited {count} units to {name}, {starts_at}"), MEETING),
    Verb("plans.hold_meeting", _("noted who came to meeting {number}: {present} of {count} units"), MEETING),
    Verb("plans.write_minutes", _("wrote the minutes of meeting {number}"), MEETING),
    Verb("plans.add_resolution", _("meeting {number} resolved: {text}"), MEETING, ("text",)),
    Verb("plans.conclude_meeting", _("issued the minutes of meeting {number} {name}"), MEETING),
    Verb("plans.cancel_meeting", _("cancelled meeting {number} {name}: {reason}"), MEETING),
    Verb("plans.settle_resolution", _("settled a resolution of meeting {number}: {result}"), MEETING),
)

SIGHTS = (
    Sight("plans.see_plan", _("see plans, tasks and their progress")),
    Sight("plans.see_feedback", _("see the feedback of assessments and what became of it")),
    Sight("plans.see_meeting", _("see meetings, their minutes and resolutions")),
)
