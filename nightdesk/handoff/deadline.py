"""A hard limit on how long one delivery may take, so that it ends before its lease does."""

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from nightdesk.handoff.failure import DeliveryError


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raise DeliveryError("timeout") in the block after `seconds`, whatever it waits for.

    The timeouts of sockets are for each read, so a server that sends a byte now and then would
    hold a delivery for ever. This uses the process's interval timer and therefore works in the
    main thread only, which is where a relay runs; elsewhere it does nothing. A timer that was
    already set goes on afterwards.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    handler = signal.signal(signal.SIGALRM, _time_out)
    started = time.monotonic()
    left, interval = signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, handler)
        if left:
            left = max(left - (time.monotonic() - started), 0.001)
            signal.setitimer(signal.ITIMER_REAL, left, interval)


def _time_out(_signal: int, _frame: FrameType | None) -> None:
    raise DeliveryError("timeout")  # no OSError: libraries would catch it and go on
