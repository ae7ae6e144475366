"""Addresses of the routes pages of the back office, and of the private calendars."""

from django.urls import URLPattern, path

from chuangcheng.desk.routes import calendars, days, page, rules

urlpatterns: list[URLPattern] = [
    path("routes/", days.routes, name="routes"),
    path("routes/rules/", rules.route_rules, name="route_rules"),
    path("routes/roads/", rules.road_import, name="road_import"),
    path("routes/<int:pk>/", page.route, name="route"),
    path("routes/<int:pk>/points/", page.route_points, name="route_points"),
    path("routes/<int:pk>/route.<slug:kind>", page.route_file, name="route_file"),
    path("rounds/<int:pk>/routes/", days.round_routes, name="round_routes"),
    path("account/calendar/", calendars.make, name="calendar_make"),
    path("account/calendar/<int:pk>/revoke/", calendars.revoke, name="calendar_revoke"),
    path("calendar/<str:token>.ics", calendars.feed, name="calendar_feed"),
]
