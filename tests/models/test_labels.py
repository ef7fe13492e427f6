"""Labels are in one language, made of words that several sessions or staff use."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from corpus.schemas import Theme
from models import labels
from models.encoder import Vectors, unit
from models.label_evidence import SPOKEN_ENOUGH
from models.labels import Label, keyword_label, label_candidates, label_language, label_topics, own_support_only
from models.schemas import OUTLIER
from models.tokens import phrases
from tests.models.conftest import TOPIC_WORDS, HashEncoder, PlantedCorpus, make_label_terms, make_statements


def _said(language: str, *texts: str) -> list[dict[str, object]]:
    """Each text in a session of its own."""
    return [{"language": language, "text": text, "session_id": f"{language}-{n}"} for n, text in enumerate(texts)]


def _candidates(rows: list[dict[str, object]], language: str, *themes: Theme) -> list[str]:
    return list(label_candidates(make_statements(rows), themes, language=language).terms)


@pytest.fixture
def few_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(labels, "MIN_STATEMENTS_IN_LANGUAGE", 2)


@pytest.mark.usefixtures("few_are_enough")
@pytest.mark.parametrize(
    ("language", "texts", "expected"),
    [
        ("en", ["Clean river water", "the river water", "river bank"], ["river", "river water", "water"]),
        ("ar", ["نهر نظيف", "نهر نظيف في المدينة", "نهر"], ["نهر", "نظيف", "نهر نظيف"]),
        ("ka", ["სუფთა მდინარე", "სუფთა მდინარე", "მდინარე"], ["მდინარე", "სუფთა", "სუფთა მდინარე"]),
        ("ru", ["Чистая река", "чистая река"], ["река", "чистая", "чистая река"]),
        ("zh", ["環境汙染", "環境汙染"], ["汙染", "環境", "環境汙染"]),
        # a pair stands side by side: neither across a stop word nor across a comma
        ("en", ["school and river", "school, river"], ["river", "school"]),
    ],
)
def test_candidates_are_words_and_pairs_of_two_sessions_the_most_frequent_first(
    language: str, texts: list[str], expected: list[str]
) -> None:
    assert _candidates(_said(language, *texts), language) == expected


@pytest.mark.usefixtures("few_are_enough")
def test_what_one_session_says_often_is_no_candidate() -> None:
    rows: list[dict[str, object]] = [{"text": "Zorblat dam", "session_id": "one"} for _ in range(20)]
    assert _candidates([*rows, *_said("en", "bread", "bread")], "en") == ["bread"]


@pytest.mark.usefixtures("few_are_enough")
def test_words_of_other_languages_are_no_candidates() -> None:
    assert _candidates([*_said("en", "bread", "bread"), *_said("ar", "خبز", "خبز")], "ar") == ["خبز"]


def test_a_corpus_hardly_voiced_in_the_language_of_the_report_is_labelled_in_its_own() -> None:
    few = labels.MIN_STATEMENTS_IN_LANGUAGE - 1
    georgian = _said("ka", *["მდინარე"] * 80)
    assert _candidates([*_said("en", *["river"] * few), *georgian], "en") == ["მდინარე"]
    assert _candidates([*_said("en", *["river"] * (few + 1)), *georgian], "en") == ["river"]


@pytest.mark.usefixtures("few_are_enough")
def test_staff_lend_the_words_of_their_themes_in_the_language_and_no_other() -> None:
    theme = Theme("water", labels={"en": "Clean harbour", "ar": "ميناء"}, descriptions={"en": "never quoted"})
    found = _candidates(_said("en", "bread", "bread"), "en", theme)
    assert found == ["bread", "clean", "clean harbour", "harbour"]


@pytest.mark.usefixtures("few_are_enough")
def test_candidates_are_limited_to_the_most_frequent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(labels, "MAX_CANDIDATES", 1)
    assert _candidates(_said("en", "bread oven", "bread", "bread", "oven"), "en") == ["bread"]


@pytest.mark.usefixtures("few_are_enough")
def test_candidates_do_not_depend_on_the_order_of_rows_and_statements_stay() -> None:
    statements = make_statements(_said("en", "clean river", "river water", "clean water", "clean river"))
    before = statements.copy(deep=True)
    expected = label_candidates(statements, [], language="en")
    backwards = label_candidates(statements.iloc[::-1], [], language="en")
    assert backwards.terms == expected.terms
    np.testing.assert_array_equal(backwards.uses.toarray()[::-1], expected.uses.toarray())
    pd.testing.assert_frame_equal(statements, before)


@pytest.mark.usefixtures("few_are_enough")
def test_candidates_come_with_the_statements_that_use_them() -> None:
    rows = [*_said("en", "clean river", "clean water"), *_said("ka", "მდინარე"), *_said("en", "Clean river!")]
    theme = Theme("water", labels={"en": "harbour"}, descriptions={})
    found = label_candidates(make_statements(rows), [theme], language="en")
    assert found.language == "en"
    assert found.terms == ("clean", "harbour")  # `river` is of one session only, and staff's `harbour` of none
    assert found.uses.toarray().tolist() == [[1, 0], [1, 0], [0, 0], [1, 0]]
    assert found.is_spoken.tolist() == [True, True, False, True]
    assert found.units[0] == found.units[3]  # both are of session en-0
    assert len(set(found.units)) == 3


def test_a_corpus_without_a_word_has_no_candidates() -> None:
    found = label_candidates(make_statements(_said("en", "2023", "45%")), [], language="en")
    assert found.terms == ()
    assert found.uses.shape == (2, 0)


def test_of_languages_as_frequent_the_first_in_the_alphabet_is_that_of_labels() -> None:
    statements = make_statements([*_said("ka", "ა"), *_said("ar", "ب")])
    assert label_language(statements, "en") == label_language(statements.iloc[::-1], "en") == "ar"


def _labelled(topic_ids: list[int], vectors: Vectors, terms: tuple[str, ...], term_vectors: Vectors) -> dict[int, str]:
    """Labels of topics of which nobody says a word in the labels' language."""
    found = label_topics(np.asarray(topic_ids), vectors, make_label_terms(terms, term_vectors, [()] * len(topic_ids)))
    return {topic_id: label.text for topic_id, label in found.items()}


