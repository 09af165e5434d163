"""Which articles are one voice: laws that hold for whatever is held against each other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from trucebook.views.copies import Story, Voices, find_voices

WORDS = st.sampled_from(
    ["a", "convoy", "of", "trucks", "came", "to", "the", "town", "on", "monday"]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=25).map(" ".join)
ORIGINS = st.sampled_from([None, None, "North", "South"])
STORIES = st.lists(st.tuples(TEXTS, ORIGINS), min_size=1, max_size=6).map(
    lambda several: [
        Story(f"s{number}", text, origin) for number, (text, origin) in enumerate(several)
    ]
)


def _groups(found: Voices) -> set[frozenset[str]]:
    return {
        frozenset({voice.first.name, *(copy.story.name for copy in voice.copies)})
        for voice in found.voices
    }


@given(STORIES)
def test_each_article_is_in_one_voice(stories: list[Story]) -> None:
    """None is lost, none counted twice."""
    groups = _groups(find_voices(stories))
    assert sum(map(len, groups)) == len(stories)
    assert frozenset().union(*groups) == {story.name for story in stories}


@given(STORIES)
def test_no_voice_has_two_stated_origins(stories: list[Story]) -> None:
    """What is stated outranks the words."""
    for voice in find_voices(stories).voices:
        together = [voice.first, *(copy.story for copy in voice.copies)]
        assert len({story.origin for story in together if story.origin}) <= 1


@given(STORIES)
def test_one_stated_origin_is_one_voice(stories: list[Story]) -> None:
    """However little they share."""
    groups = _groups(find_voices(stories))
    for origin in ("North", "South"):
        names = {story.name for story in stories if story.origin == origin}
        assert sum(bool(group & names) for group in groups) <= 1


@given(STORIES.flatmap(lambda s: st.tuples(st.just(s), st.permutations(s))))
def test_the_order_does_not_matter_where_nothing_is_stated(
    given_twice: tuple[list[Story], list[Story]],
) -> None:
    """Words are shared both ways."""
    one, other = ([Story(s.name, s.text) for s in some] for some in given_twice)
    assert _groups(find_voices(one)) == _groups(find_voices(other))


def test_words_between_quotation_marks_do_not_count() -> None:
    """Two reporters who heard one speaker share his words, not each other's."""
    said = "“we waited at the gate for nine hours and nobody came to open it for us”"
    one, other = Story("one", f"He told us: {said}."), Story("other", f"Then {said}, he said.")
    assert len(find_voices([one, other]).voices) == len([one, other])


def test_the_agency_itself_is_the_first() -> None:
    """Whatever the order they were given in."""
    copy = Story("copy", "nine left", "Northern Wire")
    agency = Story("agency", "nine people left the town", None, "Northern Wire")
    (voice,) = find_voices([copy, agency]).voices
    assert voice.first == agency
    assert voice.copies[0].stated
