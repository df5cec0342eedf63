"""Solving the integer programme of a day with HiGHS: first its linear bound with cuts, then the tree on what that leaves open.

Runs in a process of its own (``highspy`` and ``ortools`` can not live in one). Every bound that it tells is true: the linear one is
recomputed from the dual values in plain arithmetic, and columns are only closed when no plan as cheap as the best can use them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from time import monotonic
from typing import Any

import highspy
import numpy as np
import numpy.typing as npt

from venue.schedule.dispatch.check import faults
from venue.schedule.dispatch.plan import Plan, cost_of
from venue.schedule.dispatch.problem import Place, Problem
from venue.schedule.dispatch.proof_cuts import Separation
from venue.schedule.dispatch.proof_model import Model, Row, bare_plan, placed_of, values_of

Vector = npt.NDArray[np.float64]

SLACK = 1e-6
"""Costs are whole numbers: a bound is rounded up after so much of it is forgiven to arithmetic."""
LINEAR_SHARE = 0.5
"""Of the time, at most so much goes into the linear bound before the tree begins."""
LEAST_GAIN = 0.0002
"""Rounds of cuts end when one lifts the bound by less than this share."""


class Prover:
    """Lifts the lower bound of one problem until it meets the best plan or time is over; tells each new bound and better plan."""

    def __init__(
        self,
        problem: Problem,
        best: Plan | None,
        *,
        until: float,
        bound: Callable[[int], None],
        better: Callable[[dict[str, Place]], None],
    ) -> None:
        self.problem, self.until = problem, until
        self._tell_bound, self._tell_better = bound, better
        self.best = best.placed if best else None
        self.cost = cost_of(problem, best.placed).total if best else None
        self.bound = 0
        self.model = Model(problem)
        self.separation = Separation(self.model)
        self.costs: Vector = np.array(self.model.costs, dtype=np.float64)
        self.open: Vector = np.ones(len(self.costs))
        self.rows: list[Row] = []
        self.lp = self._made()

    def run(self) -> None:
        """Until proven or out of time."""
        self._raise(self.model.offset)
        self._linear()
        while not self.proven and self._left() > 0 and self._tree():
            pass

    @property
    def proven(self) -> bool:
        """Whether nothing is cheaper than the best plan."""
        return self.cost is not None and self.bound >= self.cost

    def _left(self) -> float:
        return self.until - monotonic()

    def _raise(self, objective: float) -> None:
        found = math.ceil(objective - SLACK * max(1.0, abs(objective))) if math.isfinite(objective) else self.bound
        found = found if self.cost is None else min(found, self.cost)
        if found > self.bound:
            self.bound = found
            self._tell_bound(found)

    def _made(self) -> Any:
        lp = _highs()
        lp.setOptionValue("output_flag", False)
        count = len(self.costs)
        lp.addVars(count, np.zeros(count), np.ones(count))
        lp.changeColsCost(count, np.arange(count, dtype=np.int32), self.costs)
        self._add(lp, self.model.rows)
        return lp

    def _add(self, lp: Any, rows: Sequence[Row]) -> None:
        self.rows += rows
        starts, columns, amounts = _sparse(rows)
        lower, upper = np.array([row.lower for row in rows]), np.array([row.upper for row in rows])
        lp.addRows(len(rows), lower, upper, len(columns), starts, columns, amounts)

    # --------------------------------------------------------------------------------------------------------- linear

    def _linear(self) -> None:
        """The linear bound, by the interior point first and then, cut by cut, from the last basis."""
        ends = monotonic() + self._left() * LINEAR_SHARE
        solver, last = "ipm", 0
        while not self.proven and monotonic() < ends:
            self.lp.setOptionValue("solver", solver)
            self.lp.setOptionValue("time_limit", self.lp.getRunTime() + max(0.1, self._left()))
            self.lp.run()
            if self.lp.getModelStatus() != highspy.HighsModelStatus.kOptimal:
                return
            solution = self.lp.getSolution()
            self._close(np.array(solution.row_dual))
            cuts = self.separation.broken(list(solution.col_value))
            if not cuts or self.bound - last < LEAST_GAIN * self.bound:
                return
            last, solver = self.bound, "simplex"
            self._add(self.lp, cuts)

    def _close(self, duals: Vector) -> None:
        """Tell the bound that the dual values give, and close columns that would lift a plan above the best one's cost."""
        bound, reduced = self._dual_bound(duals)
        self._raise(bound + self.model.offset)
        if self.cost is None:
            return
        spare = self.cost - (bound + self.model.offset) + SLACK * max(1.0, self.cost)
        closed = np.flatnonzero((reduced > spare) & (self.open > 0)).astype(np.int32)
        if len(closed):
            self.open[closed] = 0
            self.lp.changeColsBounds(len(closed), closed, np.zeros(len(closed)), np.zeros(len(closed)))

    def _dual_bound(self, duals: Vector) -> tuple[float, Vector]:
        """The bound of any dual values, right or not, by weak duality; and every column's reduced cost."""
        starts, columns, amounts = _sparse(self.rows)
        lengths = np.diff(np.append(starts, len(columns)))
        weighed = np.bincount(columns, weights=amounts * np.repeat(duals, lengths), minlength=len(self.costs))
        lower, upper = np.array([r.lower for r in self.rows]), np.array([r.upper for r in self.rows])
        reduced = self.costs - weighed
        total = np.where(duals > 0, lower, upper) @ duals + np.minimum(0, reduced * self.open).sum()
        return float(total), reduced

    # ----------------------------------------------------------------------------------------------------------- tree

    def _tree(self) -> bool:
        """One run of branch and bound; whether another with new cuts may help."""
        tree = self._tree_model()
        tree.cbMipInterrupt.subscribe(lambda event: self._heard(event.data_out))
        tree.run()
        status = tree.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible and self.cost is not None:
            self._raise(self.cost)
            return False
        self._raise(tree.getInfo().mip_dual_bound + self.model.offset)
        values = list(tree.getSolution().col_value)
        if not values:
            return False
        self._offer(placed_of(self.model, values))
        cuts = self.separation.broken(values)
        if status != highspy.HighsModelStatus.kOptimal or not cuts:
            return False
        self._add(self.lp, cuts)
        return True

    def _tree_model(self) -> Any:
        tree = _highs()
        tree.setOptionValue("output_flag", False)
        tree.passModel(self.lp.getModel())
        whole = np.flatnonzero(self.model.whole).astype(np.int32)
        kinds = np.full(len(whole), int(highspy.HighsVarType.kInteger), dtype=np.uint8)
        tree.changeColsIntegrality(len(whole), whole, kinds)
        # the linear bound has closed columns already, and the interior point is several times faster at the root
        options = {"presolve": "off", "mip_lp_solver": "ipm", "time_limit": max(0.1, self._left())}
        options |= {"mip_rel_gap": 0.0, "mip_abs_gap": 0.99}
        for option, value in options.items():
            tree.setOptionValue(option, value)
        if self.best is not None:
            tree.setOptionValue("mip_heuristic_effort", 0.01)
            values = np.array(values_of(self.model, self.best))
            tree.setSolution(len(whole), whole, values[whole])
        return tree

    def _heard(self, told: Any) -> None:
        self._raise(told.mip_dual_bound + self.model.offset)

    def _offer(self, placed: Mapping[str, Place]) -> None:
        """A plan of the tree counts only if the judge finds nothing: separation may have been left out."""
        cost = cost_of(self.problem, placed).total
        if (self.cost is None or cost < self.cost) and not faults(self.problem, bare_plan(self.problem, placed)):
            self.best, self.cost = dict(placed), cost
            self._tell_better(self.best)


def _highs() -> Any:
    made: Callable[[], Any] = highspy.Highs
    return made()


def _sparse(rows: Sequence[Row]) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], Vector]:
    """Rows as starts, columns and amounts."""
    lengths = np.array([0, *(len(row.terms) for row in rows)])
    starts = np.cumsum(lengths)[:-1].astype(np.int32)
    columns = np.fromiter((column for row in rows for column in row.terms), dtype=np.int32)
    amounts = np.fromiter((amount for row in rows for amount in row.terms.values()), dtype=np.float64)
    return starts, columns, amounts
