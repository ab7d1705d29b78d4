"""Names of companies, brands and people that do not exist; keys are single letters, mostly."""

from __future__ import annotations

from graphkit.inbox import Names
from graphkit.statement import Entity

NAMES = Names(
    (
        *(Entity(name[0], "Company", name) for name in ("Norvik", "Tellara", "Brightco", "Halden")),
        Entity("F", "Company", "Fenland, Inc"),
        Entity("China", "Company", "China"),
        Entity("P", "Brand", "Polaro"),
        Entity("Q", "Brand", "Quillo"),
        Entity("D", "Person", "Jane Doe"),
        Entity("W", "Company", "蔚航汽车"),
        Entity("J", "Company", "江远", (("legal", "江远集团"),)),
        Entity("S", "Company", "盛达", (("legal", "盛达股份"), ("en", "Shengda"))),
        Entity("K", "Person", "王小明"),
    )
)
