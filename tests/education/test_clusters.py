"""What is asked again and again: each cluster is explained by what every one of its cases has."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from advice_line.education.finding.clusters import Text, clusters
from advice_line.rules import similar_cases

WORDS = ("scaphoid", "fall", "film", "mri", "back", "pain", "week", "neck", "lump", "ultrasound")
TAGS = ("topic:spine", "topic:head", "modality:mri", "question_type:which")
TEXTS = st.lists(
    st.tuples(
        st.frozensets(st.sampled_from(TAGS), max_size=3),
        st.lists(st.sampled_from(WORDS), max_size=8),
    ),
    max_size=25,
)


def made(rows: list[tuple[frozenset[str], list[str]]]) -> list[Text]:
    return [Text(number, tags, words) for number, (tags, words) in enumerate(rows)]


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_each_term_of_an_explanation_stands_in_every_one_of_its_cases(
    rows: list[tuple[frozenset[str], list[str]]],
) -> None:
    texts = made(rows)
    found = clusters(texts)
    for cluster in found:
        assert len(cluster.ids) >= 2
        assert cluster.terms
        for each in cluster.ids:
            assert set(cluster.terms) <= set(texts[each].words)
            assert set(cluster.tags) <= texts[each].tags
    once = [each for cluster in found for each in cluster.ids]
    assert len(once) == len(set(once))


def test_the_same_question_in_other_words_is_one_and_another_is_not() -> None:
    spine, hand = frozenset({"topic:spine"}), frozenset({"topic:upper_limb"})
    texts = made(
        [
            (spine, ["low", "back", "pain", "six", "week", "mri"]),
            (spine, ["back", "pain", "week", "mri"]),
            (hand, ["scaphoid", "fall", "film", "normal"]),
            (spine, ["low", "back", "pain", "mri"]),
            (hand, ["scaphoid", "film", "fall"]),
            (hand, ["lump", "wrist"]),
        ]
    )
    backs, hands = clusters(texts)
    assert (backs.ids, backs.tags) == ([0, 1, 3], ["topic:spine"])
    assert set(backs.terms) == {"back", "pain", "mri"}
    assert (hands.ids, set(hands.terms)) == ([2, 4], {"scaphoid", "fall", "film"})


def test_none_and_one_and_what_has_no_word_are_no_cluster() -> None:
    assert clusters([]) == []
    assert clusters(made([(frozenset(), ["back"])])) == []
    assert clusters(made([(frozenset(TAGS), []), (frozenset(TAGS), [])])) == []


def test_the_same_cases_in_another_order_are_the_same_clusters() -> None:
    random = Random(3)  # the same texts each time, and no secret
    texts = made([(frozenset(), random.choices(WORDS, k=5)) for _ in range(40)])
    assert clusters(texts) == clusters(texts[::-1]) != []


def test_what_is_like_a_case_shares_with_it_what_few_others_have() -> None:
    others = {
        1: ["scaphoid", "film", "pain"],
        2: ["film", "pain", "back"],
        3: ["film", "pain", "knee", "back", "week", "lump"],
        4: ["lump"],
    }
    found = similar_cases.alike(["scaphoid", "film", "pain"], others)
    assert [each.id for each in found] == [1, 2, 3]
    assert found[0].shared == ["scaphoid", "film", "pain"]


def test_what_two_cases_share_is_told_by_words_that_tell_something_the_rarest_first() -> None:
    others = {
        1: ["again", "more", "scaphoid", "fall"],
        2: ["fall", "film"],
        3: ["again", "more", "none"],
    }
    (found,) = similar_cases.alike(["again", "more", "none", "scaphoid", "fall"], others)
    assert (found.id, found.shared) == (1, ["scaphoid", "fall"])
