"""Addresses of the patrol pages of the back office."""

from django.urls import URLPattern, path

from chuangcheng.desk.patrols import alarms, editing, listing, parts, scheme, windows

urlpatterns: list[URLPattern] = [
    path("patrols/", listing.schemes, name="patrols"),
    path("patrols/new/", editing.new_scheme, name="patrol_scheme_new"),
    path("patrols/alarms/", alarms.alarms, name="patrol_alarms"),
    path("patrols/alarms/<int:pk>/", alarms.acknowledge, name="patrol_alarm"),
    path("patrols/windows/<int:pk>/", windows.window, name="patrol_window"),
    path("patrols/windows/<int:pk>/assign/", windows.assign, name="patrol_window_assign"),
    path("patrols/windows/<int:pk>/cancel/", windows.cancel, name="patrol_window_cancel"),
    path("patrols/<int:pk>/", scheme.scheme, name="patrol_scheme"),
    path("patrols/<int:pk>/edit/", editing.edit, name="patrol_scheme_edit"),
    path("patrols/<int:pk>/switch-on/", editing.on, name="patrol_scheme_on"),
    path("patrols/<int:pk>/switch-off/", editing.off, name="patrol_scheme_off"),
    path("patrols/<int:pk>/roster/", windows.roster, name="patrol_roster"),
    path("patrols/<int:pk>/windows/new/", windows.new, name="patrol_window_new"),
    path("patrols/<int:pk>/points/new/", parts.point, name="patrol_point_new"),
    path("patrols/<int:pk>/points/<int:part>/", parts.point, name="patrol_point"),
    path("patrols/<int:pk>/teams/new/", parts.team, name="patrol_team_new"),
    path("patrols/<int:pk>/teams/<int:part>/", parts.team, name="patrol_team"),
    path("patrols/<int:pk>/shifts/new/", parts.shift, name="patrol_shift_new"),
    path("patrols/<int:pk>/shifts/<int:part>/", parts.shift, name="patrol_shift"),
]
