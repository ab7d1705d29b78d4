"""The vocabulary is the only list of relations: one that is new there is new everywhere."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "graphkit"
NEW = """RELATIONS: Mapping[str, Relation] = _by_name(
    Relation(
        "INSURES",
        ("Company",),
        ("Company",),
        "{subject} insures {object}",
        "{subject}为{object}承保",
        "Carries the liability that comes with a licence",
        fields=(Field("policy", "text", "number of the policy"),),
        distinct=("policy",),
        path=True,
        one_way=True,
    ),
"""
PACK = {
    "dataset.yaml": "name: insurers\ntitle: Insurers\nretrieved: 2026-11-01\n",
    "entities.csv": "key,kind,name\na,Company,Alpha\nb,Company,Beta\n",
    "sources.csv": "key,title,publisher,kind,published\n"
    "s,A register,The register,official-register,2020\n",
    "statements.csv": "subject,object,relation,valid_from,source,quote,policy\n"
    "a,b,INSURES,2019-05,s,covered since May,P-7\n",
}
# One interpreter for all, and no line of it names a field or kind of the new relation.
USE = """
import contextlib, io, json, pathlib, runpy, sys
from graphkit.cli import main
given, reference, pages = sys.argv[1:]
found = {}
for name, arguments in json.loads(given).items():
    sys.argv, said = ["graphkit", *arguments], io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            main()
        except SystemExit as exc:
            found[name] = [exc.code or 0, said.getvalue()]
runpy.run_path(reference)["write"](pathlib.Path(pages))
from graphkit.ingest.mapping import schema
pathlib.Path(pages, "mapping.json").write_text(schema.text(), encoding="utf-8")
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package with one relation more, a pack that uses it, and what came of using both."""
    folder = tmp_path_factory.mktemp("vocabulary")
    shutil.copytree(PACKAGE, folder / "graphkit", ignore=shutil.ignore_patterns("__pycache__"))
    relations = folder / "graphkit" / "model" / "relations.py"
    text = relations.read_text(encoding="utf-8")
    head = NEW.partition("\n")[0] + "\n"
    assert text.count(head) == 1
    relations.write_text(text.replace(head, NEW), encoding="utf-8")
    (folder / "insurers").mkdir()
    for name, content in PACK.items():
        (folder / "insurers" / name).write_text(content, encoding="utf-8")
    (folder / "wrong" / "insurers").mkdir(parents=True)
    for name, content in PACK.items():
        wrong = content.replace("policy", "polcy")
        (folder / "wrong" / "insurers" / name).write_text(wrong, encoding="utf-8")
    commands = {
        "check": ["check", "insurers"],
        "mistyped": ["check", "wrong/insurers"],
        "load": ["load", "insurers", "--store", "store"],
        "cypher": ["cypher", "MATCH (a)-[r:INSURES]->(b) RETURN a.name, r.policy, b.name",
                   "--store", "store"],
        "why": ["why", "Alpha", "--store", "store"],
        "export": ["export", "--store", "store", "--format", "graphml", "-o", "out.graphml",
                   "--relation", "INSURES"],
        "pack": ["export", "--store", "store", "--format", "csv", "-o", "exported"],
        "bods": ["export", "--store", "store", "--format", "bods", "-o", "out.json"],
        "explore": ["explore", "--store", "store", "--save", "page.html"],
        "show": ["show", "Alpha", "--store", "store", "-o", "picture.html"],
    }  # fmt: skip
    result = subprocess.run(
        [sys.executable, "-c", USE, json.dumps(commands), str(ROOT / "docs/reference.py"), "pages"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    (folder / "found.json").write_text(result.stdout.splitlines()[-1], encoding="utf-8")
    return folder


def _said(folder: Path, name: str) -> str:
    code, said = json.loads((folder / "found.json").read_text(encoding="utf-8"))[name]
    assert code == (1 if name == "mistyped" else 0), said
    return str(said)


def test_it_is_checked_loaded_and_asked_for(folder: Path) -> None:
    _said(folder, "check")
    _said(folder, "load")
    assert "policy" in _said(folder, "mistyped"), "the nearest field is suggested"
    assert all(each in _said(folder, "cypher") for each in ("Alpha", "P-7", "Beta"))
    assert "Alpha insures Beta" in _said(folder, "why")


def test_it_is_exported_or_its_loss_is_told(folder: Path) -> None:
    for name in ("export", "pack", "bods"):
        _said(folder, name)
    assert "INSURES" in (folder / "out.graphml").read_text(encoding="utf-8")
    [exported] = (
        each.read_text(encoding="utf-8")
        for each in (folder / "exported").glob("*/*.csv*")
        if each.stem.startswith("statements")
    )
    assert "INSURES" in exported
    assert "P-7" in exported
    report = json.loads((folder / "out.json.losses.json").read_text(encoding="utf-8"))
    assert {"what": "edges of other relations", "count": 1}.items() <= report["lost"][0].items()


def test_it_is_drawn(folder: Path) -> None:
    # Each stands there for this relation alone: its field among the evidence, what the explorer
    # says that it means, and its sentence.
    for name, page, *said in (
        ("explore", "page.html", "P-7", "Carries the liability that comes with a licence"),
        ("show", "picture.html", "Alpha insures Beta"),
    ):
        _said(folder, name)
        text = (folder / page).read_text(encoding="utf-8")
        assert all(each in text for each in said)


def test_it_stands_in_the_reference_and_in_the_schema_of_mappings(folder: Path) -> None:
    page = (folder / "pages" / "vocabulary.md").read_text(encoding="utf-8")
    assert "INSURES" in page
    assert "number of the policy" in page
    assert "INSURES" in (folder / "pages" / "mapping.json").read_text(encoding="utf-8")
