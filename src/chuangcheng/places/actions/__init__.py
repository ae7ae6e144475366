"""Everything that changes places."""

from chuangcheng.places.actions.define import define_area as define_area
from chuangcheng.places.actions.define import define_facility_kind as define_facility_kind
from chuangcheng.places.actions.define import define_segment as define_segment
from chuangcheng.places.actions.define import define_site_type as define_site_type
from chuangcheng.places.actions.imports import import_facilities as import_facilities
from chuangcheng.places.actions.imports import import_geometry as import_geometry
from chuangcheng.places.actions.imports import import_segments as import_segments
from chuangcheng.places.actions.imports import import_sites as import_sites
from chuangcheng.places.actions.points import assess_facility as assess_facility
from chuangcheng.places.actions.points import define_facility as define_facility
from chuangcheng.places.actions.points import define_site as define_site
from chuangcheng.places.actions.signs import make_signs as make_signs
from chuangcheng.places.actions.signs import revoke_sign as revoke_sign
