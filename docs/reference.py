"""The pages of reference, written from the code that they are about.

Nothing of the vocabulary, the catalogue or the command line is listed here by name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import click
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from graphkit import model
from graphkit.cli.main import cli
from graphkit.model import Field
from graphkit.questions.catalogue import CLOCKS, Question, catalogue

__all__ = ["licence_of", "required", "write"]

PACKAGE = "graphkit-licensing"


def write(folder: Path) -> None:
    """Write the pages into `folder`; a page that has not changed is left as it is."""
    folder.mkdir(exist_ok=True)
    pages = {
        "vocabulary": vocabulary,
        "questions": questions,
        "commands": commands,
        "dependencies": dependencies,
    }
    for name, page in pages.items():
        text = "\n".join(page()) + "\n"
        path = folder / f"{name}.md"
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> Iterator[str]:
    if rows:
        yield f"| {' | '.join(head)} |"
        yield f"|{'---|' * len(head)}"
        yield from (f"| {' | '.join(map(_cell, row))} |" for row in rows)
        yield ""


def _fields(fields: tuple[Field, ...]) -> Iterator[str]:
    yield from _table(
        ("field", "type", "what it is"),
        [
            (
                f"`{each.name}`" + (" (required)" if each.required else ""),
                each.type,
                each.doc + (f": {', '.join(each.choices)}" if each.choices else ""),
            )
            for each in fields
        ],
    )


def _maps(maps: dict[str, str]) -> str:
    return ", ".join(f"{vocabulary} `{term}`" for vocabulary, term in maps.items())


def vocabulary() -> Iterator[str]:
    """Kinds, relations, attributes and the words that statements may use."""
    yield "# Vocabulary"
    yield ""
    yield "Everything that a graph may say. Other vocabularies' nearest terms stand beside ours."
    yield ""
    yield "## Kinds of node"
    yield ""
    for kind in model.KINDS.values():
        yield from (f"### {kind.label} · {kind.zh}", "", f"{kind.doc}.", "")
        if kind.maps:
            yield from (f"Elsewhere: {_maps(dict(kind.maps))}.", "")
        yield from _fields(kind.fields)
    yield from ("### Every kind", "")
    yield from _fields(model.ENTITY_FIELDS)
    for title, wanted in (("Relations", False), ("Attributes", True)):
        yield from (f"## {title}", "")
        for each in model.RELATIONS.values():
            if each.is_attribute is wanted:
                yield from _relation(each)
    yield from ("## Words of statements", "")
    for title, words in (
        ("Confidence", model.CONFIDENCES),
        ("Polarity", model.POLARITIES),
        ("Stage", model.STAGES),
        ("Kind of licence", model.LICENCE_KINDS),
        ("Verdict", model.VERDICTS),
    ):
        yield from (f"{title}: {', '.join(f'`{word}`' for word in words)}.", "")
    yield from ("## Routes", "")
    yield from _table(
        ("route", "what it is"), [(f"`{name}`", each.doc) for name, each in model.ROUTES.items()]
    )
    yield from ("## Rules", "", "At length: [the rules](../rules.md).", "")
    yield from _table(
        ("rule", "what it says"), [(f"`{name}`", text) for name, text in model.RULES.items()]
    )


def _relation(each: model.Relation) -> Iterator[str]:
    yield from (f"### {each.name}", "", f"{each.doc}.", "")
    subjects, objects = " or ".join(each.subjects), " or ".join(each.objects)
    yield f"{subjects} → {objects or each.value}. “{each.sentence}”, “{each.sentence_zh}”."
    yield ""
    if each.distinct:
        names = ", ".join(f"`{name}`" for name in each.distinct)
        yield from (f"Two facts between the same two differ by {names}.", "")
    if each.route:
        yield from (f"Route to market: `{each.route}`.", "")
    if each.maps:
        yield from (f"Elsewhere: {_maps(dict(each.maps))}.", "")
    yield from _fields(each.fields)


def questions() -> Iterator[str]:
    """The catalogue, question by question."""
    yield "# Questions"
    yield ""
    clocks = " and ".join(f"`{each}`" for each in CLOCKS)
    yield f"Every question also takes the two clocks {clocks}, both today by default."
    yield ""
    for each in catalogue().values():
        yield from _question(each)


def _question(question: Question) -> Iterator[str]:
    yield from (f"## {question.name}", "", f"**{question.sentence}**", "")
    yield from (question.help, "")
    if question.example:
        yield from ("```sh", f"graphkit {question.example}", "```", "")
    yield from _table(
        ("parameter", "type", "what it is"),
        [
            (f"`{each.name}`" + ("" if each.optional else " (required)"), each.type, each.help)
            for each in question.parameters
        ],
    )
    yield from _table(
        ("column", "what it is"), [(f"`{name}`", text) for name, text in question.columns.items()]
    )


def commands() -> Iterator[str]:
    """What `--help` says of each command."""
    yield "# Commands"
    yield ""
    top = click.Context(cli, info_name="graphkit")
    yield from ("```text", cli.get_help(top), "```", "")
    for name in cli.list_commands(top):
        yield from _command(f"graphkit {name}", cli.commands[name], top)


def _command(path: str, command: click.Command, parent: click.Context) -> Iterator[str]:
    context = click.Context(command, info_name=path.rsplit(maxsplit=1)[-1], parent=parent)
    yield from (f"## {path}", "", "```text", command.get_help(context), "```", "")
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            yield from _command(f"{path} {name}", command.commands[name], context)


def required(*extras: str) -> Mapping[str, Distribution]:
    """What an installation with these extras brings along on this platform, by name.

    What is not installed here is left out: the page is about what it was built with.
    """
    found: dict[str, Distribution] = {}
    open_ = [(PACKAGE, extra) for extra in ("", *extras)]
    seen = set(open_)
    while open_:
        name, extra = open_.pop()
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            continue
        for text in found[name].requires or ():
            each = Requirement(text)
            if each.marker is None or each.marker.evaluate({"extra": extra}):
                key = canonicalize_name(each.name)
                more = {(key, inner) for inner in ("", *each.extras)} - seen
                seen |= more
                open_ += more
    del found[PACKAGE]
    return dict(sorted(found.items()))


def licence_of(each: Distribution) -> str:
    """The licence that a package declares: an SPDX expression, else its classifiers, else its own
    words; "" where it declares none."""
    about = each.metadata
    classifiers = [
        text.rsplit(" :: ", 1)[-1]
        for text in about.get_all("Classifier") or ()
        if text.startswith("License :: ") and not text.endswith("OSI Approved")
    ]
    said = about.get("License-Expression") or ", ".join(classifiers) or about.get("License") or ""
    return str(said).strip().partition("\n")[0]


def dependencies() -> Iterator[str]:
    """What is installed with graphkit, and under which licence."""
    yield "# Dependencies"
    yield ""
    yield "What is installed with graphkit itself, in the versions that this site was built with."
    yield "`make sbom` writes the same for an environment as a CycloneDX bill of materials."
    yield ""
    rows = [(name, each.version, licence_of(each)) for name, each in required().items()]
    yield from _table(("package", "version", "licence"), rows)
