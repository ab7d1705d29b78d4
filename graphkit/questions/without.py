"""Rights, and what a what-if takes away from a world. Records and small rules; nothing is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from graphkit.model import GRANTED_KINDS
from graphkit.questions.link import Link

__all__ = ["NOTHING", "Right", "Without"]


class Right(NamedTuple):
    """A right of `holder`: what it holds or is listed in, or what a loan or a making shows.

    `key` and `name` are the qualification's or register's, empty where a loan does not name it.
    `kind` is empty for what an authority grants to the holder, else the kind of licence lent.
    `shown_by` is licence, listing, loan or making: three facts that are never the same.
    """

    holder: str
    key: str
    name: str
    kind: str
    sure: bool
    link: Link
    shown_by: str
    rules: tuple[str, ...] = ()

    @property
    def granted(self) -> bool:
        """Whether it is of a kind that an authority grants."""
        return not self.kind or self.kind in GRANTED_KINDS


@dataclass(frozen=True)
class Without:
    """What a what-if takes away from the world.

    `parties` fail, and nothing runs through them. `holders` lose their own rights. `rights` are
    taken from (holder, key), or from all holders where the holder is empty. `facts` are undone,
    `doubtful` ones become possible at best, `changed` ones look as given. What `sources` deny is
    not denied any more.
    """

    parties: frozenset[str] = frozenset()
    holders: frozenset[str] = frozenset()
    rights: frozenset[tuple[str, str]] = frozenset()
    facts: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()
    changed: Mapping[str, Link | None] = field(default_factory=dict)
    sources: frozenset[str] = frozenset()

    def revised(self, link: Link) -> Link | None:
        """The link as the statements that remain leave it."""
        return self.changed.get(link.fact, link) if self.changed else link

    def shown(self, link: Link) -> Link | None:
        """The link as far as it still shows something of its ends, which those who fail do, too."""
        left = self.revised(link)
        if left is None or link.fact in self.facts:
            return None
        return left._replace(firm=False) if link.fact in self.doubtful else left

    def link(self, link: Link) -> Link | None:
        """The link, as far as anybody can still build by it."""
        if link.entity in self.parties or link.other.key in self.parties:
            return None
        return self.shown(link)

    def right(self, right: Right) -> Right | None:
        """The right, as far as it is left.

        A right that is only known from a loan may be the very one that its holder loses, or if
        it is a qualification, the one that everyone loses: it becomes doubtful.
        """
        if right.holder in self.parties or right.holder in self.holders:
            return None
        if (right.holder, right.key) in self.rights or ("", right.key) in self.rights:
            return None
        if right.key or not right.granted:
            return right
        losers = {right.holder, "" if right.kind == "qualification" else right.holder}
        doubtful = any(holder in losers for holder, _ in self.rights)
        return right._replace(sure=False) if doubtful else right


NOTHING = Without()
