"""Examples of every way in which statements can contradict each other, and their near misses."""

from __future__ import annotations

from conflict_worlds import said

from graphkit.statement import Statement
from graphkit.values import Money

__all__ = ["FOUND", "SOUND"]

Q = {"licence_kind": "qualification"}
DRUG = {"licence_kind": "drug_right"}


def cny(amount: float) -> Money:
    return Money(amount, "CNY")


# What is found: the kind, the statements, and the rows that the conflict puts side by side.
FOUND: dict[str, tuple[str, list[Statement], set[str]]] = {
    "starts of one fact": (
        "starts-differ",
        [
            said("a", "nio", "HOLDS", "access", valid_from="2023-10-04"),
            said("b", "nio", "HOLDS", "access", valid_from="2023-12-04"),
            said("c", "nio", "HOLDS", "access"),
        ],
        {"a", "b"},
    ),
    "a start after a day by which it held": (
        "starts-differ",
        [
            said("a", "nio", "HOLDS", "access", valid_from="by 2023-12-04"),
            said("b", "nio", "HOLDS", "access", valid_from="2023-12-05..2024-01"),
        ],
        {"a", "b"},
    ),
    "ends of one fact": (
        "ends-differ",
        [
            said("a", "nio", "USES_LICENCE_OF", "jac", details=Q, valid_to="2023-12"),
            said("b", "nio", "USES_LICENCE_OF", "jac", details=Q, valid_to="2023-04"),
        ],
        {"a", "b"},
    ),
    "asserted and denied": (
        "disputed",
        [
            said("a", "nio", "HOLDS", "access", valid_from="2023-10"),
            said("b", "nio", "HOLDS", "access", valid_from="2023-12-03", polarity="denied"),
            said("c", "nio", "HOLDS", "access", valid_from="2023-12-04"),
        ],
        {"a", "b"},
    ),
    "asserted and refused": (
        "disputed",
        [
            said("a", "nio", "HOLDS", "access", valid_from="2023-10"),
            said("b", "nio", "HOLDS", "access", valid_from="2023-12", polarity="refused"),
        ],
        {"a", "b"},
    ),
    "an attribute asserted and denied": (
        "disputed",
        [
            said("a", "car", "tail_mark", "JAC", valid_from="2020"),
            said("b", "car", "tail_mark", "JAC", valid_from="2023", polarity="denied"),
        ],
        {"a", "b"},
    ),
    "a rumoured end and word that it still holds": (
        "rumour-differs",
        [
            said("a", "zotye", "HOLDS", "access", valid_to="2023-06", confidence="rumoured"),
            said("b", "zotye", "HOLDS", "access", published="2023-06-17"),
        ],
        {"a", "b"},
    ),
    "a rumoured end and a stated one": (
        "rumour-differs",
        [
            said("a", "faw", "HOLDS", "access", valid_to="2023-06", confidence="rumoured"),
            said("b", "faw", "HOLDS", "access", valid_to="by 2020"),
        ],
        {"a", "b"},
    ),
    "a rumoured start and a stated one": (
        "rumour-differs",
        [
            said("a", "faw", "HOLDS", "access", valid_from="2019", confidence="rumoured"),
            said("b", "faw", "HOLDS", "access", valid_from="2021"),
        ],
        {"a", "b"},
    ),
    "prices of one deal": (
        "details-differ",
        [
            said("a", "aiways", "ACQUIRED", "jmh", details={"price": cny(1.75e9)}),
            said("b", "aiways", "ACQUIRED", "jmh", details={"price": cny(1.747e9)}),
            said("c", "aiways", "ACQUIRED", "jmh"),
        ],
        {"a", "b"},
    ),
    "an agreed price and a rumoured one": (
        "details-differ",
        [
            said("a", "a", "ACQUIRED", "b", details={"price": cny(8)}, confidence="rumoured"),
            said("b", "a", "ACQUIRED", "b", details={"price": cny(9)}, stage="agreed"),
        ],
        {"a", "b"},
    ),
    "currencies of one price": (
        "details-differ",
        [
            said("a", "a", "ACQUIRED", "b", details={"price": cny(1)}),
            said("b", "a", "ACQUIRED", "b", details={"price": Money(1, "USD")}),
        ],
        {"a", "b"},
    ),
    "exclusive or not": (
        "details-differ",
        [
            said("a", "a", "USES_LICENCE_OF", "b", details={**Q, "exclusive": True}),
            said("b", "a", "USES_LICENCE_OF", "b", details={**Q, "exclusive": False}),
        ],
        {"a", "b"},
    ),
    "dates of founding": (
        "values-differ",
        [
            said("a", "sf", "founded", "2016-01"),
            said("b", "sf", "founded", "2016-09"),
            said("c", "sf", "founded", "2016"),
        ],
        {"a", "b"},
    ),
    "names at one time": (
        "values-differ",
        [
            said("a", "car", "full_name", "Alpha", valid_from="2020"),
            said("b", "car", "full_name", "Beta", valid_from="2020-05"),
        ],
        {"a", "b"},
    ),
    "valuations": (
        "values-differ",
        [
            said("a", "plant", "valuation", "CNY 4500000000"),
            said("b", "plant", "valuation", "CNY 4200000000"),
        ],
        {"a", "b"},
    ),
    "shares of one owner": (
        "shares-differ",
        [
            said("a", "catl", "OWNS", "valmet", details={"share": 23.08}),
            said("b", "catl", "OWNS", "valmet", details={"share": 28.0}),
        ],
        {"a", "b"},
    ),
    "a share and a range without it": (
        "shares-differ",
        [
            said("a", "catl", "OWNS", "valmet", details={"share": 23.0}),
            said("b", "catl", "OWNS", "valmet", details={"share_min": 50.0}),
        ],
        {"a", "b"},
    ),
    "more than all of a company": (
        "over-100",
        [
            said("a", "a", "OWNS", "x", details={"share": 60.0}, valid_from="2020"),
            said("b", "b", "OWNS", "x", details={"share": 30.0}, valid_from="2021"),
            said("c", "c", "OWNS", "x", details={"share_min": 20.0}, valid_from="2022"),
        ],
        {"a", "b", "c"},
    ),
    "an exclusive licence and another": (
        "exclusive",
        [
            said("a", "a", "USES_LICENCE_OF", "x", details={**Q, "exclusive": True}),
            said("b", "b", "USES_LICENCE_OF", "x", details={**Q, "product": "one"}),
        ],
        {"a", "b"},
    ),
    "two owners of a brand": (
        "exclusive",
        [
            said("a", "hh", "OWNS_BRAND", "hiphi"),
            said("b", "ev", "OWNS_BRAND", "hiphi", confidence="rumoured"),
        ],
        {"a", "b"},
    ),
    "two vehicles of one purchase": (
        "exclusive",
        [
            said("a", "shanghai", "ACQUIRED", "pay", stage="agreed"),
            said("b", "beijing", "ACQUIRED", "pay", stage="agreed"),
            said("c", "didi", "ACQUIRED", "pay", stage="agreed"),
            said("d", "didi", "OWNS", "beijing"),
            said("e", "didi", "OWNS", "shanghai"),
        ],
        {"a", "b"},
    ),
    "a licence in both directions": (
        "both-ways",
        [
            said("a", "akeso", "USES_LICENCE_OF", "summit", details={**DRUG, "product": "ivo"}),
            said("b", "summit", "USES_LICENCE_OF", "akeso", details={**DRUG, "product": "Ivo"}),
        ],
        {"a", "b"},
    ),
    "a comparison in both directions": (
        "both-ways",
        [said("a", "x", "HARDER_THAN", "y"), said("b", "y", "HARDER_THAN", "x")],
        {"a", "b"},
    ),
}

