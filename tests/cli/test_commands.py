"""The command line as a user meets it: real processes on the bundled packs."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from graphkit.cli.main import cli

DAY = ("--as-of", "2023-12-10", "--known-on", "2026-11-23")
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def graphkit(*arguments: str, store: Path, columns: int = 100) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "GRAPHKIT_STORE": str(store),
        "COLUMNS": str(columns),
        "NO_COLOR": "1",
        "PYTHONUTF8": "1",
    }
    return subprocess.run(
        [sys.executable, "-m", "graphkit", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        check=False,
        timeout=120,
    )


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "store"
    first = graphkit("load", "autos-china", "seed-article", store=folder)
    assert first.returncode == 0, first.stderr
    return folder


@pytest.fixture
def run(store: Path) -> Run:
    return lambda *arguments, **more: graphkit(*arguments, store=store, **more)


@pytest.mark.parametrize(
    ("encoding", "written"),
    [({}, "蔚来"), ({"PYTHONIOENCODING": "cp1252"}, r"\u851a\u6765")],
    ids=["a pipe that was opened for ASCII", "as the user wants it"],
)
def test_names_are_written_whatever_the_locale_can_write(
    store: Path, encoding: dict[str, str], written: str
) -> None:
    """As in the pipes of Windows; a C locale would switch Python's own mode of UTF-8 on."""
    plain = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"}
    environment = {**os.environ, "GRAPHKIT_STORE": str(store), **plain, **encoding}
    query = "MATCH (c:Company {key: 'nio'}) UNWIND c.names AS name RETURN name"
    done = subprocess.run(
        [sys.executable, "-m", "graphkit", "cypher", query, "-f", "csv"],
        capture_output=True,
        env=environment,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert written in done.stdout.decode().splitlines()


def test_what_an_answer_says_of_itself_stands_below_its_rows(store: Path) -> None:
    said = graphkit("routes", "NIO", *DAY, store=store).stdout
    assert said.endswith("as known on 2026-11-23.\nNIO may build: own (NIO).\n")
    ahead = graphkit("ask", "may-build", "NIO", "--as-of", "2033-01-01", *DAY[2:], store=store)
    assert "2033-01-01 is after 2026-11-23, up to which sources are read" in ahead.stdout


def test_loading_again_changes_nothing_and_says_so(run: Run) -> None:
    again = run("load", "autos-china", "seed-article")
    assert again.returncode == 0
    assert "nothing has changed" in again.stdout


def test_an_answer_is_a_table_with_its_sources_below(run: Run) -> None:
    shown = run("ask", "who-builds-on-whose-licence", "Xiaomi", *DAY)
    assert shown.returncode == 0
    assert re.search(r"Xiaomi +borrowed +BAIC Off-road", shown.stdout)
    assert re.search(r"^\[\d+\] Pandaily, 2023-12", shown.stdout, re.MULTILINE)
    assert "as of 2023-12-10, as known on 2026-11-23" in shown.stdout


def test_json_has_rows_as_objects_and_the_evidence(run: Run) -> None:
    answer = json.loads(run("ask", "who-builds-on-whose-licence", *DAY, "-f", "json").stdout)
    assert answer["question"] == "who-builds-on-whose-licence"
    assert answer["parameters"] == {"as_of": "2023-12-10", "known_on": "2026-11-23"}
    assert answer["columns"] == [
        "company",
        "mode",
        "licence_holder",
        "qualification",
        "valid_from",
        "valid_to",
        "certainty",
        "sources",
    ]
    row = next(each for each in answer["rows"] if each["company"] == "Jidu Auto")
    assert row["licence_holder"] == "Geely"
    assert len(answer["row_facts"]) == len(answer["rows"])
    evidence = answer["evidence"]
    assert {"source", "publisher", "url", "published", "quote", "fact"} <= evidence[0].keys()
    said = {each["fact"] for each in evidence}
    assert all(said.issuperset(facts) and facts for facts in answer["row_facts"])


def test_csv_can_be_read_back(run: Run) -> None:
    text = run("ask", "licence-history", "NIO", *DAY, "-f", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {"JAC Motors"} < {each["through"] for each in rows}


def _width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in line)


@pytest.mark.parametrize("columns", [40, 80, 120, 200])
def test_tables_fit_the_terminal_and_chinese_stays_aligned(run: Run, columns: int) -> None:
    table = run(
        "cypher",
        "MATCH (e:Company) WHERE size(e.names) > 1 RETURN e.names[1] AS other, "
        "e.country AS country ORDER BY other",
        columns=columns,
    ).stdout
    lines = [line for line in table.splitlines() if line.strip()][:-1]
    assert any("蔚" in line or "汽车" in line for line in lines)
    assert all(_width(line) <= columns for line in lines)
    ends = {_width(line[: line.rindex("CN")]) for line in lines if line.rstrip().endswith("CN")}
    assert len(ends) == 1, "the second column does not begin at one place"


def test_why_shows_quotes_and_chains(run: Run) -> None:
    shown = run("why", "蔚来", "--as-of", "2022-06-01", "--known-on", "2026-11-23").stdout
    assert "JAC Motors manufactures for NIO" in shown
    assert "SEC EDGAR" in shown


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("ask", "licence-history", "NOI"), "did you mean"),
        (("ask", "licence-histry", "NIO"), "did you mean licence-history"),
        (("ask", "licence-history"), "needs company"),
        (("ask", "licence-history", "NIO", "XPeng"), "was given 2 arguments"),
        (("ask", "licence-history", "NIO", "-p", "depth=3"), "no parameter 'depth'"),
        (("ask", "licence-history", "NIO", "--as-of", "2023"), "write it as 2023-12-04"),
        (("ask", "licence-history", "小鵬"), "did you mean 小鵬汽車"),
        (("ask", "licence-hubs", "x"), "at_least: 'x' is not a count"),
        (("ask", "licence-hubs", "at_least=3"), "write it as -p at_least=3"),
        (("cypher", "MATCH (n RETURN n"), "syntax"),
        (("cypher", "CREATE (n:X)"), "read"),
        (("check", "no-such-pack"), "no-such-pack"),
        (("show", "NIO", "-o", "/proc/nowhere/x.html"), "/proc/nowhere"),
        (("export", "-o", "/proc/nowhere"), "/proc/nowhere"),
    ],
)
def test_bad_input_is_one_clear_message_and_code_1(
    run: Run, arguments: tuple[str, ...], says: str
) -> None:
    failed = run(*arguments)
    assert failed.returncode == 1
    assert says in failed.stderr
    assert "Traceback" not in failed.stderr
    assert not failed.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("chek",), "'check'"),
        (("ask",), "QUESTION"),
        (("ask", "why", "--frmat", "json"), "--format"),
        (("ask", "why", "-f", "yaml"), "'json'"),
        (("ask", "licence-hubs", "-p", "three"), "NAME=VALUE"),
    ],
)
def test_wrong_usage_is_code_2(run: Run, arguments: tuple[str, ...], says: str) -> None:
    failed = run(*arguments)
    assert failed.returncode == 2
    assert says in failed.stderr
    assert "Traceback" not in failed.stderr


