"""How a figure is told: one JSON line on standard output, and beside it, on standard error, how busy the machine was."""

from __future__ import annotations

import json
import math
import os
import sys
from collections.abc import Sequence
from statistics import median

__all__ = ["Absent", "Figures", "median", "percentile", "remark"]


class Absent(Exception):
    """Something that the benchmark needs is not here; the text says what. No figure is told then."""


class Figures:
    """The figures of one benchmark, told as they come."""

    def __init__(self, benchmark: str) -> None:
        self.benchmark = benchmark

    def tell(self, figure: str, value: float, unit: str) -> None:
        """One figure, rounded to what a repetition could confirm."""
        line = {"benchmark": self.benchmark, "figure": figure, "value": _rounded(value), "unit": unit}
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()


def remark(text: str) -> None:
    """What belongs to a measurement but is no figure of it: single runs, the load of the machine."""
    one, five, _ = os.getloadavg() if hasattr(os, "getloadavg") else (math.nan, math.nan, math.nan)
    sys.stderr.write(f"{text} [load average {one:.1f} over 1 min, {five:.1f} over 5 min]\n")


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least ``share`` (0 to 1) of all values do not exceed."""
    ranked = sorted(values)
    return ranked[max(0, math.ceil(share * len(ranked)) - 1)]


def _rounded(value: float) -> float:
    """Four significant digits; whole numbers stay whole."""
    if isinstance(value, int):
        return value
    return float(f"{value:.4g}")
