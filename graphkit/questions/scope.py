"""What a chain is limited to: the kind of licence that it runs on, products and a territory.

`scope`  a chain is limited to what its parts are limited to; parts limited to different products
         or territories, or licences of different kinds, make no chain.
"""

from __future__ import annotations

from typing import NamedTuple

from graphkit.model import GRANTED_KINDS
from graphkit.questions.link import Link, Party
from graphkit.questions.without import Right
from graphkit.questions.world import Step, World
from graphkit.values import fold

__all__ = ["ANYTHING", "Scope", "scope_of"]


class Scope(NamedTuple):
    """What a chain is limited to, folded; empty where nothing limits it.

    `kind` is the kind of licence that the chain runs on, once a step of it decides that.
    `products` are names of one product.
    """

    kind: str = ""
    products: frozenset[str] = frozenset()
    territory: str = ""

    def after(self, step: Step) -> Scope | None:
        """The scope of the chain with one more step; None where the step does not fit."""
        kind = self.kind
        if step.rule in {"borrowed", "contract-made"}:
            needed = step.link.licence_kind if step.rule == "borrowed" else "qualification"
            if kind not in {"", needed}:
                return None
            kind = needed
        return self._within(kind, step.link)

    def at(self, right: Right) -> Scope | None:
        """The scope of the chain that ends with this right; None where it does not fit."""
        kind = right.kind or (self.kind if self.kind in GRANTED_KINDS else "")
        if self.kind not in {"", kind}:
            return None
        return self._within(kind or "qualification", right.link)

    def _within(self, kind: str, link: Link) -> Scope | None:
        if not link.product and not link.territory:
            return self._replace(kind=kind)
        product, territory = link.limit
        if product and self.products and product not in self.products:
            return None
        if territory and self.territory and territory != self.territory:
            return None
        products = self.products or (frozenset({product}) if product else frozenset())
        return Scope(kind, products, self.territory or territory)


ANYTHING = Scope()


def scope_of(world: World, party: Party) -> Scope:
    """The scope of what is asked: a product is limited to itself."""
    if party.kind != "Product":
        return ANYTHING
    return Scope(products=frozenset(map(fold, world.links.names(party.key))))
