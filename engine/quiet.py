"""Rasa without telemetry and chatter, the same for training and serving."""

import os
import sys
import warnings
from typing import Any, Type

SETTINGS = {
    "RASA_TELEMETRY_ENABLED": "false",
    "LOG_LEVEL": "WARNING",
    "LOG_LEVEL_LIBRARIES": "ERROR",
    "TF_CPP_MIN_LOG_LEVEL": "3",
}


def show_warning(message: Any, category: Type[Warning], *where: Any, **more: Any) -> None:
    """Show what concerns our data; not what is deprecated inside Rasa's pinned libraries."""
    if not issubclass(category, DeprecationWarning):
        print(f"{category.__name__}: {message}", file=sys.stderr)


def quieten() -> None:
    """Set up the environment and the loggers. Imports Rasa."""
    os.environ.update(SETTINGS)
    warnings.showwarning = show_warning

    from rasa.utils.common import configure_logging_and_warnings
    from rasa.utils.log_utils import configure_structlog

    configure_logging_and_warnings()
    configure_structlog()
