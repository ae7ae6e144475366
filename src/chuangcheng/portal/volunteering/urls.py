"""Addresses of volunteering for the public and for citizens."""

from django.urls import URLPattern, path

from chuangcheng.portal.volunteering import calendars, offline, own, pages, spot

urlpatterns: list[URLPattern] = [
    path("volunteer/", pages.campaigns, name="volunteering"),
    path("volunteer/here/", offline.pocket, name="volunteer_pocket"),
    path("volunteer/here/token/", offline.token, name="volunteer_token"),
    path("volunteer/worker.js", offline.worker, name="volunteer_worker"),
    path("volunteer/verify/", pages.verify, name="verify_certificate"),
    path("volunteer/own/", own.own, name="own_volunteering"),
    path("volunteer/own/details/", own.details, name="volunteer_details"),
    path("volunteer/own/certificates/", own.issue, name="volunteer_issue"),
    path("volunteer/own/certificates/<int:pk>.pdf", own.certificate, name="volunteer_certificate"),
    path("volunteer/own/calendar/", calendars.make, name="volunteer_calendar_make"),
    path("volunteer/own/calendar/<int:pk>/revoke/", calendars.revoke, name="volunteer_calendar_revoke"),
    path("volunteer/calendar/<str:token>.ics", calendars.feed, name="volunteer_calendar"),
    path("volunteer/consent/<str:token>/", own.consent, name="guardian_consent"),
    path("volunteer/communities/<str:code>/", pages.community, name="volunteer_community"),
    path("volunteer/campaigns/<str:code>/", pages.campaign, name="volunteer_campaign"),
    path("volunteer/photos/<int:pk>/<str:variant>/", pages.photo, name="volunteer_photo"),
    path("volunteer/shifts/<int:pk>/", pages.shift, name="volunteer_shift"),
    path("volunteer/shifts/<int:pk>/shift.ics", pages.ics, name="volunteer_ics"),
    path("volunteer/shifts/<int:pk>/here/<str:code>/", spot.here, name="volunteer_here"),
    path("volunteer/shifts/<int:pk>/lead/", spot.lead, name="volunteer_lead"),
    path("volunteer/shifts/<int:pk>/lead/code/", spot.code, name="volunteer_code"),
    path(
        "volunteer/shifts/<int:pk>/lead/photos/<int:photo>/<str:variant>/", spot.lead_photo, name="volunteer_lead_photo"
    ),
    path("volunteer/shifts/<int:pk>/<str:word>/", own.move, name="volunteer_move"),
]
