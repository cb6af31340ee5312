"""The service does what its OpenAPI file says, whatever is asked of it: Schemathesis tries.

All its phases run (examples, coverage, fuzzing, and calls one after another along the links), with
all its checks and none switched off, against a real `qa serve`. Everything is drawn from one seed,
which `make fuzz` chooses anew.

Two fields are opaque to a client, who can only hand back what the service gave: a context and the
names of letters. No schema can say which those are, so a request that is meant to be right gets
real ones; one that is meant to be wrong keeps what was drawn.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
import schemathesis
from hypothesis import core, settings
from hypothesis.internal.conjecture import engine
from hypothesis.strategies._internal import collections
from hypothesis.vendor import pretty
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import Status, events, from_schema
from schemathesis.engine.run import PhaseName
from schemathesis.hooks import unregister

from qa import Index, ask
from qa.api.http.access import ASKING, new_key
from qa.errors import QuestionError
from qa.question.dialogue.turn import decode
from tests.api.calls import LETTER, QUESTION
from tests.api.running import HOST, Serving
from tests.lexicon import crimes
from tests.properties import tries

pytestmark = pytest.mark.hypothesis  # Schemathesis draws with it: `make fuzz` runs these too
_EXAMPLES: Final = 20  # for each operation: the file takes well under a minute on two cores
_PHASES: Final = (
    PhaseName.EXAMPLES,
    PhaseName.COVERAGE,
    PhaseName.FUZZING,
    PhaseName.STATEFUL_TESTING,
)
_CHECKS: Final = set(
    "allow_header_conformance content_type_conformance ensure_resource_availability ignored_auth"
    " missing_required_header negative_data_rejection not_a_server_error object_level_authorization"
    " positive_data_acceptance response_headers_conformance response_schema_conformance"
    " status_code_conformance unsupported_method use_after_free".split()
)


@pytest.fixture(scope="module", autouse=True)
def _hypothesis_as_it_was() -> Iterator[None]:
    """Undo what Schemathesis changes in Hypothesis: other tests would not print what fails."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(core, "RepresentationPrinter", pretty.RepresentationPrinter)
        for each in (core, engine, collections):
            patch.setattr(each, "BUFFER_SIZE", engine.BUFFER_SIZE)
        yield


@pytest.fixture(autouse=True)
def _real_values(index: Index) -> Iterator[None]:
    context = ask(QUESTION, index).context

    def before_call(_: Any, case: schemathesis.Case[Any], __: dict[str, Any]) -> None:
        give_real_values(case, context)

    schemathesis.hook(before_call)
    yield
    unregister(before_call)


def give_real_values(case: schemathesis.Case[Any], context: str) -> None:
    """Replace what only the service can give, where a request is meant to be right."""
    is_right = case.meta is not None and case.meta.generation.mode.is_positive
    if not is_right or not isinstance(case.body, dict):
        return
    if case.body.get("brieven"):
        case.body["brieven"] = [LETTER]
    picked: Any = case.body.get("stukken") or []
    bodies: list[Any] = [case.body, *picked]
    for body in bodies:
        if "context" in body and "antwoordId" not in body and not is_real(body["context"]):
            body["context"] = context


def is_real(context: Any) -> bool:
    try:
        return not context or bool(decode(context, crimes()))
    except QuestionError:
        return False


@pytest.fixture
def seed(pytestconfig: pytest.Config) -> int:
    return int(pytestconfig.getoption("hypothesis_seed") or 1)


def wrong(service: Serving, seed: int, examples: int = _EXAMPLES, key: str = "") -> list[str]:
    """Let Schemathesis try all it knows; return what is wrong, a server error among it."""
    address = f"http://{HOST}:{service.port}/v1/openapi.json"
    schema = schemathesis.openapi.from_url(address, config=SchemathesisConfig(seed=seed))
    schema.config.generation.update(
        max_examples=tries(examples), deterministic=settings().derandomize, database="none"
    )
    if key:
        schema.config.update(headers={"Authorization": f"Bearer {key}"})
    found, ended, used, statuses = [], {}, set[str](), Counter[int]()
    for event in from_schema(schema).execute():
        match event:
            case events.ScenarioFinished():
                found += failures(event)
                used |= {each.name for done in event.recorder.checks.values() for each in done}
                statuses.update(
                    each.response.status_code
                    for each in event.recorder.interactions.values()
                    if each.response
                )
            case events.NonFatalError():
                found.append(f"{event.label}: {event.info}")
            case events.FatalError():
                raise event.exception
            case events.PhaseFinished():
                ended[event.phase.name] = event.status
    assert {each for each in _PHASES if ended[each] == Status.SKIP} == set()
    assert used == _CHECKS
    assert statuses.keys() >= {200, 201, 400, 404, 405, 415}  # it came everywhere
    return found


def failures(event: events.ScenarioFinished) -> list[str]:
    return [
        f"{event.phase.value}: {check.name}: {check.failure_info.failure}"
        f" {check.failure_info.code_sample}"
        for checks in event.recorder.checks.values()
        for check in checks
        if check.failure_info is not None
    ]


def test_the_service_does_what_its_description_says(
    index_folder: Path, tmp_path: Path, seed: int
) -> None:
    with Serving(index_folder, tmp_path) as service:
        assert wrong(service, seed) == []


def test_with_keys_nothing_is_told_to_who_has_none(
    index_folder: Path, tmp_path: Path, seed: int
) -> None:
    keys = tmp_path / "sleutels"
    key = new_key(keys, "proef", ASKING)
    with Serving(index_folder, tmp_path, QA_KEYS=str(keys)) as service:
        assert wrong(service, seed, _EXAMPLES // 2, key) == []  # what a key changes is seen at once
