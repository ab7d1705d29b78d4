"""The command line: arguments in, text out. Nobody imports this package.

What a verb does stands in the library; here is only how it is called and how its answer looks.
"""

from graphkit.cli.main import main

__all__ = ["main"]
