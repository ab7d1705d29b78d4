"""What each feature of a comparison weighs, in log odds.

Printed by `benchmarks/resolution/fit.py`, which has read the training half of the pairs only.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["AUTOMATIC", "DOUBTFUL", "INTERCEPT", "LIKELY", "WEIGHTS"]

INTERCEPT = -4.02
AUTOMATIC = 0.867  # from this score on a machine may judge two to be the same
LIKELY = 0.5  # from this score on two are more likely the same than not
DOUBTFUL = 0.2  # below this score a person is not asked

WEIGHTS: Mapping[str, float] = {
    "core": 1.26,
    "core_same": 3.65,
    "core_near": 5.12,
    "core_short": 0.43,
    "core_long": 3.23,
    "first_same": 0.30,
    "bare_same": 3.82,
    "one_edit": 6.41,
    "two_edits": 5.13,
    "written_near": 1.00,
    "numbers_differ": -2.76,
    "other_script": 2.49,
    "rendered": 6.88,
    "initials": 4.70,
    "abbreviation": 5.66,
    "trades_cross": -2.46,
    "trades_left_over": -1.92,
    "family_left_over": -0.64,
    "unit_left_over": -3.73,
    "place_same": 1.24,
    "place_differs": -1.15,
    "place_missing": -0.38,
    "lands_left_over": -1.62,
    "form_differs": -1.22,
    "country_same": 1.03,
    "country_differs": -5.53,
    "registered_apart": -3.15,
}
