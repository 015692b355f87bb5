"""The values that travel through the workflow: frozen, slotted, compared by content.

A document's path is ``Document`` (blocks located in a file) → ``Segment`` (the units people review)
→ ``Entry`` and ``Catalog`` (the gettext file) → ``Hypothesis`` (what an engine proposes) →
``Draft`` (what is offered for review) → an edition. Nothing here touches disk, network or terminal,
and nothing here imports another module of the package.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

LangTag = NewType("LangTag", str)
"""A BCP 47 tag such as ``fr``, ``pt-BR`` or ``zh-Hant``; gettext names live in `languages`."""

Slug = NewType("Slug", str)
"""The name of a release: its file name without folder and suffix."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of character offsets; the text it indexes is said where it is used."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the characters of `text` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether two spans share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Position:
    """A place in a file, as editors count: lines and columns from 1, 0 where unknown."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        parts = [self.path, *(str(number) for number in (self.line, self.column) if number)]
        return ":".join(parts)


# --- The source --------------------------------------------------------------------------------


class BlockKind(StrEnum):
    """What a block is; the value is the word that a translator reads in a ``#.`` comment."""

    SKELETON = "skeleton"
    FRONT_MATTER = "front matter"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    QUOTE = "quotation"
    TABLE_HEADER = "table header"
    TABLE_CELL = "table cell"
    FOOTNOTE = "footnote"
    IMAGE = "image description"


class Encoding(StrEnum):
    """How the text of a block is written in the file, hence how a target must be written back."""

    MARKDOWN = "markdown"
    TABLE_CELL = "table cell"
    YAML_PLAIN = "plain scalar"
    YAML_SINGLE = "single-quoted scalar"
    YAML_DOUBLE = "double-quoted scalar"
    YAML_BLOCK = "block scalar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of the source; the spans of a document's blocks tile it without gap or overlap."""

    kind: BlockKind
    span: Span
    """In `Document.source`."""
    lines: tuple[Span, ...] = ()
    """The content of each line, container prefixes and line ends left out; empty for skeleton."""
    text: str = ""
    """The lines joined with ``\\n``; for YAML the decoded scalar. Empty for skeleton."""
    hidden: tuple[Span, ...] = ()
    """In `text`: characters that are markup and not words: delimiters, link targets, tags."""
    closed: tuple[Span, ...] = ()
    """In `text`: outermost inline constructs, delimiters included; no segment ends inside one."""
    breaks: tuple[Span, ...] = ()
    """In `text`: hard line breaks, from the first trailing space or backslash to the ``\\n``."""
    encoding: Encoding = Encoding.MARKDOWN
    context: str = ""
    """A short stable word that tells the block apart in a catalogue: a front matter key, ``title``
    for a first-level heading; empty for running text."""
    note: str = ""
    """What the author tells translators in ``<!-- translators: … -->``."""
    place: str = ""
    """Where the block stands, for a reader: ``list item 2``, ``table 1, row 3, column 2``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Untouched:
    """Words of a release that stay in every edition as they are."""

    line: int
    text: str
    is_html: bool
    """They stand in raw HTML; else they are indented, which is code to Markdown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A parsed source file: its text and the blocks that tile it."""

    path: str
    source: str
    """The decoded file, unchanged: byte-order mark, CRLF and tabs included."""
    blocks: tuple[Block, ...]
    references: frozenset[str] = frozenset()
    """Normalised labels of the link definitions, which decide whether ``[a]`` is a link."""
    metadata: tuple[tuple[str, str], ...] = ()
    """Scalar front matter keys and their values as text, in file order."""
    untouched: tuple[Untouched, ...] = ()
    """Skeleton that has words, in file order; what its author switched off left out."""

    @property
    def newline(self) -> str:
        """The line end of the file, taken from its first line."""
        end = self.source.find("\n")
        return "\r\n" if end > 0 and self.source[end - 1] == "\r" else "\n"


class LineKind(StrEnum):
    """How a segment is to be drafted: as prose by the engine, or by a rule of `structured`."""

    PROSE = "prose"
    CAPITALS = "capitals"
    DATELINE = "dateline"
    LETTERHEAD = "letterhead"
    CONTACT = "contact"
    """Phone numbers, e-mail addresses, URLs: kept as they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    r"""One unit of review: a sentence, or one structured line, of one block.

    ``text`` is normal Markdown. Soft line breaks are one space, hard breaks are ``\n``, and there
    is no white space at its edges: what a gettext editor shows as the msgid.
    """

    text: str
    block: int
    """Index in `Document.blocks`."""
    span: Span
    """In `Block.text` of that block."""
    kind: LineKind = LineKind.PROSE
    context: str = ""
    """msgctxt, unique together with `text` within a document; empty for none."""
    position: Position
    comments: tuple[str, ...] = ()
    """Extracted comments (``#.``): kind and place of the block, the author's note."""
    rule: str = ""
    """The name of the segmentation rule that ended the segment here (for ``--explain``)."""


# --- Inline markup -----------------------------------------------------------------------------