def test_an_empty_store_says_how_to_fill_it(tmp_path: Path) -> None:
    for arguments in (("ask", "who-builds-on-whose-licence"), ("why", "NIO")):
        shown = graphkit(*arguments, store=tmp_path / "nothing")
        assert "graphkit load autos-china" in shown.stdout + shown.stderr
    assert not (tmp_path / "nothing").exists(), "a question has made a store"


def test_a_day_before_every_source_is_an_honest_empty_answer(run: Run) -> None:
    shown = run("ask", "who-builds-on-whose-licence", "--known-on", "1900-01-01")
    assert shown.returncode == 0
    assert "could be known by 1900-01-01" in shown.stdout


def test_keep_going_loads_the_good_rows_and_the_mended_ones_later(tmp_path: Path) -> None:
    pack = tmp_path / "cars"
    pack.mkdir()
    (pack / "dataset.yaml").write_text("name: cars\ntitle: Cars\nretrieved: 2026-01-01\n")
    (pack / "entities.csv").write_text(
        "key,kind,name\na,Company,Alpha\nb,Company,Beta\nc,Company,Gamma\n"
    )
    (pack / "sources.csv").write_text("key,title,publisher,kind,published\ns,T,P,press,2020\n")
    good = "a,MANUFACTURES_FOR,b,2019,s,words\n"
    (pack / "statements.csv").write_text(
        "subject,relation,object,valid_from,source,quote\n"
        + good
        + "a,MANUFACTURES_FOR,c,2019-13,s,words\n"
    )
    where = tmp_path / "store"
    refused = graphkit("load", str(pack), store=where)
    assert refused.returncode == 1
    assert "statements.csv:3:valid_from" in refused.stderr
    assert not where.exists()
    partly = graphkit("load", str(pack), "--keep-going", store=where)
    assert partly.returncode == 1
    assert "1 row was not loaded" in partly.stdout
    quarantine = tmp_path / "cars-quarantine" / "statements.csv"
    quarantine.write_text(quarantine.read_text().replace("2019-13", "2019-12"))
    mended = graphkit("load", str(quarantine.parent), store=where)
    assert mended.returncode == 0, mended.stderr
    count = graphkit("cypher", "MATCH (s:Statement) RETURN count(s) AS n", "-f", "csv", store=where)
    assert count.stdout.split() == ["n", "2"]


