"""Address of the page on how inspectors agree."""

from django.urls import path

from chuangcheng.desk.inspectors import pages

urlpatterns = [path("calibrations/agreement/", pages.agreement, name="inspectors")]
