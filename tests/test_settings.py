"""Settings come from the environment, checked, and a wrong one is named."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from qa.errors import SettingsError, UsageFault
from qa.settings import Settings, as_markdown, load_settings, variable

BEHEER = Path(__file__).parents[1] / "docs" / "beheer.md"

GIVEN = {
    "QA_CORPUS": ("brieven", Path("brieven")),
    "QA_INDEX": ("/srv/index", Path("/srv/index")),
    "QA_MODEL": ("een/model", "een/model"),
    "QA_CACHE": ("/var/cache/qa", Path("/var/cache/qa")),
    "QA_ENGINE": ("milvus", "milvus"),
    "QA_MILVUS_URI": ("https://milvus.intern:19530", "https://milvus.intern:19530"),
    "QA_MILVUS_TOKEN": ("vraag:geheim", "vraag:geheim"),
    "QA_MILVUS_ALIAS": ("archief", "archief"),
    "QA_MILVUS_TIMEOUT": ("5", 5),
    "QA_MILVUS_SHELF": ("/srv/bouwen", Path("/srv/bouwen")),
    "QA_REFUSAL": ("Daar staat niets over.", "Daar staat niets over."),
    "QA_NAME": ("Vraag het ministerie", "Vraag het ministerie"),
    "QA_LOGO": ("/etc/qa/logo.svg", Path("/etc/qa/logo.svg")),
    "QA_COLOUR": ("#154273", "#154273"),
    "QA_HOST": ("::1", "::1"),
    "QA_PORT": ("0", 0),
    "QA_WORKERS": ("4", 4),
    "QA_DATA": ("/var/lib/qa", Path("/var/lib/qa")),
    "QA_HOSTS": ("Vragen.example.org, *.intern", ("vragen.example.org", "*.intern")),
    "QA_PROXIES": ("10.0.0.1,fd00::/8", ("10.0.0.1", "fd00::/8")),
    "QA_CORS": ("https://a.example,http://b:8080", ("https://a.example", "http://b:8080")),
    "QA_FRAMES": ("https://a.example", ("https://a.example",)),
    "QA_KEYS": ("/etc/qa/keys", Path("/etc/qa/keys")),
    "QA_OIDC_ISSUER": ("https://login.example/realm/", "https://login.example/realm/"),
    "QA_OIDC_AUDIENCE": ("vragen", "vragen"),
    "QA_OIDC_JWKS": ("/etc/qa/jwks.json", Path("/etc/qa/jwks.json")),
    "QA_RATE": ("0", 0),
    "QA_CONNECTIONS": ("200", 200),
    "QA_QUEUE": ("8", 8),
    "QA_WORK": ("3", 3),
    "QA_TIMEOUT": ("3", 3),
    "QA_DRAIN": ("0", 0),
    "QA_KEEP_QUESTIONS": ("1", True),
    "QA_RETENTION": ("7", 7),
    "QA_MCP": ("1", True),
    "QA_URL": ("https://vragen.example/", "https://vragen.example"),
    "QA_CONTACT_NAME": ("Team Vragen", "Team Vragen"),
    "QA_CONTACT_EMAIL": ("team@vragen.example", "team@vragen.example"),
    "QA_CONTACT_URL": ("https://vragen.example/contact", "https://vragen.example/contact"),
    "QA_SECURITY_TXT": ("/etc/qa/security.txt", Path("/etc/qa/security.txt")),
}


def test_without_an_environment_all_have_their_default() -> None:
    assert load_settings({}) == Settings()
    assert (Settings().host, Settings().port) == ("127.0.0.1", 8084)


def test_what_is_not_set_is_closed() -> None:
    default = Settings()
    assert (default.hosts, default.proxies, default.cors, default.frames) == ((), (), (), ())
    assert (default.keep_questions, default.rate > 0) == (False, True)


def test_every_setting_is_read_under_its_name() -> None:
    given = {name: text for name, (text, _) in GIVEN.items()}
    read = load_settings({**given, "PORT": "1"})
    assert {variable(each.name): getattr(read, each.name) for each in fields(Settings)} == {
        name: value for name, (_, value) in GIVEN.items()
    }


def test_an_empty_setting_is_not_set() -> None:
    assert load_settings({"QA_PORT": "", "QA_MODEL": "", "QA_CORPUS": ""}) == Settings()


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("QA_PORT", "veel", "een poort is een getal van 0 tot en met 65535"),
        ("QA_PORT", "65536", "een poort is een getal"),
        ("QA_PORT", "-1", "een poort is een getal"),
        ("QA_PORT", "²", "een poort is een getal"),
        ("QA_WORKERS", "0", "het aantal processen is een getal van 1 tot en met 64"),
        ("QA_REFUSAL", "Bel 1400.", "een cijfer hierin lijkt uit de brief te komen"),
        ("QA_REFUSAL", "a" * 301, "301 tekens, hoogstens 300"),
        ("QA_KEEP_QUESTIONS", "ja", "kies 1 (ja) of 0 (nee)"),
        ("QA_CORS", "*", "«*» is geen herkomst als https://intranet.example.org"),
        ("QA_CORS", "https://a.example/", "«https://a.example/» is geen herkomst"),
        ("QA_CORS", "https://u:p@a.example", "«https://u:p@a.example» is geen herkomst"),
        ("QA_FRAMES", "javascript:alert", "«javascript:alert» is geen herkomst"),
        ("QA_FRAMES", "https://a.example; script-src *", "«https://a.example; script-src *» is"),
        ("QA_CORS", 'https://a.example"', '«https://a.example"» is geen herkomst'),
        ("QA_NAME", "Vraag\r\nSet-Cookie: a=b", "er staan onzichtbare tekens in"),
        ("QA_NAME", "Vraag \u202eneerts", "er staan onzichtbare tekens in"),
        ("QA_CONTACT_EMAIL", "a@b.example\nb@c.example", "er staan onzichtbare tekens in"),
        ("QA_URL", 'https://a.example/"><script>', "een adres begint met https://"),
        ("QA_HOSTS", "vragen.example:80", "«vragen.example:80» is geen naam van een computer"),
        ("QA_PROXIES", "10.0.0.1/8", "«10.0.0.1/8» is geen IP-adres of netwerk"),
        ("QA_OIDC_ISSUER", "login.example", "een adres begint met https://"),
        ("QA_URL", "https://a.example/?x", "een adres begint met https://"),
        ("QA_ENGINE", "faiss", "kies files of milvus"),
        ("QA_MILVUS_URI", "milvus.db", "een adres begint met https://"),
        ("QA_MILVUS_ALIAS", "1-archief", "letters, cijfers en _"),
        ("QA_MILVUS_TIMEOUT", "0", "een tijdslimiet is een getal van 1 tot en met 60"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(name: str, value: str, found: str) -> None:
    with pytest.raises(SettingsError) as refused:
        load_settings({name: value})
    assert str(refused.value).startswith(f"{name}={value!r} kan niet worden gebruikt ({found}")


def test_the_manual_shows_every_setting_as_it_is() -> None:
    assert as_markdown() in BEHEER.read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("QA_INDXE", "QA_INDXE is onbekend; bedoelde u QA_INDEX?"),
        ("QA_KEEP_QUESTION", "QA_KEEP_QUESTION is onbekend; bedoelde u QA_KEEP_QUESTIONS?"),
        ("QA_XYZZY_PLUGH", "QA_XYZZY_PLUGH is onbekend; haal die weg."),
    ],
)
@pytest.mark.parametrize("value", ["", "x"])
def test_an_unknown_setting_is_refused_with_the_nearest(name: str, value: str, told: str) -> None:
    with pytest.raises(SettingsError) as refused:
        load_settings({name: value})
    assert str(refused.value) == told


def test_what_is_no_setting_of_ours_is_let_be() -> None:
    assert load_settings({"QA_DEBUG": "1", "QAX": "1", "MY_QA_INDEX": "x"}) == Settings()


def test_an_option_goes_before_the_environment_and_an_empty_one_does_not() -> None:
    read = load_settings({"QA_PORT": "1", "QA_HOST": "::1"}, port="2", host="", workers="3")
    assert (read.port, read.host, read.workers) == (2, "::1", 3)


def test_an_option_that_cannot_be_used_is_named_as_it_was_given() -> None:
    with pytest.raises(UsageFault, match=r"^--port='veel' kan niet worden gebruikt"):
        load_settings({"QA_PORT": "1"}, port="veel")
