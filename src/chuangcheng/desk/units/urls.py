"""Addresses of the units pages of the back office."""

from django.urls import URLPattern, path

from chuangcheng.desk.units import groups, lists, news, picker, posts, remit, roles, units, work

urlpatterns: list[URLPattern] = [
    path("units/", units.units, name="units"),
    path("units/new/", units.unit_new, name="unit_new"),
    path("units/vacant-posts/", units.vacant_posts, name="vacant_posts"),
    path("units/import/", lists.units_import, name="units_import"),
    path("units/export/", lists.units_export, name="units_export"),
    path("units/<int:pk>/", units.unit, name="unit"),
    path("units/<int:pk>/work/", work.unit_work, name="unit_work"),
    path("units/<int:pk>/work/<slug:what>/", work.unit_cases, name="unit_cases"),
    path("units/<int:pk>/edit/", units.unit_edit, name="unit_edit"),
    path("units/<int:pk>/news/", news.unit_news, name="unit_news"),
    path("units/<int:pk>/retire/", units.unit_retire, name="unit_retire"),
    path("units/<int:pk>/posts/new/", posts.post_new, name="post_new"),
    path("posts/<int:pk>/", posts.post, name="post"),
    path("posts/<int:pk>/edit/", posts.post_edit, name="post_edit"),
    path("posts/<int:pk>/retire/", posts.post_retire, name="post_retire"),
    path("posts/<int:pk>/appoint/", posts.post_appoint, name="post_appoint"),
    path("posts/<int:pk>/vacate/", posts.post_vacate, name="post_vacate"),
    path("posts/<int:pk>/invite/", posts.post_invite, name="post_invite"),
    path("posts/<int:pk>/grant/", posts.post_grant, name="post_grant"),
    path("groups/", groups.groups, name="groups"),
    path("groups/new/", groups.group_new, name="group_new"),
    path("groups/import/", lists.groups_import, name="groups_import"),
    path("groups/export/", lists.groups_export, name="groups_export"),
    path("groups/<int:pk>/", groups.group, name="group"),
    path("groups/<int:pk>/remit/", remit.group_remit, name="group_remit"),
    path("groups/<int:pk>/edit/", groups.group_edit, name="group_edit"),
    path("groups/<int:pk>/members/", groups.group_members, name="group_members"),
    path("roles/", roles.roles, name="roles"),
    path("roles/new/", roles.role_new, name="role_new"),
    path("roles/<int:pk>/", roles.role, name="role"),
    path("roles/<int:pk>/edit/", roles.role_edit, name="role_edit"),
    path("grants/", roles.grants, name="grants"),
    path("grants/<int:pk>/revoke/", posts.grant_revoke, name="grant_revoke"),
    path("people/search/", picker.person_search, name="person_search"),
]
