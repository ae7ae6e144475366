"""The rights table: every URL has a row. A URL without a row answers 404; a test compares both ways."""

from chuangcheng.config.rights.accounts import ACCOUNTS
from chuangcheng.config.rights.desk import DESK
from chuangcheng.config.rights.documents import DOCUMENTS
from chuangcheng.config.rights.field import FIELD
from chuangcheng.config.rights.portal import PORTAL
from chuangcheng.config.rights.right import Right

RIGHTS: dict[str, Right] = {
    **ACCOUNTS,
    **DESK,
    **DOCUMENTS,
    **FIELD,
    **PORTAL,
}

__all__ = ["RIGHTS", "Right"]
