"""Pure rules of places: coordinates and their datums, geometry, and the equipment of facilities."""

from chuangcheng.places.rules.coordinates import DATUMS as DATUMS
from chuangcheng.places.rules.coordinates import from_wgs84 as from_wgs84
from chuangcheng.places.rules.coordinates import to_wgs84 as to_wgs84
from chuangcheng.places.rules.equipment import BadAttributes as BadAttributes
from chuangcheng.places.rules.equipment import BadValue as BadValue
from chuangcheng.places.rules.equipment import check_attributes as check_attributes
from chuangcheng.places.rules.equipment import check_equipment as check_equipment
from chuangcheng.places.rules.geometry import BadGeometry as BadGeometry
from chuangcheng.places.rules.geometry import check_point as check_point
from chuangcheng.places.rules.geometry import length_m as length_m
from chuangcheng.places.rules.geometry import sound_boundary as sound_boundary
from chuangcheng.places.rules.geometry import sound_line as sound_line
from chuangcheng.places.rules.geometry import sound_point as sound_point