def test_a_label_names_what_sets_the_topic_apart_in_the_language_of_the_candidates() -> None:
    # Axes: river, school and what everybody talks about; Arabic candidates name topics voiced in any language.
    vectors = unit(np.asarray([[1, 0, 1], [1, 0, 1], [0, 1, 1], [0, 1, 1]], dtype=float))
    terms = unit(np.asarray([[1, 0, 0], [0, 1, 0], [0, 0, 1]], dtype=float))
    assert _labelled([0, 0, 1, 1], vectors, ("نهر", "مدرسة", "بلد"), terms) == {0: "نهر", 1: "مدرسة"}


def test_planted_topics_are_named_by_their_words_in_every_script(planted: PlantedCorpus, encoder: HashEncoder) -> None:
    topics = list(TOPIC_WORDS)
    for language in TOPIC_WORDS["river"]:
        words = tuple(word for topic in topics for word in TOPIC_WORDS[topic][language].split())
        texts = [TOPIC_WORDS[topic][language] for topic in planted.topics]
        numbers = np.asarray([topics.index(topic) for topic in planted.topics])
        terms = make_label_terms(words, encoder.encode(words), [text.split() for text in texts])
        found = label_topics(numbers, encoder.encode(texts), terms)
        for number, topic in enumerate(topics):
            assert set(found[number].terms) == set(TOPIC_WORDS[topic][language].split())
            assert found[number].support == 1.0


N_DIMS = 48


def _ranked_label(*terms: str) -> str:
    """The label of a topic all of whose statements mean all terms, the first one most."""
    nearness = np.linspace(1, 0.5, len(terms))
    term_vectors = np.zeros((len(terms) + 1, N_DIMS))
    term_vectors[:-1, 0] = nearness
    term_vectors[range(len(terms)), range(2, len(terms) + 2)] = np.sqrt(1 - nearness**2)
    term_vectors[-1, 1] = 1
    vectors = unit(np.eye(N_DIMS)[[0] * 4 + [1] * 4])
    return _labelled([0] * 4 + [1] * 4, vectors, (*terms, "zzz"), unit(term_vectors))[0]


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        # no word twice, nor a pair around it
        (("river water", "river", "water", "flood", "bank"), "river water · flood · bank"),
        # forms of a word share their first five letters
        (("schools", "schooling", "school", "teacher", "lesson"), "schools · teacher · lesson"),
        (("მდინარე", "მდინარეები", "წყალი", "ხიდი"), "მდინარე · წყალი · ხიდი"),
        (("مدرسة", "مدرسي", "نهر", "خبز", "قطار"), "مدرسة · مدرسي · نهر"),
        (("школа", "школами", "река"), "школа · река"),
        (("schooner", "school", "river"), "schooner · river"),
        (("scholar", "school", "river"), "scholar · school · river"),
        # or all of the shorter one
        (("eau", "eaux", "pain"), "eau · pain"),
    ],
)
def test_no_word_stands_twice_in_a_label_in_whatever_form(terms: tuple[str, ...], expected: str) -> None:
    assert _ranked_label(*terms) == expected


