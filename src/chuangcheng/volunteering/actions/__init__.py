"""The writes of this room."""

from chuangcheng.volunteering.actions.calendars import make_calendar_address, revoke_calendar_address
from chuangcheng.volunteering.actions.campaigns import (
    CampaignData,
    define_campaign,
    define_team,
    edit_campaign,
    end_campaign,
    open_campaign,
)
from chuangcheng.volunteering.actions.certificates import export_hours, issue_certificate, set_hours_columns
from chuangcheng.volunteering.actions.help import call_for_help, remind_shift
from chuangcheng.volunteering.actions.photos import (
    add_photo,
    hand_in_case,
    propose_case,
    release_photo,
    withdraw_photo,
)
from chuangcheng.volunteering.actions.presence import (
    check_in,
    check_out,
    correct_service,
    record_service,
    settle_forgotten,
    strike_service,
    vouch_shift,
)
from chuangcheng.volunteering.actions.shifts import cancel_shift, edit_shift, name_leader, plan_shift
from chuangcheng.volunteering.actions.signing import move_up, sign_up, wait_for_place, withdraw
from chuangcheng.volunteering.actions.volunteers import (
    Details,
    change_volunteer,
    forget_volunteer,
    give_consent,
    register_volunteer,
)

__all__ = [
    "CampaignData",
    "Details",
    "add_photo",
    "call_for_help",
    "cancel_shift",
    "change_volunteer",
    "check_in",
    "check_out",
    "correct_service",
    "define_campaign",
    "define_team",
    "edit_campaign",
    "edit_shift",
    "end_campaign",
    "export_hours",
    "forget_volunteer",
    "give_consent",
    "hand_in_case",
    "issue_certificate",
    "make_calendar_address",
    "move_up",
    "name_leader",
    "open_campaign",
    "plan_shift",
    "propose_case",
    "record_service",
    "register_volunteer",
    "release_photo",
    "remind_shift",
    "revoke_calendar_address",
    "set_hours_columns",
    "settle_forgotten",
    "sign_up",
    "strike_service",
    "vouch_shift",
    "wait_for_place",
    "withdraw",
    "withdraw_photo",
]
