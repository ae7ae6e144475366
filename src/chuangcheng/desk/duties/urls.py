"""Addresses of the duties pages of the back office."""

from django.urls import URLPattern, path

from chuangcheng.desk import numbers
from chuangcheng.desk.duties import contracts, coverage, duties, exchange, holdings, remits, responsible, streets

urlpatterns: list[URLPattern] = [
    path("duties/", duties.duty_list, name="duties"),
    path("duties/mine/", duties.my_duties, name="my_duties"),
    path("duties/<int:pk>/", duties.duty, name="duty"),
    path("duties/<int:pk>/withdraw/", duties.withdraw, name="withdraw_duty"),
    path("duties/<int:pk>/posts/<int:unit>/", duties.name_responsible_post, name="name_duty_post"),
    path("standards/<int:pk>/duty/", duties.assign, name="assign_duty"),
    path("editions/<int:pk>/duties/", duties.propose, name="propose_duties"),
    path("duties/import/", exchange.import_page, {"what": "duties"}, name="import_duties"),
    path("duties/export/", exchange.export_duties, name="export_duties"),
    path("duties/places/", holdings.holding_list, name="holdings"),
    path("duties/places/new/", holdings.new_holding, name="new_holding"),
    path("duties/places/<int:pk>/", contracts.holding, name="holding"),
    path("duties/places/<int:pk>/renew/", contracts.renew, name="renew_contract"),
    path("duties/places/<int:pk>/hand-over/", contracts.hand_over, name="hand_over_place"),
    path("duties/places/<int:pk>/kept/", contracts.kept_duties, name="kept_duties"),
    path("duties/places/<int:pk>/post/", contracts.holder_post, name="holder_post"),
    path("duties/places/<int:pk>/end/", holdings.end, name="end_holding"),
    path("duties/places/import/", exchange.import_page, {"what": "holdings"}, name="import_holdings"),
    path("duties/places/export/", exchange.export_holdings, name="export_holdings"),
    path("duties/streets/", streets.streets, name="streets"),
    path("duties/streets/map/", streets.streets_map, name="streets_map"),
    path("duties/streets/classes/", streets.class_duties, name="class_duties"),
    path("duties/self-checks/", streets.self_checks, name="self_checks"),
    path("duties/groups/", remits.remit_list, name="remits"),
    path("duties/groups/<int:pk>/", remits.remit, name="remit"),
    path("duties/groups/import/", exchange.import_page, {"what": "remits"}, name="import_remits"),
    path("duties/groups/export/", exchange.export_remits, name="export_remits"),
    path("duties/coverage/", coverage.overview, name="coverage"),
    path("duties/numbers/", numbers.set_number, name="set_number"),
    path("duties/coverage/<slug:gap>/", coverage.gap_list, name="coverage_gap"),
    path("duties/responsible/", responsible.who, name="who_is_responsible"),
]
