"""Addresses of what keeps the campaign fair to units: burden, working rules, rehearsal of rules."""

from django.urls import path

from chuangcheng.desk.fairness import burden, rehearsal, working_rules

urlpatterns = [
    path("burden/", burden.burden, name="burden"),
    path("rehearsal/", rehearsal.rehearsal, name="rehearsal"),
    path("working-rules/", working_rules.working_rules, name="working_rules"),
    path("working-rules/new/", working_rules.issue, name="issue_working_rules"),
    path("working-rules/<int:pk>/", working_rules.page, name="working_rules_page"),
    path("working-rules/<int:pk>/file/", working_rules.document, name="working_rules_file"),
    path("working-rules/<int:pk>/acknowledge/", working_rules.acknowledge, name="acknowledge_working_rules"),
    path("working-rules/<int:pk>/remind/", working_rules.remind, name="remind_working_rules"),
    path("working-rules/<int:pk>/withdraw/", working_rules.withdraw, name="withdraw_working_rules"),
]
