"""Django's own administration commands: `python -m chuangcheng.config.manage migrate`."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chuangcheng.config.settings")
    execute_from_command_line(sys.argv)
