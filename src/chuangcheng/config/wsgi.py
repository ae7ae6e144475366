"""The WSGI application that granian serves."""

import os

from django.core.wsgi import get_wsgi_application

from chuangcheng.config.loading import load
from chuangcheng.config.parentage import end_with_parent_if_told

end_with_parent_if_told()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chuangcheng.config.settings")
load(addresses=True)
application = get_wsgi_application()
