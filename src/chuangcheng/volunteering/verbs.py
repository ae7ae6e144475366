"""The deeds of this room. No sentence names a volunteer: a record points at the thing, never at the person."""

from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.verbs import Sight, Verb

CAMPAIGN, SHIFT = "desk:volunteer_campaign", "desk:volunteer_shift"

VERBS = (
    Verb("volunteering.define_campaign", _("set up the volunteers' campaign {code}"), CAMPAIGN),
    Verb("volunteering.edit_campaign", _("changed the volunteers' campaign {code}"), CAMPAIGN),
    Verb("volunteering.open_campaign", _("opened the volunteers' campaign {code}"), CAMPAIGN),
    Verb("volunteering.end_campaign", _("ended the volunteers' campaign {code}: {reason}"), CAMPAIGN),
    Verb("volunteering.define_team", _("set up the volunteers' team {code} {name}")),
    Verb("volunteering.plan_shift", _("planned a shift of {campaign} at {place}, {starts}"), SHIFT),
    Verb("volunteering.edit_shift", _("changed a shift of {campaign} at {place}"), SHIFT),
    Verb("volunteering.cancel_shift", _("cancelled a shift of {campaign} at {place}: {reason}"), SHIFT),
    Verb("volunteering.name_leader", _("named the leader of a shift of {campaign}"), SHIFT),
    Verb("volunteering.register_volunteer", _("a citizen became a volunteer"), is_public=True),
    Verb("volunteering.change_volunteer", _("a volunteer changed their details"), is_public=True),
    Verb("volunteering.give_consent", _("a guardian agreed to a minor's volunteering")),
    Verb("volunteering.sign_up", _("a volunteer signed up for a shift of {campaign}"), is_public=True),
    Verb("volunteering.wait_for_place", _("a volunteer waits for a place in a shift of {campaign}"), is_public=True),
    Verb("volunteering.move_up", _("the first who could come moved up to a free place of {campaign}")),
    Verb("volunteering.withdraw", _("a volunteer withdrew from a shift of {campaign}"), is_public=True),
    Verb("volunteering.check_in", _("a volunteer came to a shift of {campaign}"), is_public=True),
    Verb("volunteering.check_out", _("a volunteer left a shift of {campaign}"), is_public=True),
    Verb("volunteering.settle_forgotten", _("settled {count} forgotten check-outs of {campaign} by rule"), SHIFT),
    Verb("volunteering.record_service", _("the organiser wrote down a volunteer's service for {campaign}")),
    Verb("volunteering.correct_service", _("corrected a record of service for {campaign}: {reason}")),
    Verb("volunteering.strike_service", _("struck off a record of service for {campaign}: {reason}")),
    Verb("volunteering.vouch_shift", _("vouched for {count} records of a shift of {campaign}"), SHIFT),
    Verb("volunteering.call_for_help", _("called {count} volunteers for help with {campaign}"), SHIFT),
    Verb("volunteering.remind_shift", _("reminded {count} volunteers of a shift of {campaign}"), SHIFT),
    Verb("volunteering.add_photo", _("a picture of the place of {campaign} was added")),
    Verb("volunteering.release_photo", _("released a picture of {campaign} for the public"), SHIFT),
    Verb("volunteering.withdraw_photo", _("took a picture of {campaign} off the public pages"), SHIFT),
    Verb("volunteering.propose_case", _("a clean-up of {campaign} may have put case {number} right"), SHIFT),
    Verb(
        "volunteering.hand_in_case", _("handed in case {number} with the pictures of a clean-up of {campaign}"), SHIFT
    ),
    Verb("volunteering.issue_certificate", _("issued a certificate of {count} services"), is_public=True),
    Verb("volunteering.make_calendar_address", _("a volunteer made a private calendar address"), is_public=True),
    Verb("volunteering.revoke_calendar_address", _("a volunteer revoked a calendar address"), is_public=True),
    Verb("volunteering.export_hours", _("exported {count} records of volunteers' service")),
    Verb("volunteering.set_hours_columns", _("set {count} columns of the file of volunteers' service")),
    Verb("volunteering.forget_volunteer", _("forgot a volunteer; {count} records stay as figures")),
)
SIGHTS = (
    Sight("volunteering.see_campaign", _("See volunteers' campaigns, shifts and hours")),
    Sight("volunteering.see_volunteer", _("See who signed up for a shift, by name")),
)
