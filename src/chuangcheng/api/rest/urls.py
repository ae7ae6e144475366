"""Addresses of the REST interface."""

from django.urls import URLPattern, include, path
from django.urls.resolvers import URLResolver

from chuangcheng.api.rest import problems, reporting
from chuangcheng.api.rest.door import PREFIX, ApiKey, Interface, nothing, patterns

interface = Interface(
    title="Chuangcheng",
    version="1.0",
    description="Cases, reports, sites and scores of a city's campaign, under the grants of the client.",
    urls_namespace="api:rest",
    docs_url=None,
    auth=ApiKey(),
)
problems.install(interface)
interface.add_router("", reporting.router)

urlpatterns: list[URLPattern | URLResolver] = [
    path(PREFIX, include((patterns(interface), "rest"))),
    path(f"{PREFIX}<path:rest>", nothing, name="rest_nothing"),
]
