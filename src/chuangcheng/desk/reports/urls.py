"""Addresses of the triage desk."""

from django.urls import path

from chuangcheng.desk.reports import coming, covering, learning, listing, moves, office, page

urlpatterns = [
    path("reports/", listing.reports, name="reports"),
    path("reports/new/", coming.take_in, name="report_new"),
    path("reports/orders/", coming.orders, name="report_orders"),
    path("reports/orders/back/", coming.orders_back, name="report_orders_back"),
    path("reports/orders/columns/", office.columns, name="report_order_columns"),
    path("reports/blocks/", office.blocks, name="report_blocks"),
    path("reports/blocks/<int:pk>/lift/", office.lift, name="report_block_lift"),
    path("reports/calls/", office.calls, name="report_calls"),
    path("reports/models/", learning.models, name="report_models"),
    path("reports/models/<int:pk>/", learning.model, name="report_model"),
    path("reports/models/<int:pk>/<str:move>/", learning.move, name="report_model_move"),
    path("reports/<int:pk>/", page.report, name="report"),
    path("reports/<int:pk>/publish/", moves.publish, name="report_publish"),
    path("reports/<int:pk>/withdraw/", moves.withdraw, name="report_withdraw"),
    path("reports/<int:pk>/correct/", moves.correct, name="report_correct"),
    path("reports/<int:pk>/contact/", moves.contact, name="report_contact"),
    path("reports/<int:pk>/photos/<int:photo>/cover/", covering.cover, name="report_cover"),
    path("reports/<int:pk>/photos/<int:photo>/uncovered/", covering.original, name="report_original"),
    path("reports/<int:pk>/photos/<int:photo>/<str:variant>/", page.photo, name="report_photo"),
    path("reports/<int:pk>/<str:move>/", moves.move, name="report_move"),
]
