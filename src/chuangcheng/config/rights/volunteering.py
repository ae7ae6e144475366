"""Rights of volunteering: public pages, pages that ask for a citizen by themselves, and the organisers' desk."""

from chuangcheng.config.rights.right import PUBLIC, Right, needs

SEE = "volunteering.see_campaign"

VOLUNTEERING: dict[str, Right] = {
    "portal:volunteering": PUBLIC,
    "portal:volunteer_campaign": PUBLIC,
    "portal:volunteer_shift": PUBLIC,
    "portal:volunteer_ics": PUBLIC,
    "portal:volunteer_photo": PUBLIC,
    "portal:volunteer_community": PUBLIC,
    "portal:verify_certificate": PUBLIC,
    "portal:volunteer_pocket": PUBLIC,
    "portal:volunteer_token": PUBLIC,
    "portal:volunteer_worker": PUBLIC,
    # the token is the authority
    "portal:guardian_consent": PUBLIC,
    "portal:volunteer_calendar": PUBLIC,
    # these ask for a citizen; the leader's pages for the leader
    "portal:own_volunteering": PUBLIC,
    "portal:volunteer_details": PUBLIC,
    "portal:volunteer_move": PUBLIC,
    "portal:volunteer_issue": PUBLIC,
    "portal:volunteer_certificate": PUBLIC,
    "portal:volunteer_calendar_make": PUBLIC,
    "portal:volunteer_calendar_revoke": PUBLIC,
    "portal:volunteer_here": PUBLIC,
    "portal:volunteer_lead": PUBLIC,
    "portal:volunteer_code": PUBLIC,
    "portal:volunteer_lead_photo": PUBLIC,
    "desk:volunteering": needs(SEE),
    "desk:volunteer_campaign_new": needs("volunteering.define_campaign"),
    "desk:volunteer_campaign": needs(SEE),
    "desk:volunteer_campaign_edit": needs("volunteering.edit_campaign"),
    "desk:volunteer_campaign_move": needs("volunteering.open_campaign", "volunteering.end_campaign"),
    "desk:volunteer_export": needs("volunteering.export_hours"),
    "desk:volunteer_columns": needs("volunteering.set_hours_columns"),
    "desk:volunteer_shift_new": needs("volunteering.plan_shift"),
    "desk:volunteer_shift": needs(SEE),
    "desk:volunteer_shift_edit": needs("volunteering.edit_shift"),
    "desk:volunteer_shift_move": needs(SEE),
    "desk:volunteer_service": needs("volunteering.correct_service"),
    "desk:volunteer_photo": needs(SEE),
    "desk:volunteer_teams": needs(SEE),
    "desk:volunteer_team_new": needs("volunteering.define_team"),
}
