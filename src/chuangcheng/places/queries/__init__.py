"""Reads of places: by code, by point, in lists and on maps. Faces take the nouns' types from here."""

from chuangcheng.places.models import Area as Area
from chuangcheng.places.models import AreaLevel as AreaLevel
from chuangcheng.places.models import Condition as Condition
from chuangcheng.places.models import Facility as Facility
from chuangcheng.places.models import FacilityKind as FacilityKind
from chuangcheng.places.models import Segment as Segment
from chuangcheng.places.models import Sign as Sign
from chuangcheng.places.models import SignKind as SignKind
from chuangcheng.places.models import Site as Site
from chuangcheng.places.models import SiteType as SiteType
from chuangcheng.places.queries.locating import Located as Located
from chuangcheng.places.queries.locating import locate as locate
from chuangcheng.places.queries.locating import spatial_index as spatial_index
from chuangcheng.places.queries.place import Place as Place
from chuangcheng.places.queries.place import place as place
from chuangcheng.places.queries.place import place_at as place_at
from chuangcheng.places.queries.place import place_by_reference as place_by_reference
from chuangcheng.places.queries.place import place_of as place_of
