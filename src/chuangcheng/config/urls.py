"""All addresses: sign-in, back office, phone, public."""

from django.urls import include, path

from chuangcheng.config import views

urlpatterns = [
    path("account/", include("allauth.account.urls")),
    path("account/mfa/", include("allauth.mfa.urls")),
    path("account/sessions/", include("allauth.usersessions.urls")),
    path("account/social/", include("allauth.socialaccount.urls")),
    path("account/oidc/", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("citizen/", include("chuangcheng.config.citizens.urls")),
    path("language/", views.choose_language, name="choose_language"),
    path("health/", views.health, name="health"),
    path("desk/", include("chuangcheng.desk.urls")),
    path("field/", include("chuangcheng.field.urls")),
    path("", include("chuangcheng.portal.urls")),
]
