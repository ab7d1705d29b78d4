"""The 25 questions: graphkit answers them in full, and the score tells right from wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from neo4j_server.fixtures import NEO4J_VERSIONS, PackServer

import graphkit
from graphkit.loading import read
from graphkit.questions.catalogue import catalogue

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "competency"
sys.path.insert(0, str(BENCHMARK))

from gold import Case, Part, parts  # noqa: E402 - the benchmark is no package
from scores import Names, Told, score  # noqa: E402
from systems import Answers, Graphkit  # noqa: E402

Counted = tuple[int, int]  # rows that are right, and rows that are wanted
PARTS = parts()
CASES = [case for part in PARTS for case in part.cases]


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(read(["seeds"]))


@pytest.fixture(scope="module", params=["embedded", *NEO4J_VERSIONS])
def seeds(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    neo4j_packs: PackServer,
) -> Iterator[graphkit.Graph]:
    """The bundled packs on each engine."""
    if request.param == "embedded":
        with graphkit.open(tmp_path_factory.mktemp("seeds") / "store") as graph:
            graph.load("seeds")
            yield graph
    else:
        server = neo4j_packs(request.param)
        with graphkit.open(server.url, **server.login) as graph:
            yield graph


@pytest.mark.parametrize("part", PARTS, ids=lambda each: each.key)
def test_graphkit_answers_in_full_and_shows_the_evidence(
    part: Part, seeds: graphkit.Graph, names: Names
) -> None:
    wrong = {each.case.key: each.wrong for each in score([part], Graphkit(seeds), names)}
    assert wrong == dict.fromkeys(wrong, ())


def _yaml(name: str) -> Any:
    return yaml.safe_load((BENCHMARK / name).read_text("utf-8"))


def test_every_source_of_the_gold_is_one_that_a_person_can_find() -> None:
    sources = {each.key: each for each in read(["seeds"]).sources}
    for case in CASES:
        for row in case.rows:
            for key in row.evidence:
                assert sources[key].url or (sources[key].publisher and sources[key].title), key


def test_no_gold_rests_on_what_was_published_later() -> None:
    sources = {each.key: each for each in read(["seeds"]).sources}
    for case in CASES:
        for row in case.rows:
            assert all(sources[key].known[0] <= case.known_on for key in row.evidence), case.key


def test_each_question_of_the_catalogue_that_is_asked_exists() -> None:
    asks = {str(key): how for key, how in _yaml("graphkit.yaml").items()}
    assert {each["question"] for each in asks.values()} <= set(catalogue())
    assert {part.key for part in PARTS} == set(asks)


class Says:
    """A system that says the same to every case."""

    def __init__(self, told: Sequence[Told]) -> None:
        self._told = told

    def answer(self, case: Case) -> Sequence[Told]:
        return self._told


def _told(case: Case, *, shown: bool = True) -> list[Told]:
    """The gold answer as a system would tell it."""
    return [
        Told(dict(zip(case.columns, each.cells, strict=True)), each.evidence if shown else ())
        for each in case.rows
    ]


@pytest.fixture
def case() -> Case:
    """The first case of the first question: two rows, which are the whole answer."""
    return CASES[0]


def _score(case: Case, told: Sequence[Told], names: Names) -> tuple[Counted, Counted]:
    [found] = score([Part("x", 1, (case,))], Says(told), names)
    assert found.full is (found.answer == (found.answer[1],) * 2 and len(set(found.evidence)) == 1)
    return found.answer, found.evidence


def test_the_gold_itself_scores_in_full(case: Case, names: Names) -> None:
    assert _score(case, _told(case), names) == ((2, 2), (2, 2))


def test_nothing_scores_nothing(case: Case, names: Names) -> None:
    assert _score(case, [], names) == ((0, 2), (0, 2))


def test_a_right_answer_without_its_sources_has_no_evidence(case: Case, names: Names) -> None:
    assert _score(case, _told(case, shown=False), names) == ((2, 2), (0, 2))
    most = [Told(each.cells, list(each.sources)[1:]) for each in _told(case)]
    assert _score(case, most, names) == ((2, 2), (0, 2))


def test_a_row_too_many_costs_where_the_answer_is_whole(case: Case, names: Names) -> None:
    more = [*_told(case), Told({"mode": "own", "holder": "NIO"}, ())]
    assert _score(case, more, names) == ((2, 3), (2, 2))


def test_a_row_too_many_costs_nothing_where_a_part_is_asked_unless_it_is_wrong(
    names: Names,
) -> None:
    [case] = [each for each in CASES if each.key == "1.3"]
    told, rows = _told(case), len(case.rows)
    other = Told(dict.fromkeys(case.columns, "other"), ())
    assert _score(case, [*told, other], names) == ((rows, rows), (rows, rows))
    wrong = Told(dict(zip(case.columns, case.absent[0], strict=True)), ())
    assert _score(case, [*told, wrong], names)[0] == (rows, rows + 1)


def test_names_and_sources_may_be_said_in_other_ways(case: Case, names: Names) -> None:
    urls = {each.key: each.url or each.title for each in read(["seeds"]).sources}
    told = [
        Told({**each.cells, "holder": "江淮汽车"}, {urls[key] for key in each.sources})
        for each in _told(case)
    ]
    assert _score(case, told, names) == ((2, 2), (2, 2))


def test_a_system_that_fails_scores_nothing_and_is_told(case: Case, names: Names) -> None:
    class Broken:
        def answer(self, case: Case) -> Sequence[Told]:
            raise RuntimeError("out of order")

    [first, *_] = score(PARTS, Broken(), names)
    assert first.answer == (0, 2)
    assert first.wrong[0] == "failed: RuntimeError: out of order"


def test_another_system_answers_by_a_file(case: Case, names: Names, tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    rows = [{**each.cells, "sources": sorted(each.sources)} for each in _told(case)]
    path.write_text(json.dumps({case.key: rows}), encoding="utf-8")
    scores = {each.case.key: each for each in score(PARTS, Answers(path), names)}
    assert scores[case.key].full
    assert sum(each.full for each in scores.values() if each.case.rows) == 1


def test_the_runner_prints_the_questions_without_their_answers() -> None:
    done = subprocess.run(
        [sys.executable, str(BENCHMARK / "run.py"), "--questions"],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    asked = json.loads(done.stdout)
    assert [each["key"] for each in asked] == [each.key for each in CASES]
    assert all(
        "{" not in each["question"] and not {"rows", "evidence"} & set(each) for each in asked
    )


def test_the_runner_says_what_is_missing_and_fails(tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    path.write_text("{}", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(BENCHMARK / "run.py"), "--answers", str(path)],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 1
    assert "missing: ('borrowed', 'JAC Motors'" in done.stdout


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(BENCHMARK / "run.py"), *arguments],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )


def test_another_system_answers_by_an_adapter(tmp_path: Path) -> None:
    adapter = tmp_path / "mine.py"
    adapter.write_text(
        "from scores import Told\n"
        "class Mine:\n"
        "    def answer(self, case):\n"
        "        return [Told(dict(zip(case.columns, row.cells)), row.evidence)\n"
        "                for row in case.rows]\n",
        encoding="utf-8",
    )
    done = _run("--system", f"{adapter}:Mine")
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{len(CASES)} of {len(CASES)} cases in full" in done.stdout
    for wrong in (f"{adapter}:Other", f"{tmp_path / 'none.py'}:Mine", "mine"):
        refused = _run("--system", wrong)
        assert refused.returncode == 1
        assert "Traceback" not in refused.stderr


def test_a_gold_row_that_does_not_fit_its_columns_is_refused(tmp_path: Path) -> None:
    file = _yaml("questions.yaml")
    file["questions"][3]["cases"][0]["has"][0][0].append("a cell too many")
    path = tmp_path / "questions.yaml"
    path.write_text(yaml.safe_dump(file), encoding="utf-8")
    with pytest.raises(ValueError, match="3, case 1: a row is not as long as the columns"):
        parts(path)


def test_each_of_the_numbers_is_asked_or_explained(tmp_path: Path) -> None:
    file = _yaml("questions.yaml")
    del file["questions"][5]
    path = tmp_path / "questions.yaml"
    path.write_text(yaml.safe_dump(file), encoding="utf-8")
    with pytest.raises(ValueError, match="not every number from 1 to 25"):
        parts(path)


def test_an_empty_gold_is_answered_by_silence(names: Names) -> None:
    [case] = [each for each in CASES if each.key == "1.9"]
    assert case.rows == ()
    assert _score(case, [], names) == ((1, 1), (0, 0))
    wrong = Told(dict(zip(case.columns, case.absent[0], strict=True)), ())
    assert _score(case, [wrong], names)[0] == (0, 1)
