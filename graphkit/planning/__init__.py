"""To see what a delivery would change before anything is written, and then to write exactly that.

`make` plans; a `Plan` is a readable diff and a file that is sealed; `apply` carries it out once, on
the store that it was made for. `differences` says what changes and whether it is a correction (our
error) or a change (the world's), `dropped` what is missing from a newer delivery, `guard` how much
a run may change without being told to. Nothing here knows an engine.
"""

from __future__ import annotations

from graphkit.planning.applying import Applied, apply
from graphkit.planning.guard import ALLOWED
from graphkit.planning.making import Acceptance, make
from graphkit.planning.plan import Plan, read
from graphkit.planning.showing import lines

__all__ = ["ALLOWED", "Acceptance", "Applied", "Plan", "apply", "lines", "make", "read"]
