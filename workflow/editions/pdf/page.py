"""The PDF edition: PDF/UA-1, made by Typst in this process, the same bytes from the same inputs.

PDF/UA asks for what we want anyway: tags, a title, a language, descriptions of pictures, and a
glyph for every character, which is how a missing one is found before a reader finds it.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workflow.editions.flow import split_lang, to_data
from workflow.editions.html.templating import read_template
from workflow.editions.page import compose_page
from workflow.editions.pdf.fonts import CODE_FAMILY, FontSet, choose_fonts
from workflow.errors import EditionError
from workflow.model import Position
from workflow.wording import tr

if TYPE_CHECKING:
    from workflow.editions.base import EditionContent
    from workflow.editions.page import Frame, Page

TEMPLATE = "edition.typ"
_NUMBER, _TOTAL = "\x01", "\x02"
_PLACE = re.compile(r"┌─ [^\n]*?:(\d+):(\d+)")
_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]{1,6})\}")
"""How Typst quotes a character that nobody sees."""
_PACKAGE = re.compile(r'"@[\w-]+/')


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfFormat:
    """Write an edition as a tagged PDF; a `Format`."""

    frame: Frame
    suffix = ".pdf"

    def render(self, content: EditionContent) -> bytes:
        """Return the file. Raises `EditionError`, for a font that is missing too."""
        page = compose_page(content, self.frame)
        said = (page.notice, page.corrected, page.correction, page.date_text)
        around = "\n".join([page.title, page.office, *said])
        fonts = choose_fonts(
            f"{around}\n{page.text}",
            lang=page.lang,
            folder=self.frame.fonts,
            family=self.frame.font,
            name=content.document.path,
        )
        template = read_template(TEMPLATE, folder=self.frame.templates)
        if match := _PACKAGE.search(template):
            line = template.count("\n", 0, match.start()) + 1
            raise _broken_template(
                tr("packages are not fetched from the network"), line, self.frame
            )
        with tempfile.TemporaryDirectory(prefix="workflow-") as folder:
            data = _data_of(page, fonts) | {"logo": _lay_out_files(page, Path(folder))}
            try:
                return _compile(template, data, fonts, Path(folder), page.day)
            except RuntimeError as error:  # TypstError, which cannot be named without loading Typst
                raise _explained(error, self.frame, content.document.path) from error


def _compile(
    template: str, data: dict[str, Any], fonts: FontSet, root: Path, day: dt.date
) -> bytes:
    import typst  # noqa: PLC0415 - only PDF editions need it

    compiler = typst.Compiler(
        input=template.encode("utf-8"),
        root=root,
        font_paths=fonts.fonts,
        sys_inputs={"page": json.dumps(data, ensure_ascii=False)},
        package_path=root,
        package_cache_path=root,
    )
    midnight = dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)
    made, _ = compiler.compile_with_warnings(
        format="pdf", pdf_standards=["ua-1"], timestamp=int(midnight.timestamp())
    )
    if not isinstance(made, bytes):
        raise TypeError("Typst made no PDF")
    return made


def _data_of(page: Page, fonts: FontSet) -> dict[str, Any]:
    strings = page.strings
    heading = "" if page.body.has_title else page.title
    return {
        "lang": split_lang(page.lang),
        "direction": page.direction,
        "title": page.title,
        "heading": heading,
        "heading-lang": split_lang(page.title_lang),
        "heading-dir": page.title_direction,
        "description": page.description,
        "office": page.office,
        "day": [page.day.year, page.day.month, page.day.day],
        "date-text": page.date_text,
        "notice": page.notice,
        "corrected": page.corrected,
        "correction": page.correction,
        "correction-lang": split_lang(page.correction_lang),
        "correction-dir": page.correction_direction,
        "label-lang": split_lang(strings.lang),
        "label-dir": strings.direction,
        "page-label": strings.gettext("Page {number} of {total}", number=_NUMBER, total=_TOTAL),
        "tracking": 0.05 if page.has_italics else 0,
        "has-italics": page.has_italics,
        "families": list(fonts.families),
        "code-family": CODE_FAMILY,
        "body": to_data(page.nodes, level=1 if heading else 0),
    }


def _lay_out_files(page: Page, folder: Path) -> str | None:
    """Write pictures where the template finds them; return the name of the logo."""
    for name, picture in page.pictures.items():
        (folder / name).write_bytes(picture.data)
    if page.logo is None:
        return None
    name = f"logo{page.logo.suffix}"
    (folder / name).write_bytes(page.logo.data)
    return name


def _explained(error: RuntimeError, frame: Frame, path: str) -> EditionError:
    message = str(getattr(error, "message", error)).partition("\n")[0]
    if missing := _NO_GLYPH.search(message):
        character = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), missing[1])
        return EditionError(
            tr(
                'no font shows "{character}" ({code})',
                character=character,
                code=f"U+{ord(character[0]):04X}",
            ),
            slug="font-missing",
            position=Position(path=path),
            hint=tr("put a font that has it into {name}/, or install one", name=frame.fonts.name),
        )
    if "picture-" in message or "logo." in message or "failed to decode" in message:
        return EditionError(
            tr("a picture cannot be read: {message}", message=message),
            slug="image-unusable",
            position=Position(path=path),
            hint=tr("open it and save it again as PNG or JPEG"),
        )
    place = _PLACE.search(str(getattr(error, "diagnostic", "")))
    return _broken_template(message, int(place[1]) if place else 0, frame)


def _broken_template(problem: str, line: int, frame: Frame) -> EditionError:
    own = (frame.templates / TEMPLATE).is_file()
    return EditionError(
        tr("the template is broken: {problem}", problem=problem),
        slug="template-invalid",
        position=Position(
            path=f"{frame.templates.name}/{TEMPLATE}" if own else TEMPLATE, line=line
        ),
        hint=tr("mend it, or remove it: the program's own template is then used"),
    )
