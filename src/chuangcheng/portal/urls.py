"""Addresses of the public pages."""

from django.urls import URLPattern

from chuangcheng.portal.alerts.urls import urlpatterns as alerts
from chuangcheng.portal.answers.urls import urlpatterns as answers
from chuangcheng.portal.bulletins.urls import urlpatterns as bulletins
from chuangcheng.portal.draws.urls import urlpatterns as draws
from chuangcheng.portal.find.urls import urlpatterns as find
from chuangcheng.portal.front.urls import urlpatterns as front
from chuangcheng.portal.honours.urls import urlpatterns as honours
from chuangcheng.portal.integrity.urls import urlpatterns as integrity
from chuangcheng.portal.materials.urls import urlpatterns as materials
from chuangcheng.portal.opened.urls import urlpatterns as opened
from chuangcheng.portal.proceedings.urls import urlpatterns as proceedings
from chuangcheng.portal.reports.urls import urlpatterns as reports
from chuangcheng.portal.signs.urls import urlpatterns as signs
from chuangcheng.portal.volunteering.urls import urlpatterns as volunteering

app_name = "portal"
urlpatterns: list[URLPattern] = [
    *front,
    *reports,
    *find,
    *signs,
    *draws,
    *bulletins,
    *materials,
    *answers,
    *alerts,
    *opened,
    *volunteering,
    *proceedings,
    *integrity,
    *honours,
]