def test_hostile_names_are_data_everywhere(tmp_path: Path) -> None:
    name = "'}) DETACH DELETE n //"
    formula, escape = '=HYPERLINK("x")', "[bold]red[/bold]"
    pack = tmp_path / "hostile"
    pack.mkdir()
    (pack / "dataset.yaml").write_text("name: hostile\ntitle: H\nretrieved: 2026-01-01\n")
    with (pack / "entities.csv").open("w", newline="") as file:
        csv.writer(file).writerows(
            [
                ("key", "kind", "name"),
                ("a", "Company", name),
                ("b", "Company", formula),
                ("c", "Company", escape),
            ]
        )
    (pack / "sources.csv").write_text("key,title,publisher,kind,published\ns,T,P,press,2020\n")
    (pack / "statements.csv").write_text(
        "subject,relation,object,source,quote\na,MANUFACTURES_FOR,b,s,words\n"
        "c,MANUFACTURES_FOR,a,s,words\n"
    )
    where = tmp_path / "store"
    assert graphkit("load", str(pack), store=where).returncode == 0
    found = json.loads(graphkit("why", name, "-f", "json", store=where).stdout)
    assert len(found["rows"]) == 2
    table = graphkit("why", name, store=where, columns=300).stdout
    assert name in table
    assert escape in table
    written = graphkit(
        "cypher", "MATCH (e:Entity) RETURN e.name AS name", "-f", "csv", store=where
    ).stdout
    assert "\"'=HYPERLINK(" in written
    graphkit("export", "-o", str(tmp_path / "out"), store=where)
    entities = (tmp_path / "out" / "hostile" / "entities.csv").read_text()
    assert "'=HYPERLINK(" in entities
    assert len(entities.splitlines()) == 4


