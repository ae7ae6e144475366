"""What is done with units, posts, roles and groups."""

from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.verbs import Sight, Verb

UNIT, POST, GROUP, ROLE = "desk:unit", "desk:post", "desk:group", "desk:role"

VERBS = (
    Verb("units.define_unit", _("set up unit {code}"), UNIT),
    Verb("units.retire_unit", _("retired unit {code}"), UNIT),
    Verb("units.import_units", _("imported units: {added} added, {changed} changed")),
    Verb("units.define_post", _("set up post {code}"), POST),
    Verb("units.retire_post", _("retired post {code}"), POST),
    Verb("units.appoint_person", _("personnel change: post {post} passed to {name}"), POST, ("name", "previous_name")),
    Verb("units.vacate_post", _("post {post} became vacant"), POST, ("name",)),
    Verb("units.invite_to_post", _("invited {name} to post {post}"), POST, ("name",)),
    Verb("units.take_up_post", _("took up post {post} by invitation"), POST),
    Verb("units.define_role", _("set up role {code}"), ROLE),
    Verb("units.grant_role", _("granted role {role} to post {post}"), POST),
    Verb("units.revoke_grant", _("revoked role {role} of post {post}"), POST),
    Verb("units.define_group", _("set up group {code}"), GROUP),
    Verb("units.set_group_members", _("set the members of group {code}"), GROUP),
    Verb("units.import_groups", _("imported groups: {added} added, {changed} changed")),
)

SIGHTS = (
    Sight("units.see_unit", _("see units, posts and groups")),
    Sight("units.see_grant", _("see roles and grants")),
)
