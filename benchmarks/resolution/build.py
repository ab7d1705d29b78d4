"""Makes pairs.csv, the labelled pairs: aliases of the seeds, look-alikes, and hard.csv.

    python -m benchmarks.resolution.build gleif.parquet

A pair is two records, each with one or more names and a country; the label says whether they are
one entity. The parquet file has the columns LEI, Entity.LegalName and Entity.LegalAddress.Country
of the GLEIF golden copy: two records of it are two entities by their LEI. Nothing of graphkit's
own resolution is used, so that no pair is there because we can tell it apart.
"""

from __future__ import annotations

import csv
import random
import re
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process

from graphkit.loading import read
from graphkit.statement import Entity

HERE = Path(__file__).parent
SEEDS = Path(__file__).parents[2] / "seeds"
COLUMNS = ("split", "label", "class", "kind", "left", "left_country", "right", "right_country")
FORMS = {
    "IN": ("Private Limited", "Pvt Ltd", "Limited"),
    "CN": ("Co., Ltd.", "Co Ltd", "Company Limited"),
    "US": ("Inc.", "LLC", "Corporation"), "DE": ("GmbH", "AG"), "GB": ("Ltd", "Limited", "plc"),
    "JP": ("Co., Ltd.", "K.K."), "IT": ("S.p.A.", "S.r.l."), "FR": ("SA", "SAS"),
    "NL": ("B.V.", "N.V."),
}  # fmt: skip
NAME, COUNTRY = "Entity.LegalName", "Entity.LegalAddress.Country"
KINDS = ("Company", "Brand", "Authority")
GLEIF = 100_000  # records that look-alikes are sought among
Row = tuple[str, ...]


def names_of(entity: Entity) -> list[str]:
    names = [entity.name, *(name for language, name in entity.aliases if language != "ticker")]
    return list(dict.fromkeys(names))


def country_of(entity: Entity) -> str:
    return str(dict(entity.details).get("country", ""))


def split_of(name: str) -> str:
    """Half and half, by name, so that an entity is in one half only."""
    return "train" if sha256(name.encode()).digest()[0] % 2 else "test"


def row(label: int, sort: str, kind: str, left: list[str], country: str, right: list[str],
        other: str, key: str) -> Row:  # fmt: skip
    if sha256(left[0].encode()).digest()[1] % 3 == 0:
        country = ""  # foreign tables often have none
    return (
        split_of(key),
        str(label),
        sort,
        kind,
        " | ".join(left),
        country,
        " | ".join(right),
        other,
    )


def variants(name: str, country: str, rng: random.Random) -> Iterator[str]:
    """Other ways in which registers and papers write the same name."""
    forms = FORMS.get(country, ("Ltd", "Inc.", "SA"))
    bare = re.sub(
        r"[,\s]+(private limited|pvt\.? ltd\.?|limited|ltd\.?|llc|inc\.?|gmbh|ag|s\.?p\.?a\.?"
        r"|s\.?r\.?l\.?|plc|corp(oration)?\.?|co(mpany)?\.?|b\.?v\.?|n\.?v\.?|s\.?a\.?)$",
        "", name, flags=re.IGNORECASE,
    )  # fmt: skip
    if bare != name:
        yield bare.title() if bare.isupper() else bare.upper()
        yield name.title() if name.isupper() else name.upper().replace(",", "")
    else:
        yield f"{name} {rng.choice(forms)}"
        yield f"{name.upper()} {rng.choice(forms).upper()}"
    if len(bare) > 9:
        at = rng.randrange(2, len(bare) - 2)
        yield bare[:at] + rng.choice(("", bare[at] * 2, bare[at + 1] + bare[at])) + bare[at + 2 :]


def of_aliases(entities: list[Entity]) -> Iterator[Row]:
    for each in entities:
        rng, names, country = random.Random(each.key), names_of(each), country_of(each)
        for name in names if len(names) > 1 else ():
            rest = [other for other in names if other != name]
            yield row(1, "alias", each.kind, [name], country, rest, country, each.key)
        if len(names) == 1 and each.kind == "Company" and names[0].isascii():
            for name in variants(names[0], country, rng):
                yield row(1, "variant", each.kind, [name], country, names, country, each.key)


