"""What each feature of a comparison weighs, in log odds.

Printed by `benchmarks/resolution/fit.py`, which has read the training half of the pairs only.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["AUTOMATIC", "DOUBTFUL", "INTERCEPT", "LIKELY", "WEIGHTS"]

INTERCEPT = -3.72
AUTOMATIC = 0.859  # from this score on a machine may judge two to be the same
LIKELY = 0.5  # from this score on two are more likely the same than not
DOUBTFUL = 0.2  # below this score a person is not asked

WEIGHTS: Mapping[str, float] = {
    "core": 1.12,
    "core_same": 3.49,
    "core_near": 3.30,
    "core_short": -0.04,
    "core_long": 2.08,
    "first_same": 0.73,
    "words_left_over": 0.19,
    "bare_same": 3.11,
    "one_edit": 4.38,
    "two_edits": 1.80,
    "written_near": 1.72,
    "numbers_differ": -2.42,
    "sounds_same": 2.87,
    "other_script": 1.49,
    "initials": 3.31,
    "abbreviation": 4.20,
    "trades_cross": -1.37,
    "trades_left_over": -1.44,
    "family_left_over": -0.16,
    "unit_left_over": -2.99,
    "place_same": 1.02,
    "place_differs": -0.38,
    "place_missing": -0.13,
    "lands_left_over": -1.18,
    "form_differs": -0.60,
    "country_same": 0.94,
    "country_differs": -3.89,
    "registered_apart": -2.58,
}