def _three_terms(said: list[list[str]]) -> Label:
    """The label of a topic that `said` these, from terms that only the other topic means, which says nothing."""
    n = len(said)
    vectors = unit(np.eye(N_DIMS)[[0] * n + [1] * n])
    terms = ("полиция", "суд", "адвокат", "вода")
    term_vectors = unit(np.eye(N_DIMS)[[1] * 4] + 0.3 * np.eye(N_DIMS)[[5, 6, 7, 8]])
    label_terms = make_label_terms(terms, term_vectors, said + [[]] * n, is_spoken=[True] * 2 * n)
    return label_topics(np.repeat([0, 1], n), vectors, label_terms)[0]


def test_the_second_term_is_one_that_other_statements_bear_out() -> None:
    # `суд` is said more often than `адвокат`, but by those who say `полиция`
    said = [["полиция", "суд"]] * 9 + [["полиция"]] + [["адвокат"]] * 8 + [[]] * 12
    assert _three_terms(said).terms[:2] == ("полиция", "адвокат")


def test_the_support_is_the_share_of_statements_in_the_language_that_say_a_term() -> None:
    said = [["полиция", "суд"]] * 9 + [["полиция"]] + [["адвокат"]] * 8 + [[]] * 12
    assert _three_terms(said).support == pytest.approx(18 / 30)


@pytest.mark.parametrize(("least", "expected"), [(0.0, ("полиция", "адвокат")), (0.9, ("полиция",))])
def test_a_term_far_behind_the_first_is_left_out(
    monkeypatch: pytest.MonkeyPatch, least: float, expected: tuple[str, ...]
) -> None:
    monkeypatch.setattr(labels, "MIN_RELATIVE_SCORE", least)
    said = [["полиция", "адвокат"]] * 4 + [["полиция"]] * 26
    assert _three_terms(said).terms == expected


def test_no_two_topics_share_a_term_and_the_one_that_it_tells_best_has_it() -> None:
    # All three topics speak of bread, topic 1 of nothing else.
    bread, river, school = np.eye(N_DIMS)[:3]
    centres = [bread + river, bread, bread + school]
    vectors = unit(np.stack([centre for centre in centres for _ in range(6)] + [np.eye(N_DIMS)[4]] * 18))
    terms = ("خبز", "نهر", "مدرسة", "قطار")
    found = _labelled([0] * 6 + [1] * 6 + [2] * 6 + [3] * 18, vectors, terms, unit(np.eye(N_DIMS)[[0, 1, 2, 4]]))
    assert found[1] == "خبز"
    chosen = [term for label in found.values() for term in label.split(labels.SEPARATOR)]
    assert len(chosen) == len(set(chosen))
    assert found[0] == "نهر"
    assert found[2] == "مدرسة"


@pytest.mark.parametrize(("n_said", "is_labelled"), [(3, False), (4, True)])
def test_a_label_that_few_say_though_many_could_is_dropped(n_said: int, is_labelled: bool) -> None:
    # 3 of 22 are less than 15%, 4 are more
    n = SPOKEN_ENOUGH + 2
    said = [["полиция"]] * n_said + [[]] * (2 * n - n_said)
    vectors = unit(np.eye(N_DIMS)[[0] * n + [1] * n])
    terms = make_label_terms(("полиция", "вода"), unit(np.eye(N_DIMS)[[0, 1]]), said, is_spoken=[True] * 2 * n)
    assert (0 in label_topics(np.repeat([0, 1], n), vectors, terms)) is is_labelled


