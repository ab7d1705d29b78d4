"""The graph in other tools' hands: tables, NetworkX, and files of many formats.

`tables` says what leaves the store; each format is a module that writes it and says what it
cannot carry; `FORMATS` is the one list of them, `exporting.export` writes one. Nothing here is
read back: that is `ingest`.
"""

from graphkit.export.formats import FORMATS, Format

__all__ = ["FORMATS", "Format"]
