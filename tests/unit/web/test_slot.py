"""The slot: one at a time, in order, with bounds."""

from __future__ import annotations

import threading
import time

import pytest

from service.web.slot import AnalysisSlot, OverloadedError


def wait_for(slot: AnalysisSlot, waiting: int) -> None:
    deadline = time.monotonic() + 5
    while slot.waiting != waiting:
        assert time.monotonic() < deadline
        time.sleep(0.001)


def test_one_at_a_time_in_the_order_of_arrival() -> None:
    slot = AnalysisSlot(max_waiting=10, max_seconds=10)
    order: list[int] = []
    inside = 0

    def work(number: int) -> None:
        nonlocal inside
        with slot.turn():
            inside += 1
            assert inside == 1
            order.append(number)
            time.sleep(0.001)
            inside -= 1

    threads = [threading.Thread(target=work, args=(number,)) for number in range(10)]
    with slot.turn():
        for number, thread in enumerate(threads):
            thread.start()
            wait_for(slot, number + 1)
    for thread in threads:
        thread.join()
    assert order == list(range(10))
    assert slot.waiting == 0


def test_a_full_queue_refuses_at_once() -> None:
    slot = AnalysisSlot(max_waiting=0, max_seconds=10)
    with slot.turn():
        start = time.monotonic()
        with pytest.raises(OverloadedError) as refused, slot.turn():
            pass
        assert time.monotonic() - start < 0.1
    assert refused.value.retry_after >= 1
    with slot.turn() as waited:
        assert waited < 0.1


def test_a_wait_that_is_too_long_ends() -> None:
    slot = AnalysisSlot(max_waiting=1, max_seconds=0.05)
    with slot.turn():
        with pytest.raises(OverloadedError), slot.turn():
            pass
        assert slot.waiting == 0
    with slot.turn():
        pass


def test_the_patient_wait_beyond_the_bounds() -> None:
    slot = AnalysisSlot(max_waiting=0, max_seconds=0.01)
    served = threading.Event()

    def work() -> None:
        with slot.turn(patient=True):
            served.set()

    thread = threading.Thread(target=work)
    with slot.turn():
        thread.start()
        wait_for(slot, 1)
        time.sleep(0.05)
        assert not served.is_set()
    thread.join(5)
    assert served.is_set()


def test_the_patient_do_not_fill_the_queue() -> None:
    slot = AnalysisSlot(max_waiting=1, max_seconds=5)
    order: list[str] = []

    def work(name: str, patient: bool) -> None:
        with slot.turn(patient=patient):
            order.append(name)

    threads = [threading.Thread(target=work, args=(name, name != "c")) for name in "abc"]
    with slot.turn():
        for number, thread in enumerate(threads):
            thread.start()
            wait_for(slot, number + 1)
        with pytest.raises(OverloadedError), slot.turn():
            pass
    for thread in threads:
        thread.join(5)
    assert order == ["a", "b", "c"]


def test_an_error_inside_frees_the_slot() -> None:
    slot = AnalysisSlot(max_waiting=0, max_seconds=1)
    with pytest.raises(KeyError), slot.turn():
        raise KeyError
    with slot.turn():
        pass


def test_retry_after_grows_with_what_analyses_take() -> None:
    slot = AnalysisSlot(max_waiting=0, max_seconds=1)
    for _ in range(30):
        slot._acquire(patient=False)
        slot._release(20.0)
    with slot.turn(), pytest.raises(OverloadedError) as refused, slot.turn():
        pass
    assert 18 <= refused.value.retry_after <= 20
