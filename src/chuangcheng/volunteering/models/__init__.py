"""The nouns of volunteering."""

from chuangcheng.volunteering.models.campaign import (
    Campaign,
    CampaignState,
    ForgottenRule,
    PhotoKind,
    Proposal,
    Shift,
    ShiftPhoto,
    ShiftState,
)
from chuangcheng.volunteering.models.presence import Certificate, Correction, HoursColumn, Service, ServiceState, Source
from chuangcheng.volunteering.models.volunteer import (
    CalendarAddress,
    Call,
    Series,
    SignUp,
    SignUpState,
    Team,
    TeamKind,
    Volunteer,
)

__all__ = [
    "CalendarAddress",
    "Call",
    "Campaign",
    "CampaignState",
    "Certificate",
    "Correction",
    "ForgottenRule",
    "HoursColumn",
    "PhotoKind",
    "Proposal",
    "Series",
    "Service",
    "ServiceState",
    "Shift",
    "ShiftPhoto",
    "ShiftState",
    "SignUp",
    "SignUpState",
    "Source",
    "Team",
    "TeamKind",
    "Volunteer",
]