def of_lookalikes(entities: list[Entity]) -> Iterator[Row]:
    """Each entity beside the three others of its kind whose names are most like its own."""
    for each in entities:
        rivals = [other for other in entities if other.kind == each.kind and other is not each]
        scored = sorted(
            rivals,
            key=lambda other: (
                -max(
                    max(fuzz.WRatio(a, b), fuzz.token_set_ratio(a.lower(), b.lower()))
                    for a in names_of(each)
                    for b in names_of(other)
                )
            ),
        )
        for other in scored[:3]:
            first, second = sorted((each, other), key=lambda entity: entity.key)
            yield row(0, "seed look-alike", each.kind, names_of(first), country_of(first),
                      names_of(second), country_of(second), first.key)  # fmt: skip


def of_gleif(path: str, entities: list[Entity]) -> Iterator[Row]:
    every = pd.read_parquet(path).sample(frac=1, random_state=7)
    names = every[NAME].astype(str)
    known = {re.sub(r"\W", "", name).lower() for each in entities for name in names_of(each)}
    for each in entities:
        word = names_of(each)[0].split()[0]
        if each.kind != "Company" or not word.isascii() or len(word) < 3:
            continue
        near = every[names.str.upper().str.startswith(f"{word.upper()} ")].head(40)
        for _, other in near.head(2).iterrows():
            if not any(re.sub(r"\W", "", other[NAME]).lower().startswith(name)
                       for name in known if len(name) > len(word) + 3):  # fmt: skip
                yield row(0, "GLEIF look-alike", each.kind, names_of(each), country_of(each),
                          [other[NAME]], str(other[COUNTRY]), each.key)  # fmt: skip
    some = every.head(GLEIF)
    pool, countries = (
        some[NAME].tolist(),
        some[COUNTRY].tolist(),
    )
    folded = [name.lower() for name in pool]
    picked = range(500)
    found = process.cdist([folded[at] for at in picked], folded, scorer=fuzz.token_set_ratio,
                          dtype=np.uint8, workers=2, score_cutoff=70)  # fmt: skip
    for at, scores in zip(picked, found, strict=True):
        scores[at] = 0
        for other in np.argsort(-scores.astype(int), kind="stable")[:1]:
            if folded[other] == folded[at]:
                continue  # the same name twice: nobody could tell without the LEI
            yield row(0, "GLEIF near pair", "Company", [pool[at]], str(countries[at]),
                      [pool[other]], str(countries[other]), pool[at])  # fmt: skip
        rng = random.Random(pool[at])
        every_variant = list(variants(pool[at], str(countries[at]), rng))
        for name in rng.sample(every_variant, at % 2):
            yield row(1, "GLEIF variant", "Company", [name], str(countries[at]), [pool[at]],
                      str(countries[at]), pool[at])  # fmt: skip


def of_hard() -> Iterator[Row]:
    with (HERE / "hard.csv").open(encoding="utf-8", newline="") as file:
        for each in csv.DictReader(file):
            yield row(int(each["label"]), "hard", "Company", [each["left"]], each["left_country"],
                      [each["right"]], each["right_country"], each["left"])  # fmt: skip


def main(path: str) -> None:
    batch = read(sorted(each.parent for each in SEEDS.glob("*/dataset.yaml")))
    known: dict[str, Entity] = {}
    for each in batch.entities:  # what each pack says of it
        known[each.key] = known.get(each.key, each).merged(each)
    entities = [each for each in known.values() if each.kind in KINDS]
    rows = [*of_aliases(entities), *of_lookalikes(entities), *of_hard(), *of_gleif(path, entities)]
    with (HERE / "pairs.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(dict.fromkeys(rows))
    made = pd.DataFrame(rows, columns=COLUMNS)
    print(made.groupby(["class", "label", "split"]).size().unstack(fill_value=0))


if __name__ == "__main__":
    main(sys.argv[1])
