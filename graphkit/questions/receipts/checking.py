"""What every part of a file of ours that is read has in common: a place, a type, and a refusal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

from graphkit.errors import BadValue
from graphkit.ingest.files import refuse

__all__ = ["Checker"]

T = TypeVar("T")

_CALLED = {dict: "an object", list: "a list", str: "text", bool: "true or false", int: "a number"}


class Checker:
    """Checks values of one file; whatever is wrong is one `InputError` with its place."""

    def __init__(self, file: str, what: str = "receipt") -> None:
        self.file = file
        self._what = what

    def refuse(self, place: str, message: str) -> NoReturn:
        """Give up on the file."""
        refuse(self.file, message, f"it was damaged, or is no {self._what}", column=place)

    def is_(self, value: Any, type_: type, place: str) -> None:
        """Refuse what is not of this type of JSON."""
        if not isinstance(value, type_) or (type_ is int and isinstance(value, bool)):
            self.refuse(place, f"is not {_CALLED[type_]}")

    def texts(self, values: Any, place: str) -> None:
        """Refuse what is not a list of texts."""
        self.is_(values, list, place)
        for each in values:
            self.is_(each, str, place)

    def read(self, read: Callable[[Any], T], value: Any, place: str) -> T:
        """What `read` makes of a value; what it raises is refused."""
        try:
            return read(value)
        except BadValue as exc:
            self.refuse(place, exc.message)
        except (TypeError, ValueError, KeyError, AttributeError):
            self.refuse(place, "is not a record of its kind")