class MarkupKind(StrEnum):
    """Inline constructs of a segment."""

    STRONG = "strong"
    EMPHASIS = "emphasis"
    STRIKE = "strike"
    LINK = "link"
    CODE = "code"
    AUTOLINK = "autolink"
    IMAGE = "image"
    HTML = "html"
    FOOTNOTE = "footnote"
    BREAK = "break"
    LITERAL = "literal"
    """A bare URL, e-mail address, hashtag or @name, which no engine may touch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """One inline construct over the plain text of a segment."""

    kind: MarkupKind
    span: Span
    """In `Inline.text`; empty for constructs that show no text (image, tag, footnote mark)."""
    opening: str
    """Source Markdown before the covered text; the whole construct where the span is empty."""
    closing: str = ""
    verbatim: bool = False
    """The covered text must reach the target unchanged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inline:
    """A segment taken apart: the plain text that an engine reads and the markup over it."""

    source: str
    """The Markdown it was made of."""
    text: str
    markups: tuple[Markup, ...] = ()
    """Outer before inner, in order of appearance."""


# --- Drafts ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """One pair of aligned words: character spans in the source and in the target text."""

    source: Span
    target: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """One target text that an engine proposes for one source text."""

    text: str
    score: float
    """Mean natural-log probability of a target token (0 is certainty); 0.0 where meaningless."""
    links: tuple[Link, ...] = ()
    """Word alignment, sorted; many-to-many; words may stay unaligned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A machine's proposal for one segment: what goes into a msgstr, always fuzzy."""

    text: str
    origin: str
    """For the reviewer: engine and model, ``rule: dateline``, ``repeated from line 12`` …"""
    score: float | None = None
    warnings: tuple[str, ...] = ()
    """Guards that fired and terms left unmet; each becomes a ``# `` comment."""
    notes: tuple[str, ...] = ()
    """What the glossary changed in the engine's words; each becomes a ``# `` comment too."""
    previous: str | None = None
    """The source of the old text that is offered again, for ``#|``; None for a new text."""
    risk: str = ""
    """How probable a mistake is, and why; becomes a ``# risk: `` comment."""


# --- The catalogue -----------------------------------------------------------------------------


class State(StrEnum):
    """Where an entry stands in the review."""

    UNTRANSLATED = "untranslated"
    DRAFT = "draft"
    REVIEWED = "reviewed"
    OBSOLETE = "obsolete"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    r"""One message of a .po file. Texts are decoded (``\n`` is a line feed)."""

    msgid: str
    msgstr: str = ""
    msgctxt: str | None = None
    msgid_plural: str | None = None
    """We make no plural entries; those of other tools are kept."""
    msgstr_plural: tuple[str, ...] = ()
    """``msgstr[1]`` and on; `msgstr` is ``msgstr[0]``."""
    comments: tuple[str, ...] = ()
    """Translator comments (``# ``), which editors and merges keep: provenance goes here."""
    extracted: tuple[str, ...] = ()
    """Extracted comments (``#.``), replaced from the template at each merge."""
    references: tuple[str, ...] = ()
    """``releases/sommet.md:14``."""
    flags: tuple[str, ...] = ()
    """Sorted; only ``fuzzy`` and ``no-wrap`` are ours."""
    previous_msgid: str | None = None
    previous_msgctxt: str | None = None
    previous_msgid_plural: str | None = None
    obsolete: bool = False
    line: int = field(default=0, compare=False)
    """Line of the entry in the file it was read from, for messages; 0 for a new entry."""

    @property
    def key(self) -> tuple[str | None, str]:
        """What identifies a message in gettext."""
        return (self.msgctxt, self.msgid)

    @property
    def fuzzy(self) -> bool:
        """Tell whether the entry awaits a person."""
        return "fuzzy" in self.flags

    @property
    def state(self) -> State:
        """Derive where the entry stands in the review."""
        if self.obsolete:
            return State.OBSOLETE
        if not self.msgstr.strip():
            return State.UNTRANSLATED
        return State.DRAFT if self.fuzzy else State.REVIEWED


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """A template or a review file."""

    header: tuple[tuple[str, str], ...]
    """Fields of the header entry, in order."""
    entries: tuple[Entry, ...]
    header_comments: tuple[str, ...] = ()
    header_fuzzy: bool = False
    """True for a template; a .po's header is never fuzzy, since some tools then skip the file."""


# --- Findings ----------------------------------------------------------------------------------


class Severity(StrEnum):
    """How much a finding weighs: an error keeps an edition from being published."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """Words that a finding is about, in the text that they stand in."""

    text: str
    """The whole text: a msgid or a msgstr."""
    span: Span
    """In `text`; empty where the finding is about all of it."""
    position: Position | None = None
    """Where the words begin in their file; None where that is not known."""

    @property
    def fragment(self) -> str:
        """The words themselves, the whole text where no span is given."""
        return self.span.of(self.text) if self.span else self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something a check found in content: what, where, what to do."""

    code: str
    """A stable, documented slug: ``glossary-missing-form``."""
    severity: Severity
    position: Position
    message: str
    hint: str = ""
    source: Excerpt | None = None
    """What the source says, for a finding about a translation."""
    target: Excerpt | None = None
    """What the translation says."""
    entry: tuple[str | None, str] | None = None
    """`Entry.key` of the message that it is about; None for the file as a whole."""
    accepted: str = ""
    """The reason that a translator gave for letting it pass; such a finding is only a remark."""
    fingerprint: str = ""
    """Stays the same while lines move: how a program recognises the finding at its next run."""

    def __str__(self) -> str:
        weight = "accepted" if self.accepted else self.severity.value
        return f"{self.position}: {weight}: {self.message} [{self.code}]"
