"""What runs in the embedded broker's child process. It imports nothing of ours, so that it is up in a moment."""

from __future__ import annotations

import ctypes
import logging
import multiprocessing
import os
import signal
import sys
import threading
from multiprocessing.connection import wait

PAYLOAD_LIMIT = 1_048_576
_SET_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG


def serve(port: int, parent: int) -> None:
    """Serve until the parent ends us or dies. The interrupt key is left to the parent, which stops things in order."""
    die_with(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # The library reports every single message as an error; what matters we see by the port and the exit code.
    logging.basicConfig(level=logging.ERROR)
    logging.getLogger("rumqttd").setLevel(logging.CRITICAL + 1)
    from iotcore.iotcore import IotCoreBroker

    IotCoreBroker(listen="127.0.0.1", port=port, max_payload_size=PAYLOAD_LIMIT).run_forever()


def die_with(parent: int) -> None:
    """End this process when the parent ends, however it ends: by the kernel's signal, and by watching it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_DEATH_SIGNAL, signal.SIGKILL)
        if os.getppid() != parent:  # it died before the kernel was asked
            os._exit(0)
    threading.Thread(target=_watch_parent, daemon=True).start()


def _watch_parent() -> None:
    above = multiprocessing.parent_process()
    if above is not None:
        wait([above.sentinel])
        os._exit(0)
