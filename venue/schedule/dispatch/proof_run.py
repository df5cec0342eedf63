"""Solving the integer programme of a day with HiGHS: its linear bound with cuts, plans close to it, then the tree on what is open.

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
LINEAR_SHARE = 0.7
"""Of the time, at most so much goes into the linear bound before the tree begins."""
LEAST_GAIN = 0.0002
"""Rounds of cuts end when one lifts the bound by less than this share."""
MANY_CUTS = 200
"""With more new rows than these the interior point is faster than going on from the last basis."""
NARROW = (1_500, 4_000)
"""So many columns, the cheapest by reduced cost, stay open when a plan close to the linear bound is looked for."""
NARROW_SHARE = 0.4
"""Of the time that is left, each of these looks takes at most so much."""


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
        self.bound, self.linear = 0, 0.0
        self.model = Model(problem)
        self.separation = Separation(self.model)
        self.costs: Vector = np.array(self.model.costs, dtype=np.float64)
        self.open: Vector = np.ones(len(self.costs))
        self.rows: list[Row] = []
        self.reduced: Vector = np.zeros(len(self.costs))
        self.left_out: Vector = self._weights()
        self.least_left_out = 0
        self.lp = self._made()

    def run(self) -> None:
        """Until proven or out of time."""
        self._close(np.zeros(len(self.rows)))  # what alone costs more than the best plan
        self._linear()
        for many in NARROW:
            if not self.proven and self._left() > 0:
                self._look(many)
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
        _add_rows(lp, rows)

    # --------------------------------------------------------------------------------------------------------- linear

    def _linear(self) -> None:
        """The linear bound, by the interior point first and then, cut by cut, from the last basis."""
        ends = monotonic() + self._left() * LINEAR_SHARE
        solver, last = "ipm", 0
        while not self.proven and monotonic() < ends and self._solved(solver):
            solution = self.lp.getSolution()
            self._close(np.array(solution.row_dual))
            values = np.array(solution.col_value)
            cuts = self.separation.broken(values.tolist())
            self._add(self.lp, cuts)
            stalled = not cuts or self.bound - last < LEAST_GAIN * self.bound
            if stalled and (self.proven or not self._more_left_out(values, ends)):
                return
            last, solver = self.bound, "ipm" if stalled or len(cuts) > MANY_CUTS else "simplex"

    def _solved(self, solver: str) -> bool:
        self.lp.setOptionValue("solver", solver)
        self.lp.setOptionValue("time_limit", self.lp.getRunTime() + max(0.1, self._left()))
        self.lp.run()
        return bool(self.lp.getModelStatus() == highspy.HighsModelStatus.kOptimal)

    def _close(self, duals: Vector) -> None:
        """Tell the bound that the dual values give, and close columns that would lift a plan above the best one's cost."""
        bound, self.reduced = self._dual_bound(duals, self.costs)
        self.linear = bound + self.model.offset
        self._raise(self.linear)
        self._close_dear()

    def _close_dear(self) -> None:
        if self.cost is None:
            return
        spare = self.cost - self.linear + SLACK * max(1.0, self.cost)
        closed = np.flatnonzero((self.reduced > spare) & (self.open > 0)).astype(np.int32)
        if len(closed):
            self.open[closed] = 0
            self.lp.changeColsBounds(len(closed), closed, np.zeros(len(closed)), np.zeros(len(closed)))

    def _dual_bound(self, duals: Vector, costs: Vector) -> tuple[float, Vector]:
        """The bound of any dual values, right or not, by weak duality; and every column's reduced cost."""
        starts, columns, amounts = _sparse(self.rows)
        lengths = np.diff(np.append(starts, len(columns)))
        weighed = np.bincount(columns, weights=amounts * np.repeat(duals, lengths), minlength=len(costs))
        lower, upper = np.array([r.lower for r in self.rows]), np.array([r.upper for r in self.rows])
        reduced = costs - weighed
        total = np.where(duals > 0, lower, upper) @ duals + np.minimum(0, reduced * self.open).sum()
        return float(total), reduced

    # -------------------------------------------------------------------------------------------------------- refusals

    def _weights(self) -> Vector:
        weights = np.zeros(len(self.costs))
        for code, column in self.model.refused.items():
            weights[column] = self.problem.request[code].weight
        return weights

    def _more_left_out(self, values: Vector, ends: float) -> bool:
        """Round up what must be refused at least: half a request can not be. A row says it from then on; whether one came."""
        if self.left_out @ values < self.least_left_out + SLACK or monotonic() >= ends:
            return False
        every = np.arange(len(self.costs), dtype=np.int32)
        self.lp.changeColsCost(len(every), every, self.left_out)
        solved = self._solved("ipm")
        duals = np.array(self.lp.getSolution().row_dual)
        self.lp.changeColsCost(len(every), every, self.costs)
        least = math.ceil(self._dual_bound(duals, self.left_out)[0] - 1e-4) if solved else 0
        if least <= self.least_left_out:
            return False
        self.least_left_out = least
        terms = {column: float(self.left_out[column]) for column in self.model.refused.values()}
        self._add(self.lp, [Row(least, terms, float(self.left_out.sum()))])
        return True

    # ----------------------------------------------------------------------------------------------------------- tree

    def _look(self, many: int) -> None:
        """Look for a plan among the columns with the least reduced cost and those of the best plan: few are left to choose from."""
        whole = np.flatnonzero(self.model.whole)
        if len(whole) <= many:
            return
        used = np.array(values_of(self.model, self.best)) if self.best is not None else np.zeros(len(self.costs))
        limit = np.sort(self.reduced[whole])[many]
        dear = whole[(self.reduced[whole] > limit) & (used[whole] == 0)].astype(np.int32)
        tree, ends = self._tree_model(), monotonic() + self._left() * NARROW_SHARE
        tree.changeColsBounds(len(dear), dear, np.zeros(len(dear)), np.zeros(len(dear)))
        tree.setOptionValue("presolve", "choose")
        tree.setOptionValue("mip_rel_gap", 0.002)
        tree.setOptionValue("mip_heuristic_effort", 0.2)
        while (left := ends - monotonic()) > 0:
            tree.setOptionValue("time_limit", tree.getRunTime() + left)
            tree.run()
            values = list(tree.getSolution().col_value)
            cuts = self.separation.broken(values) if values else []
            if values and not cuts:
                self._offer(placed_of(self.model, values))
                self._close_dear()
            if not cuts:
                return
            self._add(self.lp, cuts)
            _add_rows(tree, cuts)

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


def _add_rows(lp: Any, rows: Sequence[Row]) -> None:
    starts, columns, amounts = _sparse(rows)
    lower, upper = np.array([row.lower for row in rows]), np.array([row.upper for row in rows])
    lp.addRows(len(rows), lower, upper, len(columns), starts, columns, amounts)


def _sparse(rows: Sequence[Row]) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], Vector]:
    """Rows as starts, columns and amounts."""
    lengths = np.array([0, *(len(row.terms) for row in rows)])
    starts = np.cumsum(lengths)[:-1].astype(np.int32)
    columns = np.fromiter((column for row in rows for column in row.terms), dtype=np.int32)
    amounts = np.fromiter((amount for row in rows for amount in row.terms.values()), dtype=np.float64)
    return starts, columns, amounts
