"""What is done with stored files: taken in, held, deleted; and covered before the public sees them."""

from chuangcheng.evidence.actions.files import delete_file as delete_file
from chuangcheng.evidence.actions.files import examine_file as examine_file
from chuangcheng.evidence.actions.files import lift_hold as lift_hold
from chuangcheng.evidence.actions.files import note_reuse as note_reuse
from chuangcheng.evidence.actions.files import place_hold as place_hold
from chuangcheng.evidence.actions.files import receive_file as receive_file
from chuangcheng.evidence.actions.files import store_file as store_file
from chuangcheng.evidence.actions.redacting import drop_original as drop_original
from chuangcheng.evidence.actions.redacting import redact_picture as redact_picture
from chuangcheng.evidence.actions.redacting import see_original as see_original
