"""The guides of docs/ as pages: one text, read in the repository and in the app.

The Markdown is our own. Of its HTML only `<img>` is understood, anything else is shown
as text; so what leaves this module is safe, and marked so here alone.
"""

import re
from dataclasses import dataclass
from functools import cache
from html import unescape
from itertools import count

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token
from PIL import Image

from .models.posting import Role

FOLDER = settings.BASE_DIR / "docs"
# name in the address → (file, whose own guide it is)
GUIDES: dict[str, tuple[str, frozenset[str]]] = {
    "kpm": ("panduan-kpm.md", frozenset({Role.KPM})),
    "kantor-desa": (
        "panduan-kantor-desa.md",
        frozenset({Role.ADMIN_DESA, Role.KADES, Role.PERANGKAT, Role.BPD}),
    ),
    "rds": ("panduan-rds.md", frozenset({Role.RDS})),
    "pendamping": (
        "panduan-pendamping.md",
        frozenset({Role.PENDAMPING, Role.KECAMATAN, Role.KABUPATEN})
        | {Role.PROVINSI, Role.PUSAT},
    ),
    "buku-kerja": ("buku-kerja.md", frozenset()),
}
NAMES = {file: name for name, (file, _) in GUIDES.items()}
WIDEST = 640  # pixels of a picture whose guide names no width
OPENS_LARGE = 400  # a picture shown wider than this shrinks on a phone: touch opens it
IMG = re.compile(r"<img\b[^>]*>")
ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


@dataclass(frozen=True)
class Heading:
    """One line of the table of contents, with the headings below it."""

    id: str
    text: str
    below: tuple["Heading", ...] = ()


@dataclass(frozen=True)
class Guide:
    """One guide, ready for a template."""

    name: str
    title: str
    summary: str  # its first sentence, which says whom it is for
    headings: tuple[Heading, ...]
    body: SafeString


def guides_for(roles):
    """[(guide, whether it is the reader's own)], the own ones first."""
    rows = [(guide(name), bool(own & roles)) for name, (_, own) in GUIDES.items()]
    return sorted(rows, key=lambda row: not row[1])


@cache
def guide(name):
    """The guide of a name in GUIDES; read and set once per process."""
    text = (FOLDER / GUIDES[name][0]).read_text(encoding="utf-8")
    markdown = _markdown()
    tokens = markdown.parse(text)
    title, tokens = _words(tokens[1]), tokens[3:]
    headings = _with_ids(tokens)
    for token in tokens:
        if token.children:
            token.children = list(_links_of_the_app(token.children))
    html = markdown.renderer.render(tokens, markdown.options, {})
    return Guide(name, title, _first_sentence(tokens), headings, mark_safe(html))


def _markdown():
    """CommonMark with tables, as the repository shows it."""
    markdown = MarkdownIt("commonmark").enable("table")
    for rule, render in [
        ("image", _image),
        ("html_block", _html_block),
        ("html_inline", _html_inline),
        ("table_open", lambda *_: '<div class="scroll"><table class="table">'),
        ("table_close", lambda *_: "</table></div>"),
    ]:
        markdown.renderer.rules[rule] = render
    return markdown


def _words(token):
    """The text of a heading or paragraph, without its marks."""
    ends = {"softbreak": " ", "hardbreak": " "}
    return "".join(ends.get(child.type, child.content) for child in token.children)


def _first_sentence(tokens):
    words = _words(next(token for token in tokens if token.type == "inline"))
    return words.split(". ")[0].rstrip(".") + "."


# --- headings and links ---------------------------------------------------------------


def _with_ids(tokens):
    """Give each heading an id made of its words; return them, two levels deep."""
    taken, tree = set(), []
    for token, words in zip(tokens, tokens[1:], strict=False):
        if token.type != "heading_open":
            continue
        heading = Heading(_free(slugify(_words(words)), taken), _words(words))
        token.attrSet("id", heading.id)
        if token.tag == "h2":
            tree.append((heading, []))
        else:
            tree[-1][1].append(heading)
    return tuple(Heading(top.id, top.text, tuple(below)) for top, below in tree)


def _free(slug, taken):
    """The slug, or numbered as the repository's own page numbers it."""
    numbered = (f"{slug}-{number}" for number in count(1))
    while slug in taken:
        slug = next(numbered)
    taken.add(slug)
    return slug


def _links_of_the_app(tokens):
    """The tokens with links to guides led to their pages, and others left as text."""
    is_kept = True
    for token in tokens:
        if token.type == "link_open":
            address = address_of(token.attrs["href"])
            token.attrSet("href", address)
            is_kept = bool(address)
        if is_kept or not token.type.startswith("link_"):
            yield token


def address_of(href):
    """Where a link of a guide leads in the app; "" where it leads out of it."""
    file, _, anchor = href.partition("#")
    hash_and_anchor = f"#{anchor}" if anchor else ""
    if not file:
        return hash_and_anchor
    if file not in NAMES:
        return ""
    return reverse("villages:guide", args=[NAMES[file]]) + hash_and_anchor


# --- pictures -------------------------------------------------------------------------


def _image(tokens, index, *_):
    token: Token = tokens[index]
    return _picture(token.attrs["src"], token.content)


def _html_block(tokens, index, *_):
    """Pictures that stand on lines of their own, side by side where there is room."""
    return format_html('<div class="shots">{}</div>\n', _only_pictures(tokens[index]))


def _html_inline(tokens, index, *_):
    return _only_pictures(tokens[index])


def _only_pictures(token):
    """The `<img>` of a piece of HTML set anew; whatever else is there as text."""
    between = [escape(text.strip()) for text in IMG.split(token.content)]
    pictures = [_picture_of(tag) for tag in IMG.findall(token.content)]
    pairs = zip(between, [*pictures, ""], strict=True)
    return mark_safe("".join(part for pair in pairs for part in pair))


def _picture_of(tag):
    values = {name: unescape(value) for name, value in ATTRIBUTE.findall(tag)}
    return _picture(values["src"], values.get("alt", ""), values.get("width"))


def _picture(source, alt, width=None):
    """One picture, its room kept free before it is loaded."""
    with Image.open(FOLDER / source) as image:
        full_width, full_height = image.size
    shown = min(int(width or WIDEST), full_width)
    address = static(f"panduan/{source.removeprefix('images/')}")
    picture = format_html(
        '<img src="{}" width="{}" height="{}" alt="{}" '
        'loading="lazy" decoding="async">',
        *(address, shown, round(shown * full_height / full_width), alt),
    )
    if shown <= OPENS_LARGE:
        return picture
    return format_html('<a href="{}">{}</a>', address, picture)
