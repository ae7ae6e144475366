"""Addresses of the cases pages of the back office."""

from django.urls import path

from chuangcheng.desk.cases import (
    bulk,
    categories,
    evidence,
    hints,
    holds,
    ledger,
    listing,
    mapping,
    moves,
    opening,
    page,
)

urlpatterns = [
    path("cases/", listing.cases, name="cases"),
    path("cases/new/", opening.new_case, name="new_case"),
    path("cases/bulk/", bulk.bulk_cases, name="bulk_cases"),
    path("cases/map/", mapping.case_map, name="case_map"),
    path("cases/holds/", holds.holds, name="holds"),
    path("cases/ledger.xlsx", ledger.export_ledger, name="export_ledger"),
    path("cases/points/", mapping.case_points, name="case_points"),
    path("cases/categories/", categories.case_categories, name="case_categories"),
    path("cases/categories/export/", categories.export_case_categories, name="export_case_categories"),
    path("cases/categories/import/", categories.import_case_categories, name="import_case_categories"),
    path("cases/categories/<int:pk>/", categories.case_category, name="case_category"),
    path("cases/ladder/", categories.case_ladder, name="case_ladder"),
    path("cases/<int:pk>/", page.case, name="case"),
    path("cases/<int:pk>/hints/", hints.dismiss, name="dismiss_hint"),
    path("cases/<int:pk>/moves/<slug:verb>/", moves.move, name="case_move"),
    path("cases/<int:pk>/photos/<int:photo>/<slug:variant>/", evidence.case_photo, name="case_photo"),
]
