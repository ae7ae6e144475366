"""The deeds of this room. None names a person of a caption: those stay with the document and are never recorded."""

from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.verbs import Sight, Verb

DEMAND, DOCUMENT = "desk:material_demand", "desk:material"
FIGURE, EVENT, PACK = "desk:department_figure", "desk:negative_event", "desk:material_pack"

VERBS = (
    Verb("materials.define_demand", _("asks {unit} for material {code}: {title}"), DEMAND),
    Verb("materials.edit_demand", _("changed what is asked as material {code}"), DEMAND),
    Verb("materials.withdraw_demand", _("no longer asks for material {code}: {reason}"), DEMAND),
    Verb("materials.import_demands", _("imported {count} demands for material")),
    Verb("materials.remind_of_demand", _("material {code} is due on {day}: {missing} missing"), DEMAND),
    Verb("materials.hand_in_document", _("began material {number}: {title}"), DOCUMENT),
    Verb("materials.adopt_case", _("took the pictures of case {case} as material {number}"), DOCUMENT),
    Verb("materials.describe_document", _("changed title or caption of material {number}"), DOCUMENT),
    Verb("materials.add_version", _("added version {version} of material {number}"), DOCUMENT),
    Verb("materials.link_demand", _("uses material {number} for {demand} too"), DOCUMENT),
    Verb("materials.unlink_demand", _("no longer uses material {number} for {demand}"), DOCUMENT),
    Verb("materials.submit_document", _("submitted material {number}: {title}"), DOCUMENT),
    Verb("materials.accept_document", _("accepted material {number}: {title}"), DOCUMENT),
    Verb("materials.return_document", _("returned material {number}: {reason}"), DOCUMENT),
    Verb("materials.withdraw_document", _("withdrew material {number}: {reason}"), DOCUMENT),
    Verb("materials.confirm_link", _("confirmed that material {number} answers {demand}"), DOCUMENT),
    Verb("materials.ask_pack", _("asked for submission pack {number}"), PACK),
    Verb("materials.build_pack", _("built submission pack {number}: {documents} documents, {files} files"), PACK),
    Verb("materials.make_view_link", _("made a link for assessors: {label}, until {until}")),
    Verb("materials.revoke_view_link", _("revoked the link for assessors: {label}")),
    Verb("materials.open_view_link", _("the link for assessors was opened: {label}")),
    Verb("materials.rate_standard", _("rated the material of {code}")),
    Verb("materials.set_partly_share", _("set what “partly met” earns to {percent}%")),
    Verb("materials.define_figure", _("asks {unit} for the figure {code} of {period}"), FIGURE),
    Verb("materials.import_figures", _("imported {count} department figures")),
    Verb("materials.report_figure", _("reported the figure {code} of {period}: {value}"), FIGURE),
    Verb("materials.confirm_figure", _("confirmed the figure {code} of {period}"), FIGURE),
    Verb("materials.return_figure", _("returned the figure {code} of {period}: {reason}"), FIGURE),
    Verb("materials.import_negative_list", _("imported the negative list: {count} lines")),
    Verb("materials.report_event", _("entered negative event {number} under {code}"), EVENT),
    Verb("materials.examine_event", _("examined negative event {number}"), EVENT),
    Verb("materials.decide_effect", _("decided the effect of negative event {number}"), EVENT),
    Verb("materials.lapse_event", _("negative event {number} no longer counts: its window ended on {day}"), EVENT),
)
SIGHTS = (
    Sight("materials.see_material", _("See material, figures and gaps of units")),
    Sight("materials.see_readiness", _("See the rehearsal, packs and links for assessors")),
    Sight("materials.see_event", _("See the register of negative events")),
)
