"""Small batches that build on one another, for random sequences of loads and undos."""

from __future__ import annotations

from worlds import WORLD, batch, company, dataset, licence, source

from graphkit.statement import Batch, Decision, Entity, Judgement, Statement
from graphkit.values import when

MORE = batch(dataset("more"), company("byd", "BYD"), licence("m1", "byd", "jac", "filing"))
RENAMED = batch(dataset(), company("nio", "NIO Inc."))
CORRECTED = batch(dataset(), licence("r2", "nio", "evil", "filing", valid_from=when("2020")))
CEASED = batch(
    dataset(), Statement("autos", "jac", "ceased", "pandaily", value="2023-06", quote="q", row="c")
)
BRAND = batch(dataset(), Entity("jac", "Brand", "JAC Motors"))
DATED = batch(dataset(), source("undated", "2019-05-01"))
ASIDE = Batch(
    decisions=(Decision("local", "d", "set-aside", "A", "2024-01-01", "g", statement="autos:r1"),)
)
BACK = Batch(
    decisions=(Decision("local", "e", "withdrawn", "A", "2024-02-01", "g", withdraws="local:d"),)
)
TWIN = batch(
    dataset("twin"), company("nio-2", "NIO", country="CN"), licence("t1", "nio-2", "jac", "filing")
)
ONE = Batch(
    judgements=(Judgement("local", "j", "same", "A", "2024-01-01", "g", left="nio", right="nio-2"),)
)
LATER = batch(dataset("twin"), licence("t2", "nio-2", "evil", "filing"))

BATCHES = (
    WORLD, MORE, RENAMED, CORRECTED, CEASED, BRAND, DATED, ASIDE, BACK, TWIN, ONE, LATER,
)  # fmt: skip
