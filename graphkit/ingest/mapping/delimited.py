"""Tables in delimited text of any encoding and delimiter, as a stream of rows.

The encoding is that of the byte order mark, else UTF-8 where the beginning is, else what
charset-normalizer takes it for, if nothing else is plausible; the delimiter is what the csv
module's sniffer finds, if the rows then are equally long. A byte that the encoding has not stays
in its cell, which is refused where it is used; so a bad row never stops ten million good ones.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graphkit.ingest.csvs import no_limit
from graphkit.ingest.files import refuse
from graphkit.ingest.mapping.inputs import Measured
from graphkit.ingest.tables import Cells, Table, Torn, from_cells
from graphkit.values import clean_text, shown

__all__ = ["DELIMITERS", "Dialect", "open_delimited"]

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
_SAMPLE = 1 << 18
_USUAL = ("gb18030", "big5", "cp932", "cp1252")  # of several plausible ones, the first is meant
_MOST_GUESSES = 5
_LEAD = 0.1  # by how much more garbled than the best one a text must be to be none
_ROWS = 200  # of the sample, that a delimiter is judged by
# What Cyrillic and Polish letters of one byte turn into in Japanese and Thai encodings.
_MISREAD = re.compile("[\uff61-\uff9f\u0e00-\u0e7f]")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ALONE = 2  # cells of a row in which the first may be the only name


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a text table is written, and whether that was detected or told."""

    encoding: str
    delimiter: str
    detected: bool

    def __str__(self) -> str:
        called = DELIMITERS.get(self.delimiter, repr(self.delimiter))
        return f"{self.encoding}, {called}{' (detected)' if self.detected else ''}"


def open_delimited(
    path: Path, stream: Measured, suffix: str, encoding: str, delimiter: str, *, guess: bool
) -> tuple[Dialect, Table]:
    """How the table is written, and its rows; what is "" is detected. Raises `InputError`."""
    raw = io.BufferedReader(stream, _SAMPLE)
    sample = raw.peek(_SAMPLE)[:_SAMPLE]
    code = _encoding(path, sample, encoding, guess=guess)
    text = io.TextIOWrapper(raw, code, errors="surrogateescape", newline="")
    lead = sample.decode(code, "replace")
    mark = _delimiter(path, lead, suffix, delimiter)
    told = bool(encoding and delimiter)
    dialect = Dialect(code.removesuffix("-sig"), mark, not told)
    return dialect, from_cells(path, _headed(_cells(path, text, stream, mark)), 0)


def _encoding(path: Path, sample: bytes, told: str, *, guess: bool) -> str:
    if told:
        try:
            return codecs.lookup(told).name
        except LookupError:
            refuse(path, f"{shown(told)} is not an encoding", "write utf-8, gb18030, cp1252 …")
    for mark, name in _MARKS:
        if sample.startswith(mark):
            return name
    if sample and not sample.strip(b"\0"):
        refuse(path, "holds no text, only zero bytes", "get it again")
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
        if sample.count(0) * 4 <= len(sample):
            return "utf-8"
    except UnicodeDecodeError:
        pass
    return _guess(path, sample, guess=guess)


def _guess(path: Path, sample: bytes, *, guess: bool) -> str:
    """The encoding of text that is not UTF-8: the only one that is plausible, or on a `guess` the
    likeliest. A name that is read in the wrong one is a wrong name, and the library's first choice
    among those of one byte a letter is often wrong (measured on Polish, French and short Chinese).
    """
    from charset_normalizer import from_bytes

    every = list(from_bytes(sample))
    found = [each for each in every if each.chaos < every[0].chaos + _LEAD]
    names = list(dict.fromkeys(name for each in found for name in each.could_be_from_charset))
    if not names:
        refuse(path, "is not text in any known encoding", "say which in the mapping: encoding: …")
    names.sort(key=lambda name: _USUAL.index(name) if name in _USUAL else len(_USUAL))
    if len({str(each) for each in found}) > 1 and not guess:
        hint = f"say which in the mapping, as encoding: {names[0]}"
        refuse(path, f"is not UTF-8; it may be {' or '.join(names[:_MOST_GUESSES])}", hint)
    if not guess and _MISREAD.search(str(found[0])):
        hint = "say which in the mapping, as encoding: koi8-r, cp1251, cp932 …"
        refuse(path, f"is not UTF-8, and may be {names[0]} or something else", hint)
    return codecs.lookup(names[0]).name


def _delimiter(path: Path, lead: str, suffix: str, told: str) -> str:
    if told:
        mark = {"tab": "\t", "\\t": "\t"}.get(told, told)
        if len(mark) != 1:
            refuse(path, f"{shown(told)} is not a delimiter", "write one character, or tab")
        return mark
    rows = lead[: lead.rfind("\n") + 1] or lead
    guesses = [*DELIMITERS]
    try:
        guesses.insert(0, csv.Sniffer().sniff(rows[:20_000], "".join(DELIMITERS)).delimiter)
    except csv.Error:
        guesses.insert(0, "\t" if suffix in {".tsv", ".tab"} else ",")
    return max(guesses, key=lambda mark: _evenness(rows, mark))


def _evenness(rows: str, mark: str) -> tuple[bool, float]:
    """Whether a delimiter makes columns, and how many of the first rows are as wide as most."""
    widths: Counter[int] = Counter()
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(rows, newline=""), delimiter=mark)):
            if number == _ROWS:
                break
            if cells:
                widths[len(cells)] += 1
    except csv.Error:
        pass
    if not widths:
        return False, 0.0
    width, count = widths.most_common(1)[0]
    return width > 1, count / widths.total()


class _Lines:
    """The lines of a text, with those of the row that is being read."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self.row: list[str] = []

    def __iter__(self) -> Iterator[str]:
        for line in self._text:
            self.row.append(line)
            yield line


def _cells(
    path: Path, text: io.TextIOWrapper, stream: Measured, mark: str
) -> Iterator[Cells | Torn]:
    no_limit()
    lines = _Lines(text)
    reader = csv.reader(lines, strict=True, delimiter=mark)
    line = 1
    while True:
        try:
            for cells in reader:
                stream.allow()
                yield line, cells
                lines.row.clear()
                line = reader.line_num + 1
            return
        except csv.Error as exc:
            written = "".join(lines.row).rstrip("\r\n")
            if "expected after" not in str(exc) or len(lines.row) > 1:
                message = "a quotation mark opens a cell here and does not close it"
                refuse(path, message, 'write it twice inside a quoted cell: "a ""b"" c"', line=line)
            message = "text follows the quotation mark that closes a cell"
            yield Torn(line, [written], "", message, "write a quotation mark inside a cell twice")
            lines.row.clear()
            line = reader.line_num + 1
        except UnicodeError as exc:
            refuse(path, f"is not what it begins as: {clean_text(str(exc))}", "", line=line)


def _headed(rows: Iterator[Cells | Torn]) -> Iterator[Cells | Torn]:
    """The rows, where columns without a name, or with one that is taken, get one of their own;
    a title that stands alone above them is no name."""
    for row in rows:
        if isinstance(row, Torn) or not any(map(clean_text, row[1])):
            yield row
            continue
        if len(row[1]) > _ALONE and not any(map(clean_text, row[1][1:])):
            yield row
            break
        names: list[str] = []
        for place, written in enumerate(row[1], 1):
            name = clean_text(written) or f"column {place}"
            names.append(name if name not in names else f"{name} ({place})")
        yield row[0], names
        break
    yield from rows
