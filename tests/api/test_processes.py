"""What becomes of requests when processes start, stop and die, and when there is too much to do."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import ExitStack
from http.client import HTTPConnection
from random import Random

import pytest

from tests.api.server import ROOT, Server, alive, children, head, metric, state, wait_until

SLOW, FAST = {"text": "slow"}, {"text": "abc"}


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    if server.process.poll() is None:
        assert server.stop() == 0


@pytest.fixture
def clients() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(300) as pool:
        yield pool


def ask(clients: ThreadPoolExecutor, server: Server, document: object, count: int) -> list[Future[tuple[int, bytes]]]:
    """Sends `count` requests at once."""
    return [clients.submit(server.request, "POST", "/v1/extract", document) for _ in range(count)]


def statuses(answers: list[Future[tuple[int, bytes]]]) -> list[int]:
    return sorted(answer.result()[0] for answer in answers)


def pending(server: Server) -> float:
    return metric(server, "newsfacts_analyses_pending")


def test_it_is_up_before_it_is_ready(clients: ThreadPoolExecutor) -> None:
    server = Server("tests.api.fake:serve_late()", wait=False)
    wait_until(lambda: server.status("/healthz") == 200)
    assert server.status("/readyz") == 503
    assert server.status("/") == 200
    assert statuses(ask(clients, server, FAST, 4)) == [200] * 4  # they wait for the model
    assert server.status("/readyz") == 200
    assert metric(server, "newsfacts_model_load_seconds") > 0.9
    assert server.stop() == 0


def test_a_model_that_cannot_be_loaded_ends_the_service() -> None:
    server = Server("tests.api.fake:serve_never()", wait=False)
    assert server.process.wait(20) == 3


def test_a_killed_analyst_takes_one_article_with_it(server: Server, clients: ThreadPoolExecutor) -> None:
    running = ask(clients, server, SLOW, 2)
    wait_until(lambda: pending(server) == 2)
    waiting = ask(clients, server, FAST, 6)
    wait_until(lambda: pending(server) == 8)
    victim, survivor = server.workers
    os.kill(victim, signal.SIGKILL)
    killed = time.monotonic()
    assert statuses(running) == [200, 500]
    assert statuses(waiting) == [200] * 6
    wait_until(lambda: len(server.workers) == 2)
    assert time.monotonic() - killed < 2
    assert survivor in server.workers
    start = time.monotonic()
    assert statuses(ask(clients, server, SLOW, 2)) == [200] * 2
    assert time.monotonic() - start < 1.8, "one after the other: there is but one worker"


def test_an_article_that_kills_fails_alone(server: Server) -> None:
    documents = [FAST, {"text": "die"}, FAST]
    status, content = server.request("POST", "/v1/extract/batch", {"documents": documents})
    assert status == 200
    assert content.count(b'"status":500') == 1
    assert content.count(b'"problem":null') == 2


def test_a_worker_that_hangs_is_replaced_and_others_are_served(clients: ThreadPoolExecutor) -> None:
    server = Server(NEWSFACTS_ANALYSIS_SECONDS="2")
    old = server.workers
    hanging = clients.submit(server.request, "POST", "/v1/extract", {"text": "hang"})
    wait_until(lambda: pending(server) == 1)
    start = time.monotonic()
    while not hanging.done():
        assert statuses(ask(clients, server, FAST, 2)) == [200, 200]
        assert time.monotonic() - start < 4
    status, content = hanging.result()
    assert (status, json.loads(content)["type"]) == (500, "urn:newsfacts:problem:analysis-timeout")
    wait_until(lambda: len(server.workers) == 2)
    assert len({*old, *server.workers}) == 3
    assert server.stop() == 0


def test_a_document_that_hangs_fails_alone() -> None:
    server = Server(NEWSFACTS_ANALYSIS_SECONDS="1")
    status, content = server.request("POST", "/v1/extract/batch", {"documents": [FAST, {"text": "hang"}, FAST]})
    assert status == 200
    results = json.loads(content)["results"]
    assert [result["problem"] and result["problem"]["type"][22:] for result in results] == [
        None,
        "analysis-timeout",
        None,
    ]
    assert server.stop() == 0


def test_without_a_worker_that_can_answer_it_is_not_ready(clients: ThreadPoolExecutor) -> None:
    server = Server(NEWSFACTS_ANALYSIS_SECONDS="2")
    hanging = ask(clients, server, {"text": "hang"}, 2)
    wait_until(lambda: server.status("/readyz") == 503)
    assert server.status("/healthz") == 200
    assert statuses(hanging) == [500, 500]
    wait_until(lambda: server.status("/readyz") == 200)
    assert server.stop() == 0


def test_stopped_workers_are_noticed_and_replaced(server: Server, clients: ThreadPoolExecutor) -> None:
    old = server.workers
    for worker in old:
        os.kill(worker, signal.SIGSTOP)
    stopped = time.monotonic()
    wait_until(lambda: server.status("/readyz") == 503)
    assert time.monotonic() - stopped < 4
    answers = ask(clients, server, FAST, 4)
    wait_until(lambda: server.status("/readyz") == 200)
    assert statuses(answers) == [200] * 4
    wait_until(lambda: not any(alive(pid) for pid in old))


def test_no_article_is_given_to_a_stopped_worker(server: Server, clients: ThreadPoolExecutor) -> None:
    for _ in range(3):
        for worker in server.workers:
            os.kill(worker, signal.SIGSTOP)
            wait_until(lambda pid=worker: state(pid) == "T")
        asked = time.monotonic()
        assert statuses(ask(clients, server, FAST, 4)) == [200] * 4
        assert time.monotonic() - asked < 3
        wait_until(lambda: len(server.workers) == 2)


def test_the_health_check_of_the_image_uses_no_proxy(server: Server) -> None:
    (check,) = re.findall(r"^HEALTHCHECK .*\n *CMD (\[.*\])$", (ROOT / "Dockerfile").read_text("utf-8"), re.MULTILINE)
    _, *arguments = json.loads(check)
    environment = {**os.environ, "http_proxy": "http://127.0.0.1:9", "HTTP_PROXY": "http://127.0.0.1:9"}
    for port, code in ((server.port, 0), (9, 1)):
        ran = subprocess.run([sys.executable, *arguments], env={**environment, "PORT": str(port)}, capture_output=True)
        assert ran.returncode == code


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_no_worker_outlives_the_service(clients: ThreadPoolExecutor, how: signal.Signals) -> None:
    server = Server(NEWSFACTS_STOP_SECONDS="1", NEWSFACTS_DRAIN_SECONDS="0")
    processes = [*children(server.process.pid), server.parent, *server.workers]
    ask(clients, server, {"text": "hang"}, 2)
    wait_until(lambda: pending(server) == 2)
    server.process.send_signal(how)
    wait_until(lambda: not any(alive(pid) for pid in processes))


def test_a_killed_parent_is_replaced(server: Server, clients: ThreadPoolExecutor) -> None:
    running = ask(clients, server, SLOW, 2)
    wait_until(lambda: pending(server) == 2)
    os.kill(server.parent, signal.SIGKILL)
    assert statuses(running) == [200] * 2
    wait_until(lambda: len(children(server.process.pid)) == 1 and server.status("/readyz") == 200)
    assert statuses(ask(clients, server, FAST, 2)) == [200] * 2
    assert len(server.workers) == 2


def test_a_killed_web_process_is_replaced_and_leaves_nothing_behind(
    server: Server, clients: ThreadPoolExecutor
) -> None:
    ask(clients, server, SLOW, 2)
    wait_until(lambda: pending(server) == 2)
    (web,) = children(server.process.pid)
    old = [server.parent, *server.workers]
    os.kill(web, signal.SIGKILL)
    killed = time.monotonic()
    wait_until(lambda: server.status("/readyz") == 200)
    assert time.monotonic() - killed < 2
    assert statuses(ask(clients, server, FAST, 2)) == [200] * 2
    wait_until(lambda: not any(alive(pid) for pid in old))


def test_stopping_answers_what_was_accepted(server: Server, clients: ThreadPoolExecutor) -> None:
    processes = [*children(server.process.pid), server.parent, *server.workers]
    answers = ask(clients, server, SLOW, 6)
    wait_until(lambda: pending(server) == 6)
    server.process.send_signal(signal.SIGTERM)
    time.sleep(0.2)
    assert server.status("/readyz") == 503
    assert server.status("/healthz") == 200
    assert statuses(answers) == [200] * 6
    assert server.process.wait(20) == 0
    wait_until(lambda: not any(alive(pid) for pid in processes))


def test_slow_clients_do_not_stop_others(clients: ThreadPoolExecutor) -> None:
    server = Server(NEWSFACTS_THREADS="128", NEWSFACTS_MAX_HEADER_SECONDS="10", NEWSFACTS_MAX_BODY_SECONDS="10")
    with ExitStack() as held:
        for beginning in (b"POST /v1/extract HTTP/1.1\r\nHost: x\r\nA: ", head("/v1/extract", "Content-Length: 99")):
            slow = [held.enter_context(server.connect()) for _ in range(50)]
            for sock in slow:
                sock.sendall(beginning + b"x")
        taken = [clients.submit(seconds_for, server, path) for path in ["/healthz", "/readyz", "/v1/extract"] * 50]
        assert max(future.result() for future in as_completed(taken)) < 1
    assert server.stop() == 0


def seconds_for(server: Server, path: str) -> float:
    start = time.monotonic()
    status = server.request("POST", path, FAST)[0] if path.startswith("/v1") else server.status(path)
    assert status in ((200, 503) if path.startswith("/v1") else (200,))
    return time.monotonic() - start


@pytest.mark.slow
def test_at_four_times_what_it_can_do_it_is_honest_and_prompt(clients: ThreadPoolExecutor) -> None:
    """On an extractor that sleeps, so that the figures are those of the queue and not of the machine."""
    server = Server("tests.api.fake:serve_at_pace()", NEWSFACTS_THREADS="256")
    random = Random(4)
    texts = ["x" * max(20, min(400, round(random.lognormvariate(4.5, 0.4)))) for _ in range(2_000)]
    mean = sum(map(len, texts)) / len(texts) / 1000
    alone = sorted(shot(server, text)[1] for text in texts[:70])

    closed = [clients.submit(lambda: [shot(server, "x" * 100)[0] for _ in range(20)]) for _ in range(8)]
    assert {status for future in closed for status in future.result()} == {200}, "eight clients are never refused"

    stop = threading.Event()
    probes = clients.submit(probe, server, stop)
    shots, begin = [], time.monotonic()
    for number in range(round(8 / (mean / 2) * 4)):  # for eight seconds, of which two workers could do a quarter
        time.sleep(max(0.0, begin + number * mean / 8 - time.monotonic()))
        shots.append(clients.submit(shot, server, texts[number % len(texts)]))
    answered = [future.result() for future in shots]
    stop.set()

    accepted = sorted(seconds for status, seconds in answered if status == 200)
    refused = sorted(seconds for status, seconds in answered if status == 503)
    assert len(accepted) + len(refused) == len(answered)
    assert len(accepted) > 0.8 * 8 / (mean / 2), "as many as can be done"
    assert percentile(accepted, 99) <= 3 * percentile(alone, 99)
    assert percentile(refused, 99) < 0.1
    assert percentile(sorted(probes.result()), 99) < 0.1
    assert server.stop() == 0


def shot(server: Server, text: str) -> tuple[int, float]:
    start = time.monotonic()
    connection = HTTPConnection("127.0.0.1", server.port, timeout=20)
    connection.request("POST", "/v1/extract", f'{{"text":"{text}"}}', {"Content-Type": "application/json"})
    answer = connection.getresponse()
    answer.read()
    seconds = time.monotonic() - start
    assert (answer.headers["Retry-After"] is not None) == (answer.status == 503)
    connection.close()
    return answer.status, seconds


def probe(server: Server, stop: threading.Event) -> list[float]:
    found = []
    while not stop.wait(0.05):
        for path in ("/healthz", "/readyz"):
            start = time.monotonic()
            assert server.status(path) == 200
            found.append(time.monotonic() - start)
    return found


def percentile(values: list[float], share: int) -> float:
    return values[len(values) * share // 100]
