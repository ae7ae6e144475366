"""Addresses of the account pages of the back office."""

from django.urls import URLPattern, path

from chuangcheng.desk.account import invitations, joining, news, own, people

urlpatterns: list[URLPattern] = [
    path("account/", own.account, name="account"),
    path("account/sessions/<int:pk>/end/", own.session_end, name="session_end"),
    path("account/devices/<int:pk>/revoke/", own.device_revoke, name="device_revoke"),
    path("account/filters/<str:page>/save/", own.filter_save, name="filter_save"),
    path("account/filters/<int:pk>/delete/", own.filter_delete, name="filter_delete"),
    path("account/news/", news.news, name="my_news"),
    path("account/news/browsers/", news.subscribe, name="push_subscribe"),
    path("account/news/browsers/<int:pk>/forget/", news.forget, name="push_forget"),
    path("push-worker.js", news.worker, name="push_worker"),
    path("people/", people.people, name="people"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/edit/", people.person_edit, name="person_edit"),
    path("people/<int:pk>/close/", people.person_close, name="person_close"),
    path("people/<int:pk>/reopen/", people.person_reopen, name="person_reopen"),
    path("people/<int:pk>/second-factor/", people.person_reset_factor, name="person_reset_factor"),
    path("people/<int:pk>/lock/", people.person_release, name="person_release"),
    path("people/<int:pk>/password-link/", people.person_password_link, name="person_password_link"),
    path("invitations/", invitations.invitations, name="invitations"),
    path("invitations/<int:pk>/", invitations.invitation, name="invitation"),
    path("invitations/<int:pk>/withdraw/", invitations.invitation_revoke, name="invitation_revoke"),
    path("join/<str:token>/", joining.join, name="join"),
    path("new-password/<str:token>/", joining.new_password, name="new_password"),
]
