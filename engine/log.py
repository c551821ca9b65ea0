"""Logs without message text: once visitors talk, only where and what kind, never the words.

Rasa 3.6.21 writes the visitor's text into warnings and errors and the local variables of every
frame into tracebacks, through several loggers with handlers of their own. All of them get
their records from one factory, so that is where the words are taken out.
"""

import functools
import json
import logging
from typing import Any

OWN = "engine"  # our own loggers write no visitor's words and keep their messages


def event_name(record: logging.LogRecord) -> str:
    """The fixed name of a structlog event, or where in the code a plain message came from."""
    try:
        name = json.loads(str(record.msg))["event"]
    except (ValueError, KeyError, TypeError):
        name = ""
    is_name = name.replace(".", "").replace("_", "").isalpha() and "." in name
    return name if is_name else f"{record.module}:{record.lineno}"


@functools.lru_cache(maxsize=None)
def withhold_message_text() -> None:
    """From now on, log records of other packages carry level, logger, event and error type."""
    make_record = logging.getLogRecordFactory()

    def bare_record(*args: Any, **kwargs: Any) -> logging.LogRecord:
        record = make_record(*args, **kwargs)
        if record.name.split(".")[0] == OWN:
            return record
        error = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
        record.msg = f"{record.levelname} {record.name} {event_name(record)} {error}".rstrip()
        record.args = record.exc_info = record.exc_text = record.stack_info = None
        return record

    logging.setLogRecordFactory(bare_record)
    logging.captureWarnings(True)
