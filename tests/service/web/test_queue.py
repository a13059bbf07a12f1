"""The queue: a few at a time, in order, with bounds."""

from __future__ import annotations

import threading
import time

import pytest

from service.web.queue import OverloadedError, Queue
from service.work.pace import Pace


def make(*, places: int, max_waiting: int, max_seconds: float) -> Queue:
    return Queue(places=places, max_waiting=max_waiting, max_seconds=max_seconds, pace=Pace())


def wait_for(queue: Queue, waiting: int) -> None:
    deadline = time.monotonic() + 5
    while queue.waiting != waiting:
        assert time.monotonic() < deadline
        time.sleep(0.001)


def test_one_at_a_time_in_the_order_of_arrival() -> None:
    queue = make(places=1, max_waiting=10, max_seconds=10)
    order: list[int] = []
    inside = 0

    def work(number: int) -> None:
        nonlocal inside
        with queue.place():
            inside += 1
            assert inside == 1
            order.append(number)
            time.sleep(0.001)
            inside -= 1

    threads = [threading.Thread(target=work, args=(number,)) for number in range(10)]
    with queue.place():
        for number, thread in enumerate(threads):
            thread.start()
            wait_for(queue, number + 1)
    for thread in threads:
        thread.join()
    assert order == list(range(10))
    assert queue.waiting == 0


def test_a_full_queue_refuses_at_once() -> None:
    queue = make(places=1, max_waiting=0, max_seconds=10)
    with queue.place():
        start = time.monotonic()
        with pytest.raises(OverloadedError) as refused, queue.place():
            pass
        assert time.monotonic() - start < 0.1
    assert refused.value.retry_after >= 1
    with queue.place() as waited:
        assert waited < 0.1


def test_a_wait_that_is_too_long_ends() -> None:
    queue = make(places=1, max_waiting=1, max_seconds=0.05)
    with queue.place():
        with pytest.raises(OverloadedError), queue.place():
            pass
        assert queue.waiting == 0
    with queue.place():
        pass


def test_the_patient_wait_beyond_the_bounds() -> None:
    queue = make(places=1, max_waiting=0, max_seconds=0.01)
    served = threading.Event()

    def work() -> None:
        with queue.place(patient=True):
            served.set()

    thread = threading.Thread(target=work)
    with queue.place():
        thread.start()
        wait_for(queue, 1)
        time.sleep(0.05)
        assert not served.is_set()
    thread.join(5)
    assert served.is_set()


def test_the_patient_do_not_fill_the_queue() -> None:
    queue = make(places=1, max_waiting=1, max_seconds=5)
    order: list[str] = []

    def work(name: str, patient: bool) -> None:
        with queue.place(patient=patient):
            order.append(name)

    threads = [threading.Thread(target=work, args=(name, name != "c")) for name in "abc"]
    with queue.place():
        for number, thread in enumerate(threads):
            thread.start()
            wait_for(queue, number + 1)
        with pytest.raises(OverloadedError), queue.place():
            pass
    for thread in threads:
        thread.join(5)
    assert order == ["a", "b", "c"]


def test_an_error_inside_frees_the_turns() -> None:
    queue = make(places=1, max_waiting=0, max_seconds=1)
    with pytest.raises(KeyError), queue.place():
        raise KeyError
    with queue.place():
        pass


def test_as_many_at_a_time_as_there_are_places() -> None:
    queue = make(places=3, max_waiting=0, max_seconds=1)
    with queue.place(), queue.place(), queue.place(), pytest.raises(OverloadedError), queue.place():
        pass
    with queue.place(), queue.place(), queue.place():
        pass


def at_pace(seconds: float, size: int, **bounds: int) -> Queue:
    """RETURNS: a queue whose analyses have taken `seconds` for texts of `size` so far."""
    pace = Pace()
    for _ in range(100):
        pace.note(size, seconds)
    return Queue(max_seconds=30, pace=pace, **bounds)


def test_long_texts_in_front_fill_the_queue_too() -> None:
    queue = at_pace(1.0, 1_000, places=2, max_waiting=10)
    with queue.place(20_000), queue.place(45_000):
        with pytest.raises(OverloadedError) as refused, queue.place(10):
            pass
        assert refused.value.retry_after == 33  # 65 seconds' work for two


def test_a_text_of_any_length_is_served_where_nobody_waits() -> None:
    queue = at_pace(1.0, 1_000, places=2, max_waiting=10)
    with queue.place(1_000_000), queue.place(1_000_000):
        pass


def test_before_the_first_analysis_the_usual_pace_counts() -> None:
    queue = make(places=1, max_waiting=0, max_seconds=5)
    with queue.place(1_000_000), pytest.raises(OverloadedError) as refused, queue.place():
        pass
    assert refused.value.retry_after == 40


def test_after_a_refusal_fewer_may_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    queue = make(places=1, max_waiting=2, max_seconds=5)
    done = threading.Event()

    def work() -> None:
        with queue.place():
            done.wait(5)

    def start(count: int) -> list[threading.Thread]:
        threads = [threading.Thread(target=work) for _ in range(count)]
        for thread in threads:
            thread.start()
        return threads

    def refused() -> bool:
        with pytest.raises(OverloadedError), queue.place():
            pass
        return True

    threads = start(3)
    wait_for(queue, 2)
    assert refused()
    done.set()
    for thread in threads:
        thread.join()
    done.clear()
    threads = start(2)
    wait_for(queue, 1)
    assert refused()
    monkeypatch.setattr("service.web.queue.time.monotonic", lambda now=time.monotonic: now() + 10)
    threads += start(1)
    wait_for(queue, 2)
    done.set()
    for thread in threads:
        thread.join()


def test_whoever_was_answered_finds_a_place_to_wait() -> None:
    """As many clients as there is room for, each with its next request at once: none is ever refused."""
    queue = make(places=2, max_waiting=2, max_seconds=5)
    refused = []

    def work() -> None:
        for _ in range(300):
            try:
                with queue.place():
                    time.sleep(0.0001)
            except OverloadedError as error:
                refused.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not refused
