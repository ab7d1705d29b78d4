"""Precision, recall and F1 of name resolution on the test half of pairs.csv, side by side.

    python benchmarks/resolution/run.py             # graphkit and rapidfuzz alone
    python benchmarks/resolution/run.py --others    # with nomenklatura and splink, if installed
    python benchmarks/resolution/run.py --scale gleif.parquet 10000 30000 100000

Each system gets the same records and scores each pair; its threshold is the one with the best F1 on
the training half. nomenklatura and splink belong in an environment of their own; both take
records, not graphkit.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence

from others import nomenklatura_scores, splink_scores
from pairs import Pair, best_threshold, measure, read_pairs
from rapidfuzz import fuzz

from graphkit.resolve import Index, compare, is_automatic
from graphkit.statement import Entity

Scores = Callable[[Sequence[Pair]], Sequence[float]]


def graphkit_scores(pairs: Sequence[Pair]) -> Sequence[float]:
    return [compare(each.left, each.right).score for each in pairs]


def by_rapidfuzz(scorer: Callable[[str, str], float]) -> Scores:
    def scores(pairs: Sequence[Pair]) -> Sequence[float]:
        return [
            max(
                scorer(one.lower(), other.lower())
                for one in each.entities[0].names
                for other in each.entities[1].names
            )
            for each in pairs
        ]

    return scores


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--others", action="store_true", help="nomenklatura and splink, too")
    parser.add_argument("--scale", nargs="+", metavar="FILE N", help="time for N entities")
    given = parser.parse_args()
    if given.scale:
        scale(given.scale[0], [int(each) for each in given.scale[1:]])
        return
    systems: dict[str, Scores] = {
        "graphkit": graphkit_scores,
        "rapidfuzz ratio": by_rapidfuzz(fuzz.ratio),
        "rapidfuzz WRatio": by_rapidfuzz(fuzz.WRatio),
        "rapidfuzz token_set_ratio": by_rapidfuzz(fuzz.token_set_ratio),
    }
    if given.others:
        systems |= {**nomenklatura_scores(), "splink": splink_scores}
    train, test = read_pairs("train"), read_pairs("test")
    truth = [each.same for each in test]
    print(f"{len(train)} pairs to train, {len(test)} to test, {sum(truth)} of these the same\n")
    print(f"{'system':28}{'precision':>10}{'recall':>8}{'F1':>7}")
    for name, system in systems.items():
        threshold = best_threshold(system(train), [each.same for each in train])
        scores = system(test)
        found = measure(scores, truth, threshold)
        print(f"{name:28}{found.precision:10.3f}{found.recall:8.3f}{found.f1:7.3f}")
        if name == "graphkit":
            by_class(test, scores, threshold)
    automatic(test)


def by_class(pairs: Sequence[Pair], scores: Sequence[float], threshold: float) -> None:
    for sort in dict.fromkeys(each.sort for each in pairs):
        for same in (True, False):
            mine = [s for s, each in zip(scores, pairs, strict=True)
                    if (each.sort, each.same) == (sort, same)]  # fmt: skip
            if mine:
                right = sum(bool(score >= threshold) == same for score in mine)
                label = f"{sort}, {'the same' if same else 'different'}"
                print(f"    {label:30}{right:5} of {len(mine)} right")


def automatic(pairs: Sequence[Pair]) -> None:
    said = [each for each in pairs if is_automatic(compare(each.left, each.right))]
    right = sum(each.same for each in said)
    every = sum(each.same for each in pairs)
    print(
        f"\nautomatic: {len(said)} judged, {right} right: "
        f"precision {right / max(1, len(said)):.3f}, recall {right / every:.3f}"
    )
    for each in said:
        if not each.same:
            print("    wrong:", *(entity.names for entity in each.entities))


def scale(path: str, sizes: Sequence[int]) -> None:
    """CPU seconds to find the duplicates among so many real companies."""
    import pandas as pd

    every = pd.read_parquet(path).sample(frac=1, random_state=1)
    rows = zip(every["LEI"], every["Entity.LegalName"], every["Entity.LegalAddress.Country"],
               strict=True)  # fmt: skip
    entities = [
        Entity(lei, "Company", str(name), (), (("country", str(country)),))
        for lei, name, country in rows
    ]
    for size in sizes:
        start = time.process_time()
        index = Index(entities[:size])
        pairs = sum(1 for _ in index.pairs())
        found = index.duplicates()
        spent = time.process_time() - start
        print(f"{size:>9,} entities: {pairs:>10,} pairs compared, {len(found):,} candidates, "
              f"{spent:6.1f} s, {spent / size * 1e6:.0f} µs each")  # fmt: skip


if __name__ == "__main__":
    main()