def test_a_topic_without_a_statement_in_the_language_of_its_label_has_no_support() -> None:
    vectors = unit(np.eye(N_DIMS)[[0] * 4 + [1] * 4])
    terms = make_label_terms(("river", "school"), unit(np.eye(N_DIMS)[[0, 1]]), [()] * 4 + [["school"]] * 4)
    found = label_topics(np.asarray([0] * 4 + [1] * 4), vectors, terms)
    assert np.isnan(found[0].support)
    assert found[1].support == 1.0


def test_outliers_get_no_label_and_lend_their_weight_to_the_corpus_only() -> None:
    vectors = unit(np.eye(N_DIMS)[[0, 0, 1, 1, 2]])
    terms = unit(np.eye(N_DIMS)[[0, 1]])
    assert list(_labelled([0, 0, 1, 1, OUTLIER], vectors, ("river", "school"), terms)) == [0, 1]
    assert _labelled([OUTLIER] * 5, vectors, ("river", "school"), terms) == {}


def test_without_candidates_no_topic_is_labelled() -> None:
    assert _labelled([0], np.ones((1, 2), dtype=np.float32), (), np.empty((0, 0), dtype=np.float32)) == {}


def test_candidates_that_say_nothing_about_a_topic_stand_in_the_order_they_came_in() -> None:
    # The only topic is the whole corpus: nothing sets it apart, so the more frequent terms come first.
    terms = tuple(letter * 6 for letter in "zyxwvutsrqponmlkjihgfedcba")
    vectors = unit(np.random.default_rng(2).standard_normal((26, 4)))
    assert _labelled([0, 0, 0], unit(np.ones((3, 4))), terms, vectors) == {0: "zzzzzz · yyyyyy · xxxxxx"}


def test_vectors_and_topics_are_left_alone() -> None:
    topic_ids, vectors = np.asarray([0, 0, 1, 1]), unit(np.eye(2)[[0, 0, 1, 1]])
    terms = make_label_terms(("river", "school"), unit(np.eye(2)), [()] * 4)
    before = topic_ids.copy(), vectors.copy(), terms.vectors.copy()
    label_topics(topic_ids, vectors, terms)
    for array, copy in zip((topic_ids, vectors, terms.vectors), before, strict=True):
        np.testing.assert_array_equal(array, copy)


def _topic_of(n_english: int) -> pd.DataFrame:
    english = _said("en", *["dam river", *["river bank"] * (n_english - 1)])
    return make_statements([*english, *_said("ka", *["მდინარე"] * 4)])


WORDS = ["მდინარე", "river", "dam", "bank"]
BY_LANGUAGE = {"en": ["river", "bank", "dam"], "ka": ["მდინარე"]}


def test_keywords_name_a_topic_in_the_language_of_labels_where_it_says_enough() -> None:
    found = keyword_label(_topic_of(SPOKEN_ENOUGH), WORDS, BY_LANGUAGE, "en", set())
    assert found == Label(("river", "bank", "dam"), 1.0)
    few = keyword_label(_topic_of(SPOKEN_ENOUGH - 1), WORDS, BY_LANGUAGE, "en", set())
    assert few.terms == ("მდინარე", "river", "dam")


def test_keywords_do_not_make_a_label_that_another_topic_has() -> None:
    taken = {"მდინარე · river · dam"}
    assert keyword_label(_topic_of(2), WORDS, BY_LANGUAGE, "en", taken).text == "მდინარე · river · dam · bank"
    assert keyword_label(_topic_of(2), WORDS[:3], BY_LANGUAGE, "en", taken).terms == ()


def test_the_support_of_keywords_is_that_of_their_language() -> None:
    statements = _topic_of(2)
    assert keyword_label(statements, ["dam", "მდინარე"], {}, "en", set()).support == 0.5
    assert np.isnan(keyword_label(statements, ["dam"], {}, "fr", set()).support)
    assert np.isnan(keyword_label(statements, [], {}, "en", set()).support)
    assert not phrases("dam river", "en").isdisjoint({"dam"})


def test_a_label_by_others_than_the_statements_has_no_support() -> None:
    topics = pd.DataFrame({"label_source": ["words", "llm", "curation"], "label_support": [0.5, 0.4, 0.3]})
    found = own_support_only(topics)["label_support"]
    assert found[0] == 0.5
    assert found[1:].isna().all()
    assert topics["label_support"].notna().all()