# What is no conflict, each the near miss of one above.
SOUND: dict[str, list[Statement]] = {
    "a month and a day in it": [
        said("a", "nio", "HOLDS", "access", valid_from="2023-12"),
        said("b", "nio", "HOLDS", "access", valid_from="2023-12-04"),
    ],
    "starts of two episodes": [
        said("a", "nio", "HOLDS", "access", valid_from="2001", valid_to="2005", episode="1"),
        said("b", "nio", "HOLDS", "access", valid_from="2010", episode="2"),
    ],
    "an end and an agreed term": [
        said("a", "nio", "USES_LICENCE_OF", "jac", details=Q, expected_to="2027"),
        said("b", "nio", "USES_LICENCE_OF", "jac", details=Q, valid_to="2023-04"),
    ],
    "a denial of before": [
        said("a", "nio", "HOLDS", "access", valid_from="2023-12-04"),
        said("b", "nio", "HOLDS", "access", valid_from="2019-06-06", polarity="denied"),
    ],
    "a denial of after the end": [
        said("a", "nio", "HOLDS", "access", valid_from="2019", valid_to="2020"),
        said("b", "nio", "HOLDS", "access", valid_from="2021", polarity="denied"),
    ],
    "a rumoured denial": [
        said("a", "nio", "HOLDS", "access", valid_from="2019"),
        said("b", "nio", "HOLDS", "access", polarity="denied", confidence="rumoured"),
    ],
    "a rumoured end that nobody contradicts": [
        said("a", "zotye", "HOLDS", "access", valid_to="2023-06", confidence="rumoured"),
        said("b", "zotye", "HOLDS", "access", published="2020-01-01"),
    ],
    "a planned start": [
        said("a", "nio", "HOLDS", "access", valid_from="2023-10-04", stage="planned"),
        said("b", "nio", "HOLDS", "access", valid_from="2023-12-04"),
    ],
    "a planned price": [
        said("a", "a", "ACQUIRED", "b", details={"price": cny(8)}, stage="planned"),
        said("b", "a", "ACQUIRED", "b", details={"price": cny(9)}),
    ],
    "purposes in other words": [
        said("a", "a", "ACQUIRED", "b", details={"purpose": "licence"}),
        said("b", "a", "ACQUIRED", "b", details={"purpose": "qualification and plant"}),
    ],
    "a year and a month in it": [
        said("a", "sf", "founded", "2016"),
        said("b", "sf", "founded", "2016-09"),
    ],
    "a name and its successor": [
        said("a", "car", "full_name", "Alpha", valid_from="2020"),
        said("b", "car", "full_name", "Beta", valid_from="2022"),
    ],
    "a mark that ends as the next begins": [
        said("a", "car", "tail_mark", "JAC", valid_to="2024-04"),
        said("b", "car", "tail_mark", "NIO", valid_from="2024-04"),
    ],
    "a capacity that grew": [
        said("a", "plant", "capacity", "100000", valid_from="2020"),
        said("b", "plant", "capacity", "200000", valid_from="2022"),
    ],
    "a share that surely grew": [
        said("a", "catl", "OWNS", "avatr", details={"share": 24.0}, valid_from="2021"),
        said("b", "catl", "OWNS", "avatr", details={"share": 28.0}, valid_from="2022"),
    ],
    "a share and a range with it": [
        said("a", "catl", "OWNS", "valmet", details={"share": 60.0}),
        said("b", "catl", "OWNS", "valmet", details={"share_min": 50.0}),
    ],
    "a share held through another": [
        said("a", "catl", "OWNS", "valmet", details={"share": 60.0}),
        said("b", "catl", "OWNS", "valmet", details={"share": 10.0, "via": "a fund"}),
        said("c", "fund", "OWNS", "valmet", details={"share": 40.0}),
    ],
    "shares that are rounded": [
        said("a", "a", "OWNS", "x", details={"share": 33.4}),
        said("b", "b", "OWNS", "x", details={"share": 33.4}),
        said("c", "c", "OWNS", "x", details={"share": 33.4}),
    ],
    "shares of one after the other": [
        said("a", "a", "OWNS", "x", details={"share": 80.0}, valid_from="2019", valid_to="2020"),
        said("b", "b", "OWNS", "x", details={"share": 80.0}, valid_from="2021"),
    ],
    "a share that made room": [
        said("a", "a", "OWNS", "x", details={"share": 80.0}, valid_from="2019"),
        said("b", "a", "OWNS", "x", details={"share": 20.0}, valid_from="2021"),
        said("c", "b", "OWNS", "x", details={"share": 80.0}, valid_from="2021"),
    ],
    "an exclusive licence for another territory": [
        said("a", "a", "USES_LICENCE_OF", "x",
             details={**Q, "exclusive": True, "territory": "China"}),
        said("b", "b", "USES_LICENCE_OF", "x", details={**Q, "territory": "Japan"}),
    ],
    "an exclusive licence that came later": [
        said("a", "a", "USES_LICENCE_OF", "x", details={**Q, "exclusive": True},
             valid_from="2022"),
        said("b", "b", "USES_LICENCE_OF", "x", details=Q, valid_from="2010", valid_to="2020"),
    ],
    "a brand that was sold": [
        said("a", "huawei", "OWNS_BRAND", "aito", valid_to="2024-07"),
        said("b", "seres", "OWNS_BRAND", "aito", valid_from="2024-07"),
    ],
    "a company bought twice, one after the other": [
        said("a", "a", "ACQUIRED", "x", valid_from="2010"),
        said("b", "b", "ACQUIRED", "x", valid_from="2015"),
    ],
    "a company bought by two together": [
        said("a", "a", "ACQUIRED", "x", details={"share": 60.0}),
        said("b", "b", "ACQUIRED", "x", details={"share": 40.0}),
    ],
    "a buyer and the subsidiary through which it buys": [
        said("a", "xpeng", "ACQUIRED", "foday"),
        said("b", "zhaoqing", "ACQUIRED", "foday"),
        said("c", "xpeng", "OWNS", "zhaoqing"),
    ],
    "a cross-licence of two products": [
        said("a", "amd", "USES_LICENCE_OF", "intel", details={**Q, "product": "x86"}),
        said("b", "intel", "USES_LICENCE_OF", "amd", details={**Q, "product": "x86-64"}),
    ],
    "a cross-licence without a product": [
        said("a", "amd", "USES_LICENCE_OF", "intel", details=Q),
        said("b", "intel", "USES_LICENCE_OF", "amd", details=Q),
    ],
    "competitors, which are so both ways": [
        said("a", "nio", "COMPETES_WITH", "xpeng"),
        said("b", "xpeng", "COMPETES_WITH", "nio"),
    ],
    "remarks that say opposite things": [
        said("a", "nio", "remark", "has said nothing"),
        said("b", "nio", "remark", "has commented"),
    ],
}  # fmt: skip
