"""The kinds that the product brings; a city may put a version of its own in force (`define_kind`).

A room above enters its own with `register` in the `ready` of its app, and needs no line here.
"""

from chuangcheng.proceedings.kinds.pictures import Picture as Picture
from chuangcheng.proceedings.kinds.pictures import bring_pictures as bring_pictures
from chuangcheng.proceedings.kinds.pictures import pictures_about as pictures_about
from chuangcheng.proceedings.kinds.registry import BUILTIN as BUILTIN
from chuangcheng.proceedings.kinds.registry import register as register
from chuangcheng.proceedings.kinds.results import RESULT_OBJECTION as RESULT_OBJECTION
