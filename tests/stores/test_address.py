"""Addresses of servers: what they may say, and that no password gets into or out of one."""

from __future__ import annotations

import pytest

from graphkit.errors import StoreError
from graphkit.stores import is_server, open_store
from graphkit.stores.address import Address

SECRET = "s3cret"


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NEO4J_USER", "NEO4J_PASSWORD", "NEO4J_DATABASE"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("scheme", ["bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc"])
def test_every_scheme_of_the_driver_is_one(scheme: str) -> None:
    address = Address.of(f"{scheme.upper()}://db.example:7687")
    assert address.url == f"{scheme}://db.example:7687"
    assert is_server(address.url)


def test_a_home_folder_of_nobody_is_said() -> None:
    with pytest.raises(StoreError, match="~nobody-of-that-name/store has no such home folder"):
        open_store("~nobody-of-that-name/store")


@pytest.mark.parametrize("url", ["http://x", "graph", "/graph", "C:\\graph", "file:///graph", ""])
def test_what_is_no_server_is_none(url: str) -> None:
    assert not is_server(url)


def test_the_database_is_an_option_of_the_address() -> None:
    address = Address.of("neo4j://h:7687?database=a%26b&policy=eu")
    assert address.database == "a&b"
    assert address.url == "neo4j://h:7687?policy=eu"
    assert address.shown == "neo4j://h:7687?policy=eu&database=a%26b"
    assert Address.of(address.shown) == address


def test_who_logs_in_comes_from_arguments_then_the_address_then_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert Address.of("bolt://h") == Address("bolt://h")
    monkeypatch.setenv("NEO4J_PASSWORD", SECRET)
    assert Address.of("bolt://h") == Address("bolt://h", "", "neo4j", SECRET)
    monkeypatch.setenv("NEO4J_USER", "eve")
    monkeypatch.setenv("NEO4J_DATABASE", "env")
    assert Address.of("bolt://h") == Address("bolt://h", "env", "eve", SECRET)
    named = Address.of("bolt://ann@h?database=url")
    assert named == Address("bolt://h", "url", "ann", SECRET)
    given = Address.of("bolt://ann@h?database=url", user="bob", password="", database="arg")
    assert given == Address("bolt://h", "arg", "bob", "")


@pytest.mark.parametrize(
    "url",
    [
        f"neo4j://neo4j:{SECRET}@h:7687",
        f"neo4j://:{SECRET}@h",
        f"neo4j://neo4j:{SECRET}/x@h:7687",
        f"neo4j://neo4j:{SECRET}?x@h:7687",
        f"neo4j://neo4j:{SECRET}#x@h:7687",
        f"neo4j://neo4j:{SECRET}[@h:7687",
        f"neo4j://h:7687?password={SECRET}",
        f"neo4j://h:7687?user=neo4j&Password={SECRET}",
    ],
)
def test_a_password_in_an_address_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(StoreError, match="set NEO4J_PASSWORD") as refused:
        open_store(url)
    assert SECRET not in str(refused.value)
    assert refused.value.__cause__ is None
    assert refused.value.__context__ is None


def test_a_password_shows_nowhere() -> None:
    address = Address.of("bolt://h", password=SECRET)
    assert SECRET not in repr(address) + address.shown
    with open_store("bolt://h", password=SECRET) as store:
        assert SECRET not in repr(store) + store.url


@pytest.mark.parametrize(
    "url", ["neo4j://", "bolt://:7687", "bolt://h:x", "bolt://h/db", "bolt://h#f"]
)
def test_half_an_address_is_refused_with_an_example(url: str) -> None:
    with pytest.raises(StoreError, match="write neo4j://"):
        open_store(url)


@pytest.mark.parametrize("url", ["http://me:pw@h", "https://h", "sqlite:///x"])
def test_an_address_of_something_else_is_refused(url: str) -> None:
    with pytest.raises(StoreError, match="is not an address of a store") as refused:
        open_store(url)
    assert "pw" not in str(refused.value)


def test_a_folder_has_no_users_and_databases(tmp_path: object) -> None:
    with pytest.raises(StoreError, match="only a server has"):
        open_store(str(tmp_path), database="x")
