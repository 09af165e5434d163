"""Every form gives its article, and says what it cannot give."""

from __future__ import annotations

from datetime import date

import pytest

from tests.intake.made import STORY, docx, page, paragraphs, pdf
from trucebook.intake.articles import articles_in
from trucebook.intake.forms import MOST, decode, form_of
from trucebook.intake.printed import paragraphs as printed
from trucebook.reading.article import UnreadableError
from trucebook.reading.intake import hash_of

HTML = "".join(f"<p>{words}</p>" for words in STORY)


def text_of(data: bytes, declared: str = "") -> str:
    (article,) = articles_in(data, declared)
    assert article.source_sha256 == hash_of(data)
    assert article.text_sha256 == hash_of(article.text.encode())
    return article.text


@pytest.mark.parametrize(
    ("form", "data"),
    [
        ("text", "\n".join(STORY).encode()),
        ("page", page(HTML)),
        ("pdf", pdf(STORY)),
        ("docx", docx(paragraphs(*STORY))),
        (
            "feed",
            b"<feed><entry><title>Osk</title><content>"
            + STORY[0].encode()
            + b"\n"
            + STORY[1].encode()
            + b"</content></entry></feed>",
        ),
    ],
)
def test_each_form_is_told_by_its_bytes_and_gives_its_story(form: str, data: bytes) -> None:
    assert form_of(data) == form
    (article,) = articles_in(data)
    assert article.form == form
    for words in STORY:
        assert words in article.text


def test_comments_and_teasers_of_a_page_are_no_part_of_its_story() -> None:
    around = (
        "<section id='comments' class='comments'><p>Jim says that Alpha killed 700 people there."
        "</p></section><aside><h3>Related</h3><a href='x'>Gamma frees 500 captives</a></aside>"
    )
    text = text_of(page(HTML, around=around))
    assert "700" not in text
    assert "500" not in text


def test_a_page_says_what_it_is_in_its_head_or_to_programs() -> None:
    story = (
        '{"@graph": [{"@type": "NewsArticle", "headline": "Nine freed", '
        '"datePublished": "2025-03-04T22:30:00-05:00", "author": [{"name": "One Desk"}, '
        '{"name": "Another"}], "publisher": {"name": "The Courier"}}]}'
    )
    head = f"<title>Nine freed | The Courier</title><script type='application/ld+json'>{story}"
    (article,) = articles_in(page(HTML, head=head + "</script>"))
    about = article.about
    assert (about.title, about.outlet) == ("Nine freed", "The Courier")
    assert (about.byline, about.published) == ("One Desk, Another", date(2025, 3, 4))
    assert article.text.startswith("Nine freed\n\nAlpha freed")


def test_a_page_that_does_not_say_its_day_is_given_none() -> None:
    (article,) = articles_in(page(HTML, around="<footer>Copyright 2019 The Courier</footer>"))
    assert article.about.published is None
    assert article.about.outlet is None


@pytest.mark.parametrize("declared", ["text/html; charset=windows-1252", ""])
def test_a_page_is_decoded_as_it_says(declared: str) -> None:
    meta = "" if declared else "<meta charset='iso-8859-1'>"
    data = page(HTML.replace("Osk bridge", "Os\u00f8 \u201cbridge\u201d"), head=meta)
    assert "Os\u00f8 \u201cbridge\u201d" in text_of(data.decode().encode("cp1252"), declared)


@pytest.mark.parametrize("name", ["zip", "rot13", "unicode_escape", "idna", "no-such"])
def test_no_page_is_decoded_by_a_codec_that_no_page_is_written_in(name: str) -> None:
    with pytest.raises(UnreadableError, match="encoded as"):
        decode(b"<p>words", f"text/html; charset={name}")


def test_an_office_document_reads_as_with_all_changes_accepted() -> None:
    body = (
        "<w:p><w:r><w:t>Alpha freed </w:t></w:r><w:del><w:r><w:delText>eight</w:delText></w:r>"
        "</w:del><w:ins><w:r><w:t>nine</w:t></w:r></w:ins><w:r><w:instrText>PAGE</w:instrText>"
        "</w:r><w:r><w:t> of the captives.</w:t></w:r></w:p>"
    )
    assert text_of(docx(body)) == "Alpha freed nine of the captives."


def test_lines_of_print_become_paragraphs() -> None:
    lines = (
        "Alpha frees nine",
        "Alpha freed nine captives at the Osk bridge on Sun-",
        "day, and the mission of the monitors said that it",
        "had seen them.",
        "17",
        "Beta rejected the plan that the mediators had put to",
        "both of the sides.",
    )
    heading, first, second = printed("\n".join(lines)).splitlines()
    assert heading == "Alpha frees nine"
    assert first.startswith(
        "Alpha freed nine captives at the Osk bridge on Sunday, and the mission"
    )
    assert first.endswith("that it had seen them.")
    assert [second] == [
        "Beta rejected the plan that the mediators had put to both of the sides.",
    ]


def test_entries_of_a_feed_keep_their_own_day_and_address() -> None:
    entry = (
        "<entry><title>{0}</title><link rel='self' href='https://x.example/self'/>"
        "<link href='https://x.example/{0}'/><published>2025-03-0{0}T10:00:00Z</published>"
        "<content type='xhtml'><div><p>Alpha freed {0} of the captives.</p><p>It left.</p></div>"
        "</content></entry>"
    )
    feed = f"<feed><title>The Courier</title>{entry.format(1)}{entry.format(2)}</feed>"
    one, two = articles_in(feed.encode())
    assert (one.about.published, two.about.published) == (date(2025, 3, 1), date(2025, 3, 2))
    assert two.about.address == "https://x.example/2"
    assert two.about.outlet == "The Courier"
    assert two.text == "2\n\nAlpha freed 2 of the captives.\nIt left."


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"x" * (MOST + 1), "more than"),
        (b"\x1f\x8b\x08", "compressed"),
        (b"{\\rtf1 x}", "RTF"),
        (b"\x89PNG\r\n", "picture"),
        (b"\xd0\xcf\x11\xe0", "old form"),
        (b"PK\x03\x04 and no more", "broken"),
        (docx("", name="word/other.xml"), "without a text document"),
        (docx("<w:p>" * 300), "nested deeper"),
        (docx("<w:p>"), "broken"),
        (docx(paragraphs("x" * 21_000_000)), "unpacked"),
        (b"<rss><channel></channel></rss>", "no entries"),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]><rss>&a;</rss>", "entities"),
        (b"%PDF-1.4 broken", "broken or locked"),
        (pdf(()), "no text in it"),
        (page("<nav>Home</nav>"), "no article"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_refusal_says_why(data: bytes, why: str) -> None:
    with pytest.raises(UnreadableError, match=why):
        articles_in(data)


def test_what_nobody_sees_is_no_part_of_a_text_taken_from_a_page() -> None:
    text = text_of(page(HTML.replace("nine", "ni\u202ene\u200b \x07")))
    assert "freed nine captives" in text
