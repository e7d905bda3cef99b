"""Two people type one text: what each did is kept."""

from hypothesis import given
from hypothesis import strategies as st

from rembuk.merging import Clash, merged, parts_of, text_of

BASE = "Pembukaan\nKepala Desa membuka.\n\nUsulan\nDusun Krajan minta jamban."


def after(base, theirs, mine):
    found = merged(base, theirs, mine)
    return text_of(found.parts), found.clashes


def test_a_text_is_parts_with_a_title_and_lines():
    assert parts_of(BASE) == {
        "Pembukaan": ("Kepala Desa membuka.",),
        "Usulan": ("Dusun Krajan minta jamban.",),
    }
    assert text_of(parts_of(BASE)) == BASE


def test_one_line_alone_continues_the_part_before_it():
    assert parts_of("Hanya ini") == {"Pembahasan": ("Hanya ini",)}
    assert parts_of("A\nsatu\n\ndua\n\n\nA\ntiga\n") == {"A": ("satu", "dua", "tiga")}
    assert parts_of("") == {}


def test_a_part_that_says_nothing_is_left_out():
    assert text_of({"A": (), "B": ("satu",)}) == "B\nsatu"


def test_different_parts_never_meet():
    theirs = BASE.replace("membuka.", "membuka rembuk.")
    mine = BASE.replace("jamban.", "dua jamban.")

    assert after(BASE, theirs, mine) == (
        "Pembukaan\nKepala Desa membuka rembuk.\n\nUsulan\nDusun Krajan minta dua "
        "jamban.",
        (),
    )


def test_lines_added_by_both_to_one_part_are_both_kept():
    theirs, mine = f"{BASE}\nDari Siti.", f"{BASE}\nDari Budi."

    assert after(BASE, theirs, mine) == (f"{BASE}\nDari Siti.\nDari Budi.", ())


def test_different_lines_of_one_part_are_merged():
    base = "A\nsatu\ndua\ntiga"

    text, clashes = after(base, "A\nSATU\ndua\ntiga", "A\nsatu\ndua\nTIGA\nempat")

    assert (text, clashes) == ("A\nSATU\ndua\nTIGA\nempat", ())


def test_one_line_changed_by_both_is_shown_twice_and_theirs_stands():
    base = "A\nsatu\ndua"

    text, clashes = after(base, "A\nsatu saja\ndua", "A\nsatu juga\ndua")

    assert text == "A\nsatu saja\ndua"
    assert clashes == (Clash("A", ("satu juga", "dua"), ("satu saja", "dua")),)
    assert clashes[0].both == ("satu saja", "dua", "satu juga")


def test_a_save_whose_answer_never_came_is_not_said_twice():
    base = "A\nsatu"

    assert after(base, "A\nsatu\nKet", "A\nsatu\nKetua BPD") == (
        "A\nsatu\nKetua BPD",
        (),
    )
    assert after(base, "A\nsatu\nKetua BPD", "A\nsatu\nKet") == (
        "A\nsatu\nKetua BPD",
        (),
    )
    assert after(base, "A\nsatu lagi", "A\nsatu lagi sekali")[0] == (
        "A\nsatu lagi sekali"
    )


def test_parts_that_both_add_are_both_kept_in_their_places():
    theirs = (
        "Pembukaan\nKepala Desa membuka.\n\nPaparan\nKPM.\n\n" + BASE.split("\n\n")[1]
    )
    mine = f"Doa\nBersama.\n\n{BASE}\n\nPenutup\nSelesai."

    text, clashes = after(BASE, theirs, mine)

    assert list(parts_of(text)) == ["Doa", "Pembukaan", "Paparan", "Usulan", "Penutup"]
    assert clashes == ()


def test_what_one_removed_and_nobody_changed_is_gone():
    opening, proposals = BASE.split("\n\n")

    assert after(BASE, BASE, opening)[0] == opening
    assert after(BASE, proposals, BASE)[0] == proposals


def test_what_one_removed_and_the_other_changed_stays():
    changed = BASE.replace("jamban.", "tiga jamban.")
    opening = BASE.split("\n\n")[0]

    assert after(BASE, changed, opening)[0] == changed
    assert after(BASE, opening, changed)[0] == changed


def test_a_part_that_both_began_holds_what_both_wrote():
    assert after("", "A\nsatu", "A\ndua")[0] == "A\nsatu\ndua"


WORDS = st.text("abc", min_size=1, max_size=3)
PARTS = st.dictionaries(
    st.sampled_from("PQRS"), st.lists(WORDS, min_size=1, max_size=4).map(tuple)
).map(text_of)


@given(PARTS, PARTS)
def test_who_is_alone_saves_just_what_was_typed(base, mine):
    text, clashes = after(base, base, mine)

    assert parts_of(text) == parts_of(mine)
    assert clashes == ()


@given(PARTS, PARTS, PARTS)
def test_no_new_line_of_either_is_lost(base, theirs, mine):
    found = merged(base, theirs, mine)
    kept = {(title, line) for title, lines in found.parts.items() for line in lines}
    shown = {(one.title, line) for one in found.clashes for line in one.mine}

    for text in (theirs, mine):
        for title, lines in parts_of(text).items():
            for line in set(lines) - set(parts_of(base).get(title, ())):
                assert any(
                    where == title and told.startswith(line)
                    for where, told in kept | shown
                )


@given(PARTS, PARTS)
def test_saving_twice_changes_nothing_more(base, mine):
    once = text_of(merged(base, base, mine).parts)

    assert parts_of(text_of(merged(base, once, mine).parts)) == parts_of(once)
