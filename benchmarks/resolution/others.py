"""The same pairs scored by nomenklatura's matchers and by splink, with their own defaults.

pip install nomenklatura splink        # in an environment of its own
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from pairs import Pair

from graphkit.statement import Entity

_MATCHERS = ("logic-v1", "logic-v2", "name-based", "regression-v1")


def nomenklatura_scores() -> dict[str, Callable[[Sequence[Pair]], Sequence[float]]]:
    return {f"nomenklatura {name}": partial(_nomenklatura, name) for name in _MATCHERS}


def _nomenklatura(name: str, pairs: Sequence[Pair]) -> Sequence[float]:
    from followthemoney import model
    from nomenklatura.matching import get_algorithm

    matcher: Any = get_algorithm(name)
    config = matcher.default_config()

    def entity(each: Entity) -> Any:
        country = dict(each.details).get("country")
        return model.get_proxy(
            {
                "id": each.key,
                "schema": "Company",
                "properties": {
                    "name": list(each.names),
                    **({"country": [str(country).lower()]} if country else {}),
                },
            }
        )

    return [
        matcher.compare(entity(each.entities[0]), entity(each.entities[1]), config).score
        for each in pairs
    ]


def splink_scores(pairs: Sequence[Pair]) -> Sequence[float]:
    """The match probability of each pair; of records with several names, of the best two names.

    Splink's weights are estimated from the records themselves, as its guide does it.
    """
    import pandas as pd
    import splink.comparison_library as compared
    from splink import DuckDBAPI, Linker, SettingsCreator

    left, right = [], []
    for number, each in enumerate(pairs):
        for side, found, entity in ((0, left, each.entities[0]), (1, right, each.entities[1])):
            for at, name in enumerate(entity.names):
                found.append(
                    {
                        "unique_id": f"{number}-{side}-{at}",
                        "pair": number,
                        "name": name.lower(),
                        "country": dict(entity.details).get("country"),
                    }
                )
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[
            compared.NameComparison("name").configure(term_frequency_adjustments=True),
            compared.ExactMatch("country"),
        ],
        blocking_rules_to_generate_predictions=["l.pair = r.pair"],
    )
    linker = _linker(Linker, DuckDBAPI(), [pd.DataFrame(left), pd.DataFrame(right)], settings)
    truth = sum(each.same for each in pairs) / len(left) / len(right)
    linker._settings_obj._probability_two_random_records_match = truth
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    linker.training.estimate_parameters_using_expectation_maximisation("l.pair = r.pair")
    found = linker.inference.predict().as_pandas_dataframe()
    number = found["unique_id_l"].str.partition("-")[0].astype(int)
    best = found["match_probability"].groupby(number).max()
    return [float(best.get(each, 0.0)) for each in range(len(pairs))]


def _linker(linker: Any, api: Any, tables: list[Any], settings: Any) -> Any:
    """A linker of splink 5, or of 4, whose constructor takes other arguments."""
    try:
        return linker(tables, settings, db_api=api)
    except TypeError:
        return linker([api.register(each) for each in tables], settings)
