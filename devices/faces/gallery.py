"""Who is it, among those who are expected here? Nobody is searched among everybody.

A gallery holds templates of one model in memory. It cannot be searched itself: a search needs the set of people who are
expected at this place now (:meth:`Gallery.among`), so that no caller can ask "who of all the enrolled" by forgetting to
narrow it down. Unknown is a result, not a failure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from devices.faces.engine import DIMENSIONS, Embedding, ModelId, ModelsDiffer


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """One enrolled face: whose (``subject``), what for (``purpose``), which issue of the person's templates
    (``version``, counted by whoever keeps them), and the vector with its model."""

    subject: str
    purpose: str
    version: int
    embedding: Embedding


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From ``accept`` a face is known, from ``review`` on an operator decides, below it is a stranger's.

    ``margin``: two different people who are both acceptable and lie closer together than this are an operator's case.
    """

    accept: float
    review: float
    margin: float = 0.05

    def __post_init__(self) -> None:
        if not -1.0 <= self.review <= self.accept <= 1.0:
            raise ValueError("thresholds must keep -1 <= review <= accept <= 1")


SEARCH = Thresholds(accept=0.45, review=0.40)
"""For seeing who is in a picture: measured with 946 people enrolled, 2.1 % of strangers pass at 0.45."""

DOOR = Thresholds(accept=0.50, review=0.45)
"""For doors: no stranger of 381 passed at 0.50, 87.9 % of the enrolled did."""


@dataclass(frozen=True, slots=True)
class Known:
    """An expected person was recognised; ``score`` is the cosine, ``threshold`` what it had to reach."""

    subject: str
    score: float
    threshold: float


@dataclass(frozen=True, slots=True)
class Unsure:
    """Perhaps ``subject``: an operator compares live and enrolled picture. Opens nothing by itself."""

    subject: str
    score: float
    threshold: float


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody who is expected here. ``score`` is the best likeness found, -1 when nobody is expected."""

    score: float
    threshold: float


Match = Known | Unsure | Unknown


class Search:
    """The expected people's faces as one matrix, float32, shape (templates, 128); one product answers a question."""

    def __init__(self, model: ModelId, subjects: tuple[str, ...], matrix: NDArray[np.float32]) -> None:
        self._model, self._matrix = model, matrix
        self._names = tuple(dict.fromkeys(subjects))
        number = {name: index for index, name in enumerate(self._names)}
        self._owner = np.array([number[subject] for subject in subjects], np.intp)

    @property
    def subjects(self) -> tuple[str, ...]:
        """The people who can be found here: expected and enrolled."""
        return self._names

    def identify(self, face: Embedding, thresholds: Thresholds = SEARCH) -> Match:
        """The best of the expected people, or that it is none of them. Raises :class:`ModelsDiffer`."""
        if face.model != self._model:
            raise ModelsDiffer(self._model, face.model)
        if not self._names:
            return Unknown(-1.0, thresholds.accept)
        return self._decided(self._best_of_each(face), thresholds)

    def _best_of_each(self, face: Embedding) -> NDArray[np.float32]:
        best = np.full(len(self._names), -1.0, np.float32)
        np.maximum.at(best, self._owner, self._matrix @ face.vector)
        return best

    def _decided(self, best: NDArray[np.float32], thresholds: Thresholds) -> Match:
        first = int(best.argmax())
        score, subject = float(best[first]), self._names[first]
        if score < thresholds.review:
            return Unknown(score, thresholds.accept)
        rival = float(np.delete(best, first).max()) if len(best) > 1 else -1.0
        doubtful = rival >= thresholds.accept and score - rival < thresholds.margin
        if score < thresholds.accept or doubtful:
            return Unsure(subject, score, thresholds.accept)
        return Known(subject, score, thresholds.accept)


class Gallery:
    """All templates of one model. Replaced as a whole when enrolment changes; about 0.5 kB a template."""

    def __init__(self, model: ModelId, templates: Iterable[Template] = ()) -> None:
        self.model = model
        kept = tuple(templates)
        for template in kept:
            if template.embedding.model != model:
                raise ModelsDiffer(model, template.embedding.model)
        self._subjects = tuple(template.subject for template in kept)
        vectors = [template.embedding.vector for template in kept]
        self._matrix = np.array(vectors, np.float32).reshape(len(vectors), DIMENSIONS)

    def __len__(self) -> int:
        return len(self._subjects)

    @property
    def subjects(self) -> frozenset[str]:
        """Everybody with at least one template."""
        return frozenset(self._subjects)

    def among(self, expected: Collection[str]) -> Search:
        """The search within the people expected at one place now; those without a template cannot be found."""
        wanted = frozenset(expected)
        rows = [row for row, subject in enumerate(self._subjects) if subject in wanted]
        return Search(self.model, tuple(self._subjects[row] for row in rows), self._matrix[rows])
