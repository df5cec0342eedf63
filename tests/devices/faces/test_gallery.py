"""Who is it: known, unsure, unknown, and never one who is not expected."""

import numpy as np
import pytest

from devices.faces.engine import ModelId, ModelsDiffer
from devices.faces.gallery import DOOR, SEARCH, Gallery, Known, Template, Thresholds, Unknown, Unsure
from tests.devices.faces.conftest import MODEL, direction, leaning


def template(subject: str, embedding) -> Template:
    return Template(subject, "access", 1, embedding)


@pytest.fixture(scope="module")
def gallery() -> Gallery:
    return Gallery(MODEL, [template(f"P-{n}", direction(n)) for n in range(40)])


def probe(likeness: float, of: int = 7):
    return leaning(direction(of), likeness, seed=999)


def test_a_face_over_the_threshold_is_known_with_its_score(gallery):
    found = gallery.among(gallery.subjects).identify(probe(0.7))
    assert found == Known("P-7", pytest.approx(0.7, abs=1e-4), SEARCH.accept)


def test_a_stranger_is_unknown_and_no_name_is_given(gallery):
    found = gallery.among(gallery.subjects).identify(direction(5000))
    assert isinstance(found, Unknown)
    assert not hasattr(found, "subject")


def test_between_the_thresholds_an_operator_decides(gallery):
    search = gallery.among({"P-7"})
    assert search.identify(probe(0.47), DOOR) == Unsure("P-7", pytest.approx(0.47, abs=1e-4), 0.50)
    assert isinstance(search.identify(probe(0.44), DOOR), Unknown)
    assert isinstance(search.identify(probe(0.51), DOOR), Known)


def test_somebody_who_is_not_expected_here_is_unknown(gallery):
    assert isinstance(gallery.among({"P-1", "P-2"}).identify(direction(7)), Unknown)


def test_where_nobody_is_expected_everybody_is_unknown(gallery):
    assert gallery.among(()).identify(direction(7)) == Unknown(-1.0, SEARCH.accept)


def test_an_expected_person_without_template_cannot_be_found(gallery):
    assert gallery.among({"P-7", "P-77"}).subjects == ("P-7",)


def test_the_best_of_several_photos_counts():
    base = direction(1)
    several = Gallery(
        MODEL, [template("P-1", leaning(base, 0.2, 50)), template("P-2", direction(2)), template("P-1", base)]
    )
    assert several.among({"P-1", "P-2"}).identify(base) == Known("P-1", pytest.approx(1.0, abs=1e-4), SEARCH.accept)


def test_two_people_who_are_both_alike_are_an_operators_case():
    base = direction(1)
    twins = Gallery(MODEL, [template("P-1", base), template("P-2", leaning(base, 0.97, 60))])
    assert isinstance(twins.among({"P-1", "P-2"}).identify(base), Unsure)
    assert isinstance(twins.among({"P-1"}).identify(base), Known)


def test_templates_of_another_model_are_not_taken_in():
    foreign = direction(1, model=ModelId("sface", "cd" * 32))
    with pytest.raises(ModelsDiffer):
        Gallery(MODEL, [template("P-1", foreign)])


def test_a_face_of_another_model_is_not_searched(gallery):
    with pytest.raises(ModelsDiffer):
        gallery.among({"P-1"}).identify(direction(1, model=ModelId("other", "ab" * 32)))


def test_a_gallery_itself_cannot_be_searched(gallery):
    assert not hasattr(gallery, "identify")


def test_the_search_agrees_with_comparing_one_by_one(gallery):
    face = direction(321)
    alone = [float(direction(n).vector @ face.vector) for n in range(40)]
    found = gallery.among(gallery.subjects).identify(face, Thresholds(accept=-1.0, review=-1.0, margin=0.0))
    assert found == Known(f"P-{int(np.argmax(alone))}", pytest.approx(max(alone), abs=1e-5), -1.0)


def test_thresholds_in_the_wrong_order_are_refused():
    with pytest.raises(ValueError, match="review"):
        Thresholds(accept=0.4, review=0.5)
