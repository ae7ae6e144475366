"""Addresses of the red and black lists."""

from django.urls import path

from chuangcheng.desk.integrity import campaigns, entries, exchange

urlpatterns = [
    path("integrity/", entries.listing, name="list_entries"),
    path("integrity/new/", entries.new, name="new_list_entry"),
    path("integrity/import/", exchange.import_page, name="import_list_entries"),
    path("integrity/pattern/", exchange.pattern, name="list_entry_pattern"),
    path("integrity/press/", exchange.press, name="press_list"),
    path("integrity/platform/", exchange.platform, name="platform_columns"),
    path("integrity/platform/<slug:kind>/", exchange.export, name="export_list_entries"),
    path("integrity/grounds/", exchange.grounds, name="listing_grounds"),
    path("integrity/campaigns/", campaigns.listing, name="integrity_campaigns"),
    path("integrity/campaigns/new/", campaigns.new, name="new_integrity_campaign"),
    path("integrity/campaigns/<int:pk>/", campaigns.page, name="integrity_campaign"),
    path("integrity/stories/new/", campaigns.new_story, name="new_integrity_story"),
    path("integrity/<int:pk>/", entries.entry, name="list_entry"),
    path("integrity/<int:pk>/moves/<slug:move>/", entries.move, name="list_entry_move"),
]
