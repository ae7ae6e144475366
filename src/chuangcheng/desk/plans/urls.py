"""Addresses of the pages on plans."""

from django.urls import URLPattern, path

from chuangcheng.desk.plans import exchange, gantt, listing, months, moves, page, reports

urlpatterns: list[URLPattern] = [
    path("plans/", listing.plans, name="plans"),
    path("plans/tasks/", listing.tasks, name="plan_tasks"),
    path("plans/slippage/", listing.slippage, name="plan_slippage"),
    path("plans/slippage/rule/", listing.slippage_rule, name="slippage_rule"),
    path("plans/calendar/", months.month, name="plan_calendar"),
    path("plans/themes/", reports.themes, name="plan_themes"),
    path("plans/upgrades/", reports.upgrades, name="plan_upgrades"),
    path("plans/upgrades/kinds/", reports.kinds, name="upgrade_kinds"),
    path("plans/upgrades/kinds/new/", reports.edit_kind, name="upgrade_kind_new"),
    path("plans/upgrades/kinds/<int:pk>/", reports.edit_kind, name="upgrade_kind"),
    path("plans/new/", moves.new_undertaking, name="undertaking_new"),
    path("plans/of-proposal/<int:pk>/", moves.project_of_card, name="project_of_card"),
    path("plans/import/", exchange.import_plans, name="plans_import"),
    path("plans/evidence/<int:pk>/<slug:variant>/", page.progress_file, name="progress_file"),
    path("plans/<int:pk>/", page.undertaking, name="undertaking"),
    path("plans/<int:pk>/gantt/", gantt.gantt, name="plan_gantt"),
    path("plans/<int:pk>/export/", exchange.export_plan, name="plan_export"),
    path("plans/<int:pk>/copy/", exchange.copy_into_year, name="plan_copy"),
    path("plans/<int:pk>/confirm-all/", moves.confirm_all, name="plan_confirm_all"),
    path("plans/<int:pk>/<slug:move>/", moves.move, name="undertaking_move"),
]
