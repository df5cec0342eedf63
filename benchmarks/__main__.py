"""``python -m benchmarks NAME``: measure one thing; without a name, what can be measured.

Exit codes: 0 measured, 2 no such benchmark or argument, 3 a service that it needs is absent (then no figure is told).
"""

from __future__ import annotations

import argparse
import importlib
import logging
import os
import sys
from collections.abc import Sequence

import structlog

from benchmarks.figures import Absent, remark

NAMES = {
    "ingest": "每条读数一行：与裸 paho 订阅端同场比较 / every message a row, beside a bare paho subscriber",
    "admission": "刷卡到开门命令的时延 / from presentation on the wire to door command on the wire",
    "paint": "平面图在读数洪流中的绘制时间 / painting the floor plan under a flood of readings",
    "start": "启动到首个画面 / from process start to the first painted window",
    "verify": "账本核验速度 / verifying the book",
    "dispatch": "排房：先到先排、单一大模型与本程序并排 / dispatch: first fit, one flat model and ours side by side",
    "replan": "重排：超时、房间故障、改期 / replanning: an overrun, a failed room, a moved opening",
    "judge": "单次准入判断的时间 / judging one presentation, without wire or database",
}
USAGE, ABSENT = 2, 3


def main(argv: Sequence[str]) -> int:
    """Run one benchmark; its own arguments follow its name (``--help`` lists them)."""
    if not argv or argv[0] in ("-h", "--help"):
        sys.stdout.write("".join(f"{name:10} {words}\n" for name, words in NAMES.items()))
        return 0
    name, *args = argv
    if name not in NAMES:
        sys.stderr.write(f"没有这项测量：{name}；可选 / no such benchmark: {name}; there are {', '.join(NAMES)}\n")
        return USAGE
    quiet()
    measured = importlib.import_module(f"benchmarks.{name}")
    parser = argparse.ArgumentParser(prog=f"benchmarks {name}", description=measured.__doc__)
    measured.arguments(parser)
    try:
        remark(f"{name}: begins")
        measured.measure(parser.parse_args(args))
        remark(f"{name}: ends")
    except Absent as absent:
        sys.stderr.write(f"无法测量 {name} / cannot measure {name}: {absent}\n")
        return ABSENT
    return 0


def quiet() -> None:
    """Standard output belongs to the figures; of the program's own words only warnings are shown, on standard error."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.format_exc_info,
            structlog.dev.ConsoleRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
