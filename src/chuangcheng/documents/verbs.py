"""What is done with documents, in words."""

from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.verbs import Sight, Verb

DOCUMENT = "desk:document"

VERBS = (
    Verb("documents.draft_document", _("drafted “{title}”"), DOCUMENT),
    Verb("documents.edit_document", _("changed the words of “{title}”"), DOCUMENT),
    Verb("documents.reread_document", _("read the figures of “{title}” anew: {count} changed"), DOCUMENT),
    Verb("documents.address_document", _("addressed “{title}” to {count} units"), DOCUMENT),
    Verb("documents.send_document", _("sent “{title}” for approval"), DOCUMENT),
    Verb("documents.take_back_document", _("took “{title}” back into draft"), DOCUMENT),
    Verb("documents.return_document", _("returned “{title}”: {reason}"), DOCUMENT),
    Verb("documents.approve_document", _("approved “{title}”"), DOCUMENT),
    Verb("documents.issue_document", _("issued {number} “{title}”"), DOCUMENT),
    Verb("documents.discard_document", _("discarded the draft “{title}”"), DOCUMENT),
    Verb("documents.withdraw_document", _("withdrew {number}: {reason}"), DOCUMENT),
    Verb("documents.replace_document", _("{number} was replaced by {later}"), DOCUMENT),
    Verb("documents.acknowledge_document", _("{unit} acknowledged {number}"), DOCUMENT),
    Verb("documents.publish_open_data", _("wrote the open data anew: {changed} of {count} files have changed")),
    Verb("documents.set_letterhead", _("changed the letterhead of documents: {office}")),
    Verb("documents.set_wording", _("changed series and wording of documents: {series}")),
)
SIGHTS = (
    Sight("documents.see_document", _("See all documents, drafts included")),
    Sight("documents.see_received_document", _("See the documents that were issued to one's own units")),
)
