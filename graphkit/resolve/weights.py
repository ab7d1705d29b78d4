"""What each feature of a comparison weighs, in log odds.

Printed by `benchmarks/resolution/fit.py`, which has read the training half of the pairs only.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["AUTOMATIC", "DOUBTFUL", "INTERCEPT", "LIKELY", "WEIGHTS"]

INTERCEPT = -3.80
AUTOMATIC = 0.839  # from this score on a machine may judge two to be the same
LIKELY = 0.5  # from this score on two are more likely the same than not
DOUBTFUL = 0.2  # below this score a person is not asked

WEIGHTS: Mapping[str, float] = {
    "core": 1.61,
    "core_same": 2.96,
    "core_near": 3.29,
    "core_short": 0.33,
    "core_long": 1.90,
    "first_same": 0.45,
    "words_left_over": -0.13,
    "bare_same": 3.20,
    "one_edit": 4.42,
    "two_edits": 1.82,
    "written_near": 1.85,
    "numbers_differ": -2.55,
    "other_script": 1.58,
    "rendered": 4.68,
    "initials": 3.38,
    "abbreviation": 4.24,
    "trades_cross": -1.82,
    "trades_left_over": -0.96,
    "family_left_over": -0.09,
    "unit_left_over": -2.71,
    "place_same": 1.21,
    "place_differs": -0.57,
    "place_missing": -0.03,
    "lands_left_over": -1.15,
    "form_differs": -0.82,
    "country_same": 0.92,
    "country_differs": -3.86,
    "registered_apart": -2.66,
}
