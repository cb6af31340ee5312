"""An embedding model by name → a finished model folder under the user's cache.

In goes nothing (the default, multilingual-e5-small), a sentence-transformers folder or the name of
a model on the hub; out comes the path of a folder that both encoders can read, with an ONNX export
where one can be made. It is made once. A user's own folder is copied, never written to: what an
index was built with stays what it was. An unknown model, or one that was altered, is refused.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import platformdirs

from qa.errors import ModelError, reason
from qa.model import config, graph, reader_graph, seal, tokens, trained, weights
from qa.model import files as model_files
from qa.model.encode import EXPORT
from qa.model.export import ExportFailed, export
from qa.model.reader import GRAPH
from qa.model.seal import fingerprint

__all__ = ["DEFAULT", "fingerprint", "obtain"]

DEFAULT: Final = "multilingual-e5-small"
DEFAULT_CACHE: Final = Path(platformdirs.user_cache_dir("kamerbrief-qa"))

_logger = logging.getLogger(__name__)
# Raise this when what is written changes, so that folders of an older version are not taken for it.
_FORMAT = 2
_HALF = ".half-"  # how the name of a folder starts while it is being filled
_ABANDONED_SECONDS = 24 * 3600  # filling takes a minute, or a large download's time
_HUB_SECONDS = 5.0  # the hub answers within one, or is not reachable
# Other ways to keep the same weights, and reduced exports: large, and never read here.
_UNUSED = ("*.h5", "*.msgpack", "*.ot", "*openvino*", "*model_*.onnx*", ".git*")


def obtain(name: str, cache: Path, report: Callable[[str], None]) -> Path:
    """Return the finished folder of a model, making it first if it is not there yet.

    `name` is empty for the default model. `report` is given a line of Dutch for what takes long.

    Raises: ModelError when the model is unknown, its weights are missing, or a file was altered.
    """
    models = cache / "models"
    try:
        return _adopted(name, models, report) if name else _default(models, report)
    except OSError as error:
        raise ModelError(
            f"{models}: het model is niet klaar te zetten ({reason(error)});"
            " kies een andere map met QA_CACHE, of maak daar ruimte en schrijfrecht."
        ) from error


def _default(models: Path, report: Callable[[str], None]) -> Path:
    """Make the default model from the weights of the installed package."""

    def fill(folder: Path) -> None:
        made = weights.read(weights.locate())
        model_files.write(made, folder)
        quick = folder / EXPORT.parent
        quick.mkdir()
        graph.write(made, folder / EXPORT)
        reader_graph.write(made, trained.read(), folder / GRAPH)
        tokens.write(
            made.vocabulary, model_files.own_normalisation(made.vocabulary.normalisation), quick
        )

    made_from = f"{weights.SHA256[:8]}-{trained.SHA256[:8]}"
    target = models / f"{DEFAULT}-{made_from}-v{_FORMAT}"
    return _settle(target, DEFAULT, fill, report)


def _adopted(name: str, models: Path, report: Callable[[str], None]) -> Path:
    """Copy a folder, or what the hub has, into the cache; a changed source is another copy."""
    named = Path(os.path.expanduser(name))  # Path's own raises where there is no such user
    source = named if named.is_dir() else _from_hub(name, report)
    config.read(source)  # refused before anything is copied
    label = re.sub(r"[^\w.-]+", "-", named.resolve().name, flags=re.ASCII)

    def fill(folder: Path) -> None:
        ignored = shutil.ignore_patterns(*_UNUSED)
        shutil.copytree(source, folder, ignore=ignored, dirs_exist_ok=True)

    target = models / f"{label}-{_state(source)[:8]}-v{_FORMAT}"
    if not target.is_dir():
        report(
            f"{label} heeft geen lezer, die hoort bij het meegeleverde model: meer vragen blijven"
            " zonder zeker antwoord."
        )
    return _settle(target, label, fill, report)


def _from_hub(name: str, report: Callable[[str], None]) -> Path:
    """Return the local copy of a model of the hub, downloading it if there is none.

    A model that is there is taken as it is: a start waits for no network, and an index stays with
    the version it was built with. HF_HUB_OFFLINE and HF_HOME are respected.
    """
    from huggingface_hub import snapshot_download

    # As sentence-transformers does it: a bare name is one of its own models.
    repository = name if "/" in name else f"sentence-transformers/{name}"
    unused = list(_UNUSED)
    try:
        return Path(snapshot_download(repository, local_files_only=True, ignore_patterns=unused))
    except (OSError, ValueError):
        report(f"model «{repository}» wordt opgehaald…")
    try:
        return Path(
            snapshot_download(repository, etag_timeout=_HUB_SECONDS, ignore_patterns=unused)
        )
    except Exception as error:  # beside its own errors, those of whatever library it calls
        reason = " ".join(str(error).split())[:200]
        raise ModelError(
            f"model «{name}»: geen map van die naam, en de hub geeft het niet ({reason});"
            " controleer QA_MODEL, of laat het leeg voor het meegeleverde model."
        ) from error


def _state(source: Path) -> str:
    """Hash where a folder is and what its files look like from outside, without reading them."""
    files = [path for path in sorted(source.rglob("*")) if path.is_file()]
    seen = [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in files]
    return hashlib.sha256(repr((str(source.resolve()), seen)).encode()).hexdigest()


def _settle(
    target: Path, label: str, fill: Callable[[Path], None], report: Callable[[str], None]
) -> Path:
    """Return `target`, filled, exported and sealed as a whole or not there at all.

    It is made beside its place and moved there when done: killed halfway, nothing is left under its
    name, and of two processes that make it at once the second finds the first one's.
    """
    if target.is_dir():
        fingerprint(target)
        return target
    report(f"taalmodel {label} wordt eenmalig klaargezet; dat duurt ongeveer een minuut…")
    target.parent.mkdir(parents=True, exist_ok=True)
    _sweep(target.parent)
    with tempfile.TemporaryDirectory(prefix=_HALF, dir=target.parent) as temporary:
        folder = Path(temporary) / target.name
        folder.mkdir()
        fill(folder)
        _export(folder, label, report)
        seal.write(folder, label)
        try:
            folder.rename(target)
        except OSError:
            if not target.is_dir():
                raise
    fingerprint(target)
    return target


def _export(folder: Path, label: str, report: Callable[[str], None]) -> None:
    """Add the export; without one, questions still work, only slower, and that is said."""
    try:
        export(folder)
    except ExportFailed as error:
        _logger.warning("no ONNX export of %s: %s", label, error)
        report(f"{label} heeft geen ONNX-export ({error}); vragen gaan trager, met torch.")


def _sweep(models: Path) -> None:
    """Remove what killed processes left half done."""
    for path in models.glob(f"{_HALF}*"):
        if time.time() - path.stat().st_mtime > _ABANDONED_SECONDS:
            shutil.rmtree(path, ignore_errors=True)
