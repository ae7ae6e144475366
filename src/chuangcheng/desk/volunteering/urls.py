"""Addresses of volunteering in the back office."""

from django.urls import URLPattern, path

from chuangcheng.desk.volunteering import campaigns, shifts, teams

urlpatterns: list[URLPattern] = [
    path("volunteering/", campaigns.listing, name="volunteering"),
    path("volunteering/new/", campaigns.new, name="volunteer_campaign_new"),
    path("volunteering/export/", campaigns.export, name="volunteer_export"),
    path("volunteering/export/columns/", campaigns.columns, name="volunteer_columns"),
    path("volunteering/teams/", teams.listing, name="volunteer_teams"),
    path("volunteering/teams/new/", teams.new, name="volunteer_team_new"),
    path("volunteering/shifts/<int:pk>/", shifts.page_of, name="volunteer_shift"),
    path("volunteering/shifts/<int:pk>/edit/", shifts.edit, name="volunteer_shift_edit"),
    path("volunteering/shifts/<int:pk>/move/", shifts.move, name="volunteer_shift_move"),
    path("volunteering/shifts/<int:pk>/services/<int:service>/", shifts.service, name="volunteer_service"),
    path("volunteering/photos/<int:pk>/<str:variant>/", shifts.photo, name="volunteer_photo"),
    path("volunteering/<int:pk>/", campaigns.page_of, name="volunteer_campaign"),
    path("volunteering/<int:pk>/edit/", campaigns.edit, name="volunteer_campaign_edit"),
    path("volunteering/<int:pk>/move/", campaigns.move, name="volunteer_campaign_move"),
    path("volunteering/<int:pk>/shifts/new/", shifts.new, name="volunteer_shift_new"),
]
