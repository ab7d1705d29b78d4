"""How the site is built: `make docs`, or `sphinx-build -W docs build/docs`.

Pages are Markdown; the reference of the vocabulary, the questions and the commands is written
from the code before each build, into `docs/reference`, which is not kept.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import reference

import graphkit

project = "graphkit"
author = "graphkit developers"
project_copyright = "graphkit developers"
version = release = graphkit.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx_copybutton", "diagram"]
myst_enable_extensions = ["colon_fence"]
myst_fence_as_directive = ["mermaid"]
myst_heading_anchors = 3
exclude_patterns = ["build"]
default_role = "literal"  # docstrings write `names` as Markdown does
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_preserve_defaults = True
suppress_warnings = ["misc.highlighting_failure"]  # Cypher has no lexer of its own here

html_theme = "furo"
html_title = f"graphkit {release}"
html_show_sourcelink = False

reference.write(Path(__file__).parent / "reference")
