"""Addresses of the frameworks pages of the back office."""

from django.urls import URLPattern, path

from chuangcheng.desk.frameworks import card_exchange, cards, cycles, drafts, editions, exchange, standards, themes

urlpatterns: list[URLPattern] = [
    path("editions/", editions.edition_list, name="editions"),
    path("editions/import/", exchange.import_edition_page, name="import_edition"),
    path("editions/<int:pk>/", editions.edition, name="edition"),
    path("editions/<int:pk>/edit/", editions.edit_edition, name="edit_edition"),
    path("editions/<int:pk>/publish/", editions.publish, name="publish_edition"),
    path("editions/<int:pk>/copy/", editions.copy, name="copy_edition"),
    path("editions/<int:pk>/discard/", editions.discard, name="discard_edition"),
    path("editions/<int:pk>/export/", exchange.export_edition, name="export_edition"),
    path("editions/<int:pk>/cards/export/", card_exchange.export_cards, name="export_cards"),
    path("editions/<int:pk>/cards/import/", card_exchange.import_card_file, name="import_cards"),
    path("editions/<int:pk>/difference/", exchange.edition_difference, name="edition_difference"),
    path("editions/<int:pk>/site-types/", standards.site_types, name="edition_site_types"),
    path("editions/<int:pk>/site-types/<int:site_type>/", standards.site_type, name="edition_site_type"),
    path("editions/<int:pk>/without-check-points/", standards.bare_standards, name="bare_standards"),
    path("editions/<int:pk>/check-points/new/", drafts.new_check_point, name="new_check_point"),
    path("standards/<int:pk>/", standards.standard, name="standard"),
    path("standards/<int:pk>/edit/", drafts.edit_standard, name="edit_standard"),
    path("check-points/<int:pk>/", drafts.check_point, name="check_point"),
    path("check-points/<int:pk>/remove/", drafts.remove_point, name="remove_check_point"),
    path("check-points/<int:pk>/cards/new/", cards.new_card, name="new_card"),
    path("cards/<int:pk>/", cards.card, name="card"),
    path("cards/<int:pk>/withdraw/", cards.withdraw, name="withdraw_card"),
    path("cards/<int:pk>/<slug:variant>/", cards.picture, name="card_picture"),
    path("cycles/", cycles.cycle_list, name="cycles"),
    path("cycles/new/", cycles.new_cycle, name="new_cycle"),
    path("cycles/<int:pk>/", cycles.cycle, name="cycle"),
    path("cycles/<int:pk>/assessment-day/", cycles.assessment_day, name="assessment_day"),
    path("cycles/<int:pk>/in-force/", cycles.put_in_force, name="put_cycle_in_force"),
    path("themes/", themes.theme_list, name="themes"),
    path("themes/import/", themes.import_theme_file, name="import_themes"),
]
