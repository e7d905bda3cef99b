"""A calendar file that any phone reads (RFC 5545)."""

from datetime import date

import pytest

from rembuk.ics import Event, calendar, escaped, folded

DAY = date(2026, 6, 30)


def test_an_event_is_a_whole_day_with_a_reminder_a_week_ahead():
    event = Event(
        "3307052001-2026-rembuk", DAY, "Batas rembuk stunting 2026", "Segera."
    )

    lines = calendar("Tahapan", [event], written_on=date(2026, 1, 2)).split("\r\n")

    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    for line in (
        "UID:3307052001-2026-rembuk@kpm",
        "DTSTAMP:20260102T000000Z",
        "DTSTART;VALUE=DATE:20260630",
        "DTEND;VALUE=DATE:20260701",
        "SUMMARY:Batas rembuk stunting 2026",
        "DESCRIPTION:Segera.",
        "TRIGGER:-P7D",
    ):
        assert line in lines


def test_an_event_without_words_has_no_description_of_its_own():
    text = calendar("Tahapan", [Event("a", DAY, "Batas")], written_on=DAY)

    assert text.count("DESCRIPTION:") == 1  # the reminder's


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("RKP; APB, dan lain", "RKP\\; APB\\, dan lain"),
        ("a\\b", "a\\\\b"),
        ("satu\ndua\r\ntiga", "satu\\ndua\\ntiga"),
    ],
)
def test_marks_of_the_format_are_escaped(text, said):
    assert escaped(text) == said


def test_a_long_line_is_folded_between_letters_and_reads_the_same():
    line = "SUMMARY:" + "Bàtas rembuk " * 20

    pieces = folded(line).split("\r\n")

    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert "".join([pieces[0], *(piece[1:] for piece in pieces[1:])]) == line
