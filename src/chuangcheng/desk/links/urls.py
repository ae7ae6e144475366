"""Addresses of links that open something without signing in, and of the page of a case that they open."""

from django.urls import path

from chuangcheng.desk.links import case_page, own

urlpatterns = [
    path("account/links/", own.links, name="links"),
    path("account/links/<int:pk>/revoke/", own.revoke, name="link_revoke"),
    path("cases/<int:pk>/links/", case_page.share, name="case_links"),
    path("shared/cases/<str:token>/", case_page.shared, name="shared_case"),
]
