"""What holds for every test: nothing leaves this machine, and who measures time is alone. And what
many tests share: the index.

The program must answer on a closed network, so a test that would reach out fails at once, with
the address it wanted. Files, pipes and loopback stay open. Child processes are not covered.

The index is that of the real corpus, built once with the real model from the user's cache.
"""

from __future__ import annotations

import io
import ipaddress
import os
import shutil
import socket
import sys
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from platformdirs import user_cache_path

from qa.cli import main
from qa.model.encode import Encoder, open_encoder
from qa.model.obtain import obtain
from qa.store.index import Index
from tests.archive import write_corpus
from tests.commands import Ended, Run
from tests.engines import build_tested, connect_tested, settings_tested
from tests.properties import REPEATABLE
from tests.quiet import turn
from tests.remembered import RememberingEncoder, RememberingIndex, of_build, of_model

settings.load_profile(REPEATABLE)  # --hypothesis-profile names another

CORPUS = Path(__file__).parents[1] / "corpus"

GUARDED_METHODS = ("connect", "connect_ex", "sendto")
GUARDED_LOOKUPS = ("getaddrinfo", "gethostbyname", "gethostbyname_ex")


class NetworkShutError(RuntimeError):
    """A test reached for another machine.

    Not an OSError: libraries catch those and fall back silently, which would hide the attempt.
    """


def is_loopback(host: object) -> bool:
    """Say whether a host, as given to a socket, can only be this machine."""
    if host is None:
        return True
    name = host.decode() if isinstance(host, bytes) else str(host)
    if name in {"", "localhost"}:
        return True
    try:
        address = ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return False  # a name: its look-up would leave the machine
    mapped = getattr(address, "ipv4_mapped", None) or address
    return bool(mapped.is_loopback or mapped.is_unspecified)


def _guard_method(original: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(self: socket.socket, *args: Any) -> Any:
        address = args[-1]
        if self.family in {socket.AF_INET, socket.AF_INET6} and not is_loopback(address[0]):
            raise NetworkShutError(
                f"a test reached for {address!r}; only loopback is open in tests"
            )
        return original(self, *args)

    return guarded


def _guard_lookup(original: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(host: object, *args: Any, **kwargs: Any) -> Any:
        if not is_loopback(host):
            raise NetworkShutError(f"a test looked up {host!r}; only loopback is open in tests")
        return original(host, *args, **kwargs)

    return guarded


@pytest.fixture(scope="session", autouse=True)
def _network_is_shut() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in GUARDED_METHODS:
            patch.setattr(socket.socket, name, _guard_method(getattr(socket.socket, name)))
        for name in GUARDED_LOOKUPS:
            patch.setattr(socket, name, _guard_lookup(getattr(socket, name)))
        yield


def is_quiet(item: pytest.Item) -> bool:
    return item.get_closest_marker("quiet") is not None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put last who wants to be alone: then nearly nobody has to wait for it.

    The files beside this one go first, since one of them takes as long as a folder of others: two
    processes would end apart.
    """
    items.sort(key=lambda item: (is_quiet(item), item.path.parent != Path(__file__).parent))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, bool | None, bool | None]:
    """Run a test, its fixtures included, when it is its turn."""
    with turn(alone=is_quiet(item)):
        return (yield)


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of the real letters."""
    return CORPUS


@pytest.fixture(scope="session")
def remembered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is worked out once, for the processes of a run together."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "remembered"
    folder.mkdir(exist_ok=True)
    return folder


def said_of(model: Encoder, config: pytest.Config, otherwise: Path) -> Path:
    """Return a folder for what a model says of texts, and drop those of others."""
    if not hasattr(config, "cache"):  # -p no:cacheprovider
        return otherwise
    folder = config.cache.mkdir(f"model-{of_model(model)}")
    for other in folder.parent.glob("model-*"):
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)
    return folder


@pytest.fixture(scope="session")
def encoder(remembered: Path, pytestconfig: pytest.Config) -> Encoder:
    """The real model, which tells each text once for all tests.

    Of one thread: more of them spin while they wait for each other, and hold up other tests.
    """
    cache = os.environ.get("QA_CACHE")
    folder = obtain("", Path(cache) if cache else user_cache_path("kamerbrief-qa"), print)
    model = open_encoder(folder, threads=1)
    made = Path(os.environ.get("QA_INDEX", CORPUS.with_name("index")))
    said = said_of(model, pytestconfig, remembered)
    return RememberingEncoder(model, said, of_build(model, made, CORPUS))


@pytest.fixture(scope="session")
def index_folder(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Path:
    """An index of the real corpus; what alters it works on a copy."""
    folder = tmp_path_factory.mktemp("index")
    build_tested(CORPUS, folder, encoder)
    return folder


@pytest.fixture(scope="session")
def index(index_folder: Path, encoder: Encoder) -> Index:
    """The index of the real corpus, opened."""
    return Index.open(index_folder, lambda: encoder, CORPUS, connect_tested(index_folder))


@pytest.fixture(scope="session")
def asked(index: Index, remembered: Path) -> RememberingIndex:
    """The index of the real corpus, which answers each question once for all tests."""
    return RememberingIndex(index, remembered)


@pytest.fixture(scope="session")
def archive_folder(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Path:
    """A folder with a corpus of several letters and its index."""
    folder = tmp_path_factory.mktemp("archive")
    (folder / "corpus").mkdir()
    build_tested(write_corpus(folder / "corpus"), folder / "index", encoder)
    return folder


@pytest.fixture(scope="session")
def archive(archive_folder: Path, encoder: Encoder) -> Index:
    """An index of several letters."""
    index, corpus = archive_folder / "index", archive_folder / "corpus"
    return Index.open(index, lambda: encoder, corpus, connect_tested(index))


@pytest.fixture
def qa(
    index_folder: Path,
    corpus: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    """Run `qa` with these arguments on the real corpus and its index."""
    monkeypatch.setenv("QA_INDEX", str(index_folder))
    monkeypatch.setenv("QA_CORPUS", str(corpus))
    for name, value in settings_tested(index_folder).items():
        monkeypatch.setenv(name, value)

    def run(*arguments: str, stdin: bytes = b"") -> Ended:
        monkeypatch.setattr(sys, "argv", ["qa", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        try:
            main()
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
        else:
            code = 0
        return Ended(code, *capsys.readouterr())

    return run
