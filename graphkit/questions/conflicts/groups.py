"""What a conflict is, and the statements of one fact as the search for conflicts takes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from graphkit.bounds import Bounds, Known, agree, best_of, bounds_of
from graphkit.statement import digest
from graphkit.values import fold

__all__ = ["SETTLED", "Conflict", "Group", "Pair", "Says", "torn"]

# Stages of which values may be compared: what is planned or talked about binds nobody.
SETTLED = frozenset({"closed", "agreed"})

Says = tuple[tuple[Known, str], ...]
Pair = tuple[str, str]  # the bounds of a start or an end


class Conflict(NamedTuple):
    """Statements that cannot all be right.

    `matter` tells this conflict from others of its kind: a fact, or what else is at stake. `says`
    is what each statement gives on the matter, as text.
    """

    kind: str
    matter: tuple[str, ...]
    says: Says

    @property
    def key(self) -> str:
        """Eight characters that stand for the kind and the matter."""
        return digest(self.kind, *self.matter)[:8]


class Group(NamedTuple):
    """The statements of one fact that count, and what the asserting ones say of its time.

    `best` are those that set its bounds; `bounds` is None where nobody asserts that it is so.
    """

    statements: tuple[Known, ...]
    best: tuple[Known, ...]
    bounds: Bounds | None

    @classmethod
    def of(cls, statements: Iterable[Known], stages: Iterable[str] = ("closed",)) -> Group:
        """The group of these statements of one fact, `stages` being what makes it one."""
        every = tuple(sorted(statements, key=lambda each: each.statement.key))
        asserted = [
            each
            for each in every
            if each.statement.polarity == "asserted" and each.statement.stage in stages
        ]
        if all(each.statement.rule for each in asserted):
            return cls(every, (), None)
        best = best_of(asserted)
        return cls(every, tuple(best), bounds_of(best)[0])

    @property
    def fact(self) -> str:
        """The id of the fact."""
        return self.statements[0].statement.fact

    @property
    def subject(self) -> str:
        """Who the fact is about."""
        return self.statements[0].statement.subject

    @property
    def object(self) -> str:
        """What or whom it joins the subject to."""
        return self.statements[0].statement.object

    @property
    def relation(self) -> str:
        """The relation or attribute."""
        return self.statements[0].statement.relation

    def detail(self, name: str) -> str:
        """A field as text to compare, from the best statement that gives it; "" if none does."""
        for each in self.best or self.statements:
            for field, value in each.statement.details:
                if field == name:
                    return fold(str(value))
        return ""


def torn(dated: Sequence[tuple[Known, Pair]], shown: Callable[[str, str], str]) -> Says:
    """Those that cannot all be right about a date, with what they say; nothing if all can."""
    if not dated or agree([pair for _, pair in dated])[1]:
        return ()
    latest = min(high for _, (_, high) in dated)
    earliest = max(low for _, (low, _) in dated)
    return tuple(
        (each, shown(*pair)) for each, pair in dated if pair[0] > latest or pair[1] < earliest
    )
