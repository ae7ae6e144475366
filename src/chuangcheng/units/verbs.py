"""What is done with units, posts, roles and groups. A payload's `label` is the Chinese name at that moment."""

from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.verbs import Sight, Verb

UNIT, POST, GROUP, ROLE = "desk:unit", "desk:post", "desk:group", "desk:role"

VERBS = (
    Verb("units.define_unit", _("set up unit {label}"), UNIT),
    Verb("units.retire_unit", _("retired unit {label}"), UNIT),
    Verb("units.import_units", _("imported units: {added} added, {changed} changed")),
    Verb("units.define_post", _("set up post {label}"), POST),
    Verb("units.retire_post", _("retired post {label}"), POST),
    Verb("units.appoint_person", _("personnel change: post {label} passed to {name}"), POST, ("name", "previous_name")),
    Verb("units.vacate_post", _("post {label} became vacant"), POST, ("name",)),
    Verb("units.invite_to_post", _("invited {name} to post {label}"), POST, ("name",)),
    Verb("units.take_up_post", _("took up post {label} by invitation"), POST),
    Verb("units.define_role", _("set up role {label}"), ROLE),
    Verb("units.grant_role", _("granted role {role_label} to post {label}"), POST),
    Verb("units.revoke_grant", _("revoked role {role_label} of post {label}"), POST),
    Verb("units.define_group", _("set up group {label}"), GROUP),
    Verb("units.set_group_members", _("set the members of group {label}"), GROUP),
    Verb("units.import_groups", _("imported groups: {added} added, {changed} changed")),
)

SIGHTS = (
    Sight("units.see_unit", _("see units, posts and groups")),
    Sight("units.see_grant", _("see roles and grants")),
)
