"""What each kind of document consists of: a row of data and one function from its subject to blocks."""

from chuangcheng.documents.kinds.behind import LISTS, Rows
from chuangcheng.documents.kinds.subject import Asks, Composed, Slot, Spec, Subject
from chuangcheng.documents.kinds.table import SPECS, compose, spec_of

__all__ = ["LISTS", "SPECS", "Asks", "Composed", "Rows", "Slot", "Spec", "Subject", "compose", "spec_of"]