def test_export_writes_packs_and_a_table_of_facts(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = run("export", "--format", "csv", "-o", str(out), *DAY)
    assert done.returncode == 0
    assert "losses.json" in done.stdout
    assert {"autos-china", "seed-article", "facts.csv", "nodes.csv", "losses.json"} == {
        each.name for each in out.iterdir()
    }
    with (out / "facts.csv").open(encoding="utf-8", newline="") as file:
        facts = list(csv.DictReader(file))
    assert {each["certainty"] for each in facts} == {"yes", "possible"}
    assert all(each["valid_from_earliest"] <= DAY[1] for each in facts)
    assert all(not each["valid_to_latest"] or DAY[1] < each["valid_to_latest"] for each in facts)
    assert run("check", str(out)).returncode == 0


def test_export_takes_a_format_and_a_part(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "licences.gexf"
    part = ("--relation", "USES_LICENCE_OF", "--no-isolated")
    assert run("export", "--format", "gexf", "-o", str(file), *part).returncode == 0
    text = file.read_text(encoding="utf-8")
    assert 'kind="USES_LICENCE_OF"' in text
    assert 'kind="OWNS"' not in text
    lost = json.loads((tmp_path / "licences.gexf.losses.json").read_text(encoding="utf-8"))
    assert lost["files"] == ["licences.gexf"]
    wrong = run("export", "-o", str(file.with_suffix("")), "--relation", "USES_LICENSE_OF")
    assert wrong.returncode == 1
    assert "did you mean USES_LICENCE_OF" in wrong.stderr


def test_verbs_that_reason_are_questions_of_the_catalogue(run: Run) -> None:
    for verb, question in (
        (("routes", "NIO"), ("routes", "NIO")),
        (("conflicts", "NIO"), ("conflicts", "-p", "company=NIO")),
        (("timeline", "NIO"), ("timeline", "NIO")),
        (("stress", "--suspend", "JAC Motors"), ("stress", "-p", "suspend=JAC Motors")),
        (
            ("diff", "NIO", "--from", "2023-11-01", "--to", "2024-06-01"),
            ("diff", "2023-11-01", "2024-06-01", "NIO"),
        ),
    ):
        ours = run(*verb, *DAY, "-f", "json")
        assert ours.returncode == 0, ours.stderr
        assert json.loads(ours.stdout)["rows"]
        assert ours.stdout == run("ask", *question, *DAY, "-f", "json").stdout


def test_stress_of_nothing_is_wrong_usage(run: Run) -> None:
    failed = run("stress")
    assert failed.returncode == 2
    assert "--suspend" in failed.stderr


def test_a_receipt_is_proved_again_and_tampering_is_found(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "answer.json"
    question = ("ask", "who-builds-on-whose-licence", "Xiaomi", *DAY)
    assert run(*question, "--receipt", str(file)).returncode == 0
    proved = run("verify", str(file), "--against")
    assert proved.returncode == 0
    assert "holds; checked: hashes, facts, rows, the store" in proved.stdout
    file.write_text(file.read_text(encoding="utf-8").replace("BAIC", "XAIC"), encoding="utf-8")
    found = run("verify", str(file))
    assert found.returncode == 1
    assert "altered" in found.stdout
    file.write_text("{", encoding="utf-8")
    assert "answer.json" in run("verify", str(file)).stderr


def test_a_decision_is_made_shown_and_taken_back(tmp_path: Path) -> None:
    where = tmp_path / "store"
    assert graphkit("load", "autos-china", store=where).returncode == 0
    because = ("--who", "A. Analyst", "--why", "a slip of the page")
    made = graphkit("decide", "autos-china:r12b", "set-aside", *because, store=where)
    assert made.returncode == 0, made.stderr
    key = made.stdout.split(":", 2)[0] + ":" + made.stdout.split(":")[1].strip()
    assert "a slip of the page" in graphkit("conflicts", "NIO", store=where, columns=400).stdout
    assert "a slip of the page" in graphkit("why", "NIO", store=where, columns=400).stdout
    early = ("--on", "2001-01-01")
    told = graphkit("decide", "autos-china:r12b", "upheld", *because, *early, store=where)
    assert "is upheld from 2001-01-01 on.\nBut on " in told.stdout
    assert f"to take that back: graphkit withdraw {key}" in told.stdout
    taken = graphkit("withdraw", key, *because, store=where)
    assert taken.returncode == 0, taken.stderr
    missing = graphkit("decide", "autos-china:r12bb", "set-aside", *because, store=where)
    assert missing.returncode == 1
    assert "did you mean autos-china:r12b" in missing.stderr


def test_a_plan_is_shown_applied_listed_and_taken_back(tmp_path: Path) -> None:
    pack, where, file = tmp_path / "cars", tmp_path / "store", tmp_path / "plan.json"
    pack.mkdir()
    (pack / "dataset.yaml").write_text("name: cars\ntitle: Cars\nretrieved: 2026-01-01\n")
    (pack / "entities.csv").write_text("key,kind,name\na,Company,Alpha\nb,Company,[red]Bé\n")
    (pack / "sources.csv").write_text("key,title,publisher,kind,published\ns,T,P,press,2020\n")
    head, row = "id,subject,relation,object,valid_from,source,quote\n", "r1,a,OWNS,b,{},s,words\n"
    (pack / "statements.csv").write_text(head + row.format(2018))
    assert graphkit("load", str(pack), store=where).returncode == 0
    (pack / "statements.csv").write_text(head + row.format(2016))
    shown = graphkit("plan", str(pack), "-o", str(file), store=where)
    assert shown.returncode == 0, shown.stderr
    assert "corrected (1): says another thing under the same key: our error" in shown.stdout
    assert "  Alpha owns a share of [red]Bé (statement cars:r1) [correction]" in shown.stdout
    assert "    - valid_from: 2018\n    + valid_from: 2016" in shown.stdout
    applied = graphkit("apply", str(file), store=where)
    assert "run-2: apply cars (~1 statement" in applied.stdout
    again = graphkit("apply", str(file), store=where)
    assert (again.returncode, "carried out already, by run-2" in again.stdout) == (0, True)
    listed = json.loads(graphkit("history", "-f", "json", store=where).stdout)
    assert [(each["number"], each["command"]) for each in listed] == [(1, "load"), (2, "apply")]
    refused = graphkit("undo", "run-1", store=where)
    assert refused.returncode == 1
    assert "run-2 (apply cars) changed what it changed" in refused.stderr
    for wrong in ("local:1a2b3c4d", "2"):
        assert "run-12" in graphkit("undo", wrong, store=where).stderr
    assert "undo run-2" in graphkit("undo", "run-2", store=where).stdout
    state = graphkit("history", store=where, columns=200).stdout
    assert "undone by run-3" in state
    file.write_text(file.read_text().replace("2016", "2015"))
    altered = graphkit("apply", str(file), store=where)
    assert altered.returncode == 1
    assert "plan.json" in altered.stderr
    assert "was altered" in altered.stderr


def test_a_query_of_ones_own_reads_only_and_ends_in_time(run: Run) -> None:
    refused = run("cypher", "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line")
    assert refused.returncode == 1
    assert "LOAD CSV" in refused.stderr
    bomb = run(
        "cypher", "MATCH (a), (b), (c), (d) WHERE a.key < d.key RETURN count(*)", "--seconds", "1"
    )
    assert bomb.returncode == 1
    assert "second" in bomb.stderr
    few = run("cypher", "MATCH (c:Company) RETURN c.name AS name", "--rows", "3", "-f", "csv")
    assert len(few.stdout.splitlines()) == 4
    assert "more than these 3 rows" in few.stderr


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("MATCH (n:Compny) RETURN n.name", "is called Compny; did you mean Company"),
        ("MATCH ()-[r:MAKES|USES_LICENSE_OF {key: 'x'}]->() RETURN r.key", "USES_LICENCE_OF?"),
        ("MATCH (n:Company {key: 'x'}) WITH {Compny: 1} AS m RETURN m", "No rows."),
        ("MATCH (n:Mine) RETURN n", "No rows."),
        ("MATCH (:Brand {key: 'x'})-[:STATED_IN]->() RETURN 1", "No rows."),
    ],
)
def test_a_query_that_finds_nothing_says_which_label_is_misspelt(
    run: Run, query: str, says: str
) -> None:
    shown = run("cypher", query).stdout
    assert says in shown
    assert (says == "No rows.") == ("did you mean" not in shown)


def test_quiet_says_nothing(run: Run, tmp_path: Path) -> None:
    for arguments in (
        ("load", "seed-article"),
        ("check", "seed-article"),
        ("show", "NIO", "-o", str(tmp_path / "x.html")),
        ("export", "-o", str(tmp_path / "out")),
    ):
        done = run(*arguments, "--quiet")
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_has_help_with_examples(run: Run, name: str) -> None:
    shown = run(name, "--help")
    assert shown.returncode == 0
    examples = shown.stdout.partition("Examples:")[2]
    assert f"graphkit {name}" in examples
    assert "..." not in cli.commands[name].get_short_help_str(200)


def test_every_command_is_in_the_readme() -> None:
    readme = Path(__file__).parents[2].joinpath("README.md").read_text(encoding="utf-8")
    assert [name for name in cli.commands if f"graphkit {name}" not in readme] == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_and_what_they_offer(run: Run, shell: str, store: Path) -> None:
    assert "graphkit" in run("completion", shell).stdout
    environment = {
        **os.environ,
        "COMP_WORDS": "graphkit ask licence-h",
        "COMP_CWORD": "2",
        "_GRAPHKIT_COMPLETE": "bash_complete",
        "GRAPHKIT_STORE": str(store),
    }
    offered = subprocess.run(
        [sys.executable, "-c", "from graphkit.cli.main import cli; cli(prog_name='graphkit')"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    assert "licence-history" in offered


def test_help_loads_no_database_and_no_pandas() -> None:
    code = (
        "import sys; from graphkit.cli.main import cli\n"
        "try: cli(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'kglite', 'pandas', 'numpy', 'networkx', 'pyvis', 'yaml', 'neo4j', 'rich', "
        "'orjson', 'openpyxl', 'pyarrow', 'rapidfuzz'}\n"
        "print('HEAVY', sorted(heavy & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "HEAVY []" in shown.stdout


def test_version(run: Run) -> None:
    assert re.fullmatch(r"graphkit, version \d+\.\d+\.\d+\S*\n", run("--version").stdout)
