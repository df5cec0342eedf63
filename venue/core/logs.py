"""What a process writes about itself: what went wrong and where, never the values that a function held while it did.

A traceback with locals would put passwords, secrets of draws and personal fields into a file that nobody seals.
"""

from __future__ import annotations

import structlog


def configure() -> None:
    """Plain lines and plain tracebacks for this process."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.StackInfoRenderer(),
            structlog.dev.set_exc_info,
            structlog.processors.TimeStamper(fmt="%Y-%m-%d %H:%M:%S", utc=True),
            structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback),
        ]
    )
