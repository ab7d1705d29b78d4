"""The graph as files for other tools. Each format is a module; nothing here is read back."""

from graphkit.export.files import FORMATS, export

__all__ = ["FORMATS", "export"]
