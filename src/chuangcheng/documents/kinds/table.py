"""All kinds by code. Another kind is another row here."""

from chuangcheng.documents.kinds import bulletin, letters, lists, minutes, orders, reports
from chuangcheng.documents.kinds.subject import Composed, Spec, Subject

SPECS: dict[str, Spec] = {
    spec.kind: spec
    for spec in (
        bulletin.SPEC,
        letters.NOTICE,
        letters.REMINDER,
        orders.INSTRUCTION,
        reports.WEEKLY,
        reports.MONTHLY,
        lists.CLOSE_LIST,
        lists.LEDGER,
        lists.RESPONSIBILITY,
        minutes.SPEC,
    )
}


def spec_of(kind: str) -> Spec:
    """The row of a kind. KeyError for none."""
    return SPECS[kind]


def compose(kind: str, subject: Subject) -> Composed:
    """The text of a document of this kind about this subject."""
    return SPECS[kind].blocks_of(subject)
