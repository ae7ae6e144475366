"""What can be done to places, and what may be seen of them."""

from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.verbs import Sight, Verb

SEGMENT, SITE, FACILITY = "desk:segment", "desk:site", "desk:facility"

VERBS = (
    Verb("places.define_area", _("set up area {code}"), "desk:area"),
    Verb("places.define_site_type", _("set up site type {code}")),
    Verb("places.define_segment", _("set up street segment {code}"), SEGMENT),
    Verb("places.define_facility_kind", _("set up facility kind {code}")),
    Verb("places.define_facility", _("set up facility {code}"), FACILITY),
    Verb("places.define_site", _("set up site {code}"), SITE),
    Verb("places.assess_facility", _("noted the condition of facility {code}"), FACILITY),
    Verb("places.import_segments", _("imported street segments: {added} added, {changed} changed")),
    Verb("places.import_sites", _("imported sites: {added} added, {changed} changed")),
    Verb("places.import_facilities", _("imported facilities: {added} added, {changed} changed")),
    Verb("places.import_geometry", _("imported geometry from {file} ({datum}): {added} added, {changed} changed")),
    Verb("places.make_signs", _("made {count} QR signs")),
    Verb("places.revoke_sign", _("revoked the QR sign of {code}: {reason}")),
)

SIGHTS = (
    Sight("places.see_place", _("See places: areas, street segments, sites, facilities")),
    Sight("places.see_sign", _("See QR signs and print them")),
)
