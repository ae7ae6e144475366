"""Addresses of the places pages of the back office."""

from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter

from chuangcheng.desk.places import areas, details, editing, imports, lists, overview, search, signs


class Noun(StringConverter):
    """The three long lists."""

    regex = "sites|segments|facilities"


register_converter(Noun, "place_noun")

urlpatterns: list[URLPattern] = [
    path("places/", overview.places, name="places"),
    path("places/search/", search.place_search, name="place_search"),
    path("places/map/<str:noun>/", overview.place_map, name="place_map"),
    path("places/areas/", areas.areas, name="areas"),
    path("places/areas/new/", editing.area_form, name="area_new"),
    path("places/areas/<int:pk>/", areas.area, name="area"),
    path("places/areas/<int:pk>/edit/", editing.area_form, name="area_edit"),
    path("places/site-types/", areas.site_types, name="site_types"),
    path("places/site-types/new/", editing.site_type_form, name="site_type_new"),
    path("places/site-types/<int:pk>/edit/", editing.site_type_form, name="site_type_edit"),
    path("places/facility-kinds/", areas.facility_kinds, name="facility_kinds"),
    path("places/facility-kinds/new/", editing.facility_kind_form, name="facility_kind_new"),
    path("places/facility-kinds/<int:pk>/edit/", editing.facility_kind_form, name="facility_kind_edit"),
    path("places/sites/", lists.sites, name="sites"),
    path("places/sites/new/", editing.site_form, name="site_new"),
    path("places/sites/<int:pk>/", details.site, name="site"),
    path("places/sites/<int:pk>/edit/", editing.site_form, name="site_edit"),
    path("places/segments/", lists.segments, name="segments"),
    path("places/segments/new/", editing.segment_form, name="segment_new"),
    path("places/segments/<int:pk>/", details.segment, name="segment"),
    path("places/segments/<int:pk>/edit/", editing.segment_form, name="segment_edit"),
    path("places/facilities/", lists.facilities, name="facilities"),
    path("places/facilities/new/", editing.facility_form, name="facility_new"),
    path("places/facilities/<int:pk>/", details.facility, name="facility"),
    path("places/facilities/<int:pk>/edit/", editing.facility_form, name="facility_edit"),
    path("places/facilities/<int:pk>/condition/", details.assess_facility, name="facility_condition"),
    path("places/<place_noun:noun>/export/", lists.export, name="place_export"),
    path("places/<place_noun:noun>/import/", imports.place_import, name="place_import"),
    path("places/geometry/import/", imports.geometry_import, name="geometry_import"),
    path("places/signs/", signs.signs, name="signs"),
    path("places/signs/sheet/", signs.sign_sheet, name="sign_sheet"),
    path("places/signs/<int:pk>/revoke/", signs.revoke_sign, name="sign_revoke"),
    path("places/signs/<str:noun>/make/", signs.make_signs, name="signs_make"),
]
