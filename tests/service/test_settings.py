"""Settings: what is read, what is refused, and that each is documented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from service.settings import Settings, SettingsError, from_environment, variables

OPERATIONS = Path(__file__).parents[2] / "docs" / "operations.md"


def test_an_empty_environment_gives_the_defaults() -> None:
    assert from_environment({}) == Settings()
    assert from_environment(dict.fromkeys(variables(), " ")) == Settings()


def test_what_is_set_is_taken() -> None:
    environment = {"PORT": "9000", "NEWSFACTS_MAX_QUEUE_SECONDS": "0.5", "NEWSFACTS_LOG_LEVEL": "DEBUG", "HOME": "/"}
    assert from_environment(environment) == Settings(port=9000, max_queue_seconds=0.5, log_level="debug")


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("PORT", "http"),
        ("PORT", "0"),
        ("PORT", "70000"),
        ("WEB_CONCURRENCY", "0"),
        ("WEB_CONCURRENCY", "2.5"),
        ("WEB_CONCURRENCY", "²"),
        ("NEWSFACTS_HOST", "127.0.0.1:80"),
        ("NEWSFACTS_HOST", "a host"),
        ("NEWSFACTS_HOST", ":::"),
        ("NEWSFACTS_TRUSTED_PROXIES", "10.0.0.0/40"),
        ("NEWSFACTS_TRUSTED_PROXIES", "nginx"),
        ("NEWSFACTS_PREFIX", "newsfacts"),
        ("NEWSFACTS_PREFIX", "/a//b"),
        ("NEWSFACTS_MAX_TEXT", "1000001"),
        ("NEWSFACTS_MAX_QUEUE_SECONDS", "-1"),
        ("NEWSFACTS_MAX_QUEUE_SECONDS", "nan"),
        ("NEWSFACTS_MAX_QUEUE_SECONDS", "."),
        ("NEWSFACTS_LOG_LEVEL", "loud"),
        ("NEWSFACTS_MAX_QEUE", "5"),
        ("NEWSFACTS_API_KEYS", "good,a key"),
        ("NEWSFACTS_API_KEYS", "schlüssel"),
        ("NEWSFACTS_CORS_ORIGINS", "example.org"),
        ("NEWSFACTS_CORS_ORIGINS", "https://example.org/"),
        ("NEWSFACTS_CORS_ORIGINS", "https://Example.org"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(variable: str, value: str) -> None:
    with pytest.raises(SettingsError, match=variable):
        from_environment({variable: value})


def test_lists_have_commas_between_their_items() -> None:
    environment = {
        "NEWSFACTS_API_KEYS": "one, Two-2/+._~==,",
        "NEWSFACTS_CORS_ORIGINS": "https://a.example,http://[::1]:80,*",
    }
    read = from_environment(environment)
    assert read.api_keys == ("one", "Two-2/+._~==")
    assert read.cors_origins == ("https://a.example", "http://[::1]:80", "*")


def test_addresses_and_paths() -> None:
    environment = {
        "NEWSFACTS_HOST": "::",
        "NEWSFACTS_TRUSTED_PROXIES": "10.0.0.0/8, 192.168.1.7,fd00::/8",
        "NEWSFACTS_PREFIX": "/nf/",
    }
    read = from_environment(environment)
    assert (read.host, read.prefix) == ("[::]", "/nf")
    assert read.trusted_proxies == ("10.0.0.0/8", "192.168.1.7/32", "fd00::/8")
    assert from_environment({"NEWSFACTS_HOST": "[::1]"}).host == "[::1]"


def test_keys_are_not_shown() -> None:
    with pytest.raises(SettingsError) as refused:
        from_environment({"NEWSFACTS_API_KEYS": "hidden key"})
    assert "hidden" not in str(refused.value)
    assert "hidden" not in repr(Settings(api_keys=("hidden",)))


def test_a_legal_text_in_its_longest_spelling_fits_the_body() -> None:
    settings = Settings(max_text=1_000)
    longest = json.dumps({"text": "\U0001f600" * 1_000, "title": "\U0001f600" * 2_000, "id": "\U0001f600" * 256})
    assert len(longest) <= settings.max_body
    assert len(longest) > settings.max_body - 65_536


def test_every_setting_is_documented_with_its_default() -> None:
    page = OPERATIONS.read_text(encoding="utf-8")
    missing = [name for name, default in variables().items() if f"| `{name}` | {default} |" not in page]
    assert not missing
