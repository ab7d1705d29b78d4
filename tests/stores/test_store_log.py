"""The log of loads: cut anywhere, changed anywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.errors import StoreDamaged, StoreError
from graphkit.stores.log import START, Mark, StatementLog

LOADS = ([b"one", b"two"], [], ["ü".encode(), b'{"x":"\\n"}', b"z" * 300])


def append(log: StatementLog, mark: Mark, lines: list[bytes]) -> Mark:
    with log.appending(mark) as load:
        load.add(lines)
        mark = load.finish()
        load.commit()
    return mark


@pytest.fixture
def log(tmp_path: Path) -> StatementLog:
    made = StatementLog(tmp_path / "a.log")
    mark = START
    for lines in LOADS:
        mark = append(made, mark, lines)
    return made


def lines_of(log: StatementLog, after: Mark = START) -> list[list[bytes]]:
    return [load.lines for load in log.loads(after)]


def test_what_was_appended_is_read_back(log: StatementLog) -> None:
    assert lines_of(log) == list(LOADS)
    first, second, third = log.loads()
    assert [load.mark.number for load in (first, second, third)] == [1, 2, 3]
    assert third.mark.position == log.size()
    assert lines_of(log, first.mark) == list(LOADS[1:])
    assert log.holds(START)
    assert all(log.holds(load.mark) for load in (first, second, third))
    assert not log.holds(first.mark._replace(sha256="0" * 64))
    assert not log.holds(first.mark._replace(position=first.mark.position + 1))
    assert not log.holds(third.mark._replace(position=third.mark.position + 1000))


def test_heads_are_the_first_lines_of_the_same_loads(log: StatementLog) -> None:
    for count in range(4):
        expected = [(load.mark, load.lines[:count]) for load in log.loads()]
        assert [(load.mark, load.lines) for load in log.heads(count)] == expected


def test_there_may_be_no_log(tmp_path: Path) -> None:
    log = StatementLog(tmp_path / "none.log")
    assert log.size() == 0
    assert lines_of(log) == []
    assert not list(log.heads(1))
    assert log.holds(START)
    assert not log.holds(Mark(500, 1, "0" * 64))


def test_cut_at_any_byte_it_ends_with_the_last_whole_load(log: StatementLog) -> None:
    whole = log.path.read_bytes()
    ends = [load.mark.position for load in log.loads()]
    for cut in range(len(whole)):
        log.path.write_bytes(whole[:cut])
        assert lines_of(log) == list(LOADS[: sum(end <= cut for end in ends)]), cut
        assert len(list(log.heads(1))) == sum(end <= cut for end in ends), cut


def test_what_was_cut_short_gives_way_to_the_next_load(log: StatementLog) -> None:
    whole = log.path.read_bytes()
    first, second, third = log.loads()
    for cut in range(second.mark.position, third.mark.position):
        log.path.write_bytes(whole[:cut])
        mark = append(log, second.mark, [b"new"])
        assert lines_of(log) == [*LOADS[:2], [b"new"]]
        assert log.size() == mark.position
    log.path.write_bytes(whole[:5])
    append(log, START, LOADS[0])
    assert log.path.read_bytes() == whole[: first.mark.position]


def test_a_changed_byte_is_told_wherever_it_is(log: StatementLog) -> None:
    whole = log.path.read_bytes()
    for place in range(len(whole)):
        for bit in (0, 5):
            changed = bytearray(whole)
            changed[place] ^= 1 << bit
            log.path.write_bytes(changed)
            with pytest.raises(StoreError):
                lines_of(log)


def test_damage_names_the_file_and_the_place(log: StatementLog) -> None:
    first = next(log.loads())
    changed = bytearray(log.path.read_bytes())
    changed[first.mark.position + 130] ^= 1
    log.path.write_bytes(changed)
    with pytest.raises(StoreDamaged, match=rf"a\.log is damaged after byte {first.mark.position}"):
        lines_of(log)


def test_a_head_is_not_read_where_its_load_does_not_end(log: StatementLog) -> None:
    whole = log.path.read_bytes()
    _, second, third = log.loads()
    for place in (second.mark.position + 15, third.mark.position - 100):  # its begin, its commit
        changed = bytearray(whole)
        changed[place] ^= 1
        log.path.write_bytes(changed)
        with pytest.raises(StoreDamaged, match=f"after byte {second.mark.position}"):
            list(log.heads(1))


def test_blocks_that_never_reached_the_disk_are_a_load_cut_short(log: StatementLog) -> None:
    whole = log.path.read_bytes()
    _, second, third = log.loads()
    for start, count in ((second.mark.position, 2), (third.mark.position, 3)):
        log.path.write_bytes(whole[:start] + bytes(len(whole) + 400 - start))
        assert len(lines_of(log)) == len(list(log.heads(1))) == count


def test_a_load_that_fails_half_way_is_cut_off_again(log: StatementLog) -> None:
    whole = log.path.read_bytes()
    *_, last = log.loads()

    def broken() -> object:
        yield b"x" * 5000
        raise ValueError("half way")

    with pytest.raises(ValueError, match="half way"), log.appending(last.mark) as load:
        load.add(broken())  # type: ignore[arg-type]
    assert log.path.read_bytes() == whole
    with log.appending(last.mark) as load:
        load.add([b"never committed"])
        load.finish()
    assert log.path.read_bytes() == whole


def test_readers_pass_over_a_load_that_is_being_written(log: StatementLog) -> None:
    *_, last = log.loads()
    with log.appending(last.mark) as load:
        assert lines_of(log) == list(LOADS)
        load.add([b"x" * 10])
        assert lines_of(log) == list(LOADS)
        mark = load.finish()
        assert lines_of(log) == list(LOADS)
        load.commit()
        assert lines_of(log) == [*LOADS, [b"x" * 10]]
        assert log.holds(mark)


def test_another_file_is_not_taken_for_a_log(tmp_path: Path) -> None:
    path = tmp_path / "other.log"
    path.write_text("something else altogether, and longer than a header\n")
    with pytest.raises(StoreDamaged):
        lines_of(StatementLog(path))


def test_a_later_format_asks_for_a_later_version(log: StatementLog) -> None:
    log.path.write_bytes(log.path.read_bytes().replace(b'"format":1}', b'"format":2}'))
    with pytest.raises(StoreError, match="newer version"):
        lines_of(log)


def test_the_log_is_lines_of_json(log: StatementLog) -> None:
    text = log.path.read_bytes().decode()
    assert text.count("\n") == 1 + 2 * len(LOADS) + sum(map(len, LOADS))
    assert text.splitlines()[0] == '{"log":"graphkit statements","format":1}'
