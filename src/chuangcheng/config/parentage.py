"""Processes that end with the one that started them, even when it is killed. Imports no Django."""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1
# Loaded before any process is started: between fork and exec nothing may be loaded.
LIBC = ctypes.CDLL(None)
MARK = "CHUANGCHENG_ENDS_WITH_PARENT"
"""Set for the web process, so that the processes it starts by itself do the same."""


def end_with_parent() -> None:
    """Linux: the kernel stops this process when its parent ends, however that ends."""
    if sys.platform == "linux":
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def end_with_parent_if_told() -> None:
    """For a process that the web server starts: only under `chuangcheng serve`."""
    if os.environ.get(MARK):
        end_with_parent()
