"""Processes that may be killed at any moment, in the middle of an answer too."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from itertools import pairwise
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NoReturn

import pytest

from certify.common.errors import InputError
from certify.common.processes import NotStartedError, WorkerDiedError, Workers, process_pool

ROOT = Path(__file__).parents[2]


def workers(count: int = 1, **options: Any) -> Workers:
    return Workers(count, get_context("forkserver"), **options)


@pytest.fixture(scope="module")
def one() -> Iterator[Workers]:
    with workers() as found:
        yield found


# ---- in the processes -----------------------------------------------------------------------------------


def pid_after(seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


def echo(data: bytes) -> bytes:
    return data


def die(how: int) -> NoReturn:
    os.kill(os.getpid(), how)
    raise AssertionError


def leave(code: int) -> NoReturn:
    os._exit(code)


def refuse() -> NoReturn:
    raise InputError("field", "is wrong", "mend it")


def exit_politely() -> NoReturn:
    raise SystemExit(3)


def what_cannot_be_sent() -> object:
    return threading.Lock()


def raise_what_cannot_be_sent() -> NoReturn:
    error = ValueError("why")
    error.lock = threading.Lock()  # type: ignore[attr-defined]
    raise error


class Unreadable:
    """What cannot be read again."""

    def __reduce__(self) -> tuple[Any, tuple[int]]:
        return (pid_after, ("no number",))  # type: ignore[return-value]


def unreadable() -> Unreadable:
    return Unreadable()


def killed_in_the_middle() -> bytes:
    """An answer of which only the beginning is sent."""

    def send(self: Connection, data: Any) -> None:
        os.write(self.fileno(), bytes(data)[: len(data) // 2])
        os.kill(os.getpid(), signal.SIGKILL)

    Connection._send = send  # type: ignore[attr-defined]
    return bytes(100)


def die_at_once() -> NoReturn:
    raise RuntimeError("this process is none")


# ---- what they are for ----------------------------------------------------------------------------------


def test_answers_are_those_of_the_function_whatever_their_size(one: Workers) -> None:
    for size in (0, 1, 10_000, 16_384, 16_385, 65_536, 20_000_000):
        data = os.urandom(size)
        assert one.submit(echo, data).result(600) == data


def test_one_process_does_all_of_it_in_order(one: Workers) -> None:
    order: list[int] = []
    futures = [one.submit(pid_after, 0.01) for _ in range(5)]
    for number, future in enumerate(futures):
        future.add_done_callback(lambda _, number=number: order.append(number))
    assert len({future.result(600) for future in futures}) == 1
    assert order == list(range(5))


def test_two_work_at_once_and_one_alone_is_warm() -> None:
    with workers(2) as two:
        first = {two.submit(pid_after, 0.0).result(600) for _ in range(5)}
        assert len(first) == 1
        both = [two.submit(pid_after, 0.5) for _ in range(2)]
        assert len({future.result(600) for future in both}) == 2


def test_what_is_raised_is_raised_here(one: Workers) -> None:
    before = one.submit(pid_after, 0.0).result(600)
    with pytest.raises(InputError) as error:
        one.submit(refuse).result(600)
    assert (error.value.field, error.value.fix) == ("field", "mend it")
    with pytest.raises(SystemExit):
        one.submit(exit_politely).result(600)
    assert one.submit(pid_after, 0.0).result(600) == before


@pytest.mark.parametrize(
    ("do", "why"),
    [
        (what_cannot_be_sent, "cannot pickle"),
        (raise_what_cannot_be_sent, "ValueError: why"),
        (unreadable, "interpreted as an integer"),
    ],
)
def test_what_cannot_be_sent_is_an_error_and_the_process_goes_on(one: Workers, do: Any, why: str) -> None:
    before = one.submit(pid_after, 0.0).result(600)
    with pytest.raises(Exception, match=why):
        one.submit(do).result(600)
    with pytest.raises(Exception, match=r"pickle|lambda"):
        one.submit(lambda: 1).result(600)
    assert one.submit(pid_after, 0.0).result(600) == before


# ---- ends -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("do", "arguments", "code"),
    [
        (die, (signal.SIGKILL,), -signal.SIGKILL),
        (die, (signal.SIGSEGV,), -signal.SIGSEGV),
        (die, (signal.SIGALRM,), -signal.SIGALRM),
        (leave, (7,), 7),
        (killed_in_the_middle, (), -signal.SIGKILL),
    ],
)
@pytest.mark.parametrize("method", ["forkserver", "spawn"])
def test_the_death_of_a_process_costs_what_it_had_and_tells_how_it_came(
    method: str, do: Any, arguments: tuple[int, ...], code: int
) -> None:
    with Workers(1, get_context(method)) as own:  # type: ignore[arg-type]
        dies, next_one = own.submit(do, *arguments), own.submit(echo, b"next")
        with pytest.raises(WorkerDiedError) as error:
            dies.result(600)
        assert error.value.exit_code == code
        assert next_one.result(600) == b"next"


def test_a_process_that_died_while_it_was_idle_costs_nothing(one: Workers) -> None:
    for _ in range(3):
        pid = one.submit(pid_after, 0.0).result(600)
        os.kill(pid, signal.SIGKILL)
        while Path(f"/proc/{pid}").exists():
            time.sleep(0.01)
        assert one.submit(pid_after, 0.0).result(600) != pid


def test_a_process_whose_beginning_fails_is_a_dead_one() -> None:
    with workers(initializer=die_at_once) as own:
        for _ in range(2):
            with pytest.raises(WorkerDiedError) as error:
                own.submit(echo, b"").result(600)
            assert error.value.exit_code == 1


def test_where_no_process_can_be_started_that_is_said_and_it_can_be_asked_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    context = get_context("forkserver")

    def refused(_: object) -> NoReturn:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    with Workers(1, context) as own:
        with monkeypatch.context() as patch:
            patch.setattr(context.Process, "start", refused)
            with pytest.raises(NotStartedError):
                own.submit(echo, b"").result(600)
        with monkeypatch.context() as patch:
            patch.setattr(
                threading.Thread, "start", lambda _: (_ for _ in ()).throw(RuntimeError("no thread"))
            )
            with pytest.raises(NotStartedError):
                own.submit(echo, b"")
        assert own.submit(echo, b"now").result(600) == b"now"


def test_one_that_is_ended_comes_to_that_at_once_and_so_does_one_that_waits(one: Workers) -> None:
    runs, waits, last = one.submit(pid_after, 600.0), one.submit(pid_after, 600.0), one.submit(echo, b"last")
    while not runs.running():
        time.sleep(0.01)
    for future in (waits, runs):
        assert one.end(future)
        with pytest.raises(WorkerDiedError):
            future.result(0)
        assert not one.end(future)
    assert last.result(600) == b"last"
    assert not one.end(last)


def test_an_end_and_an_answer_at_once_are_one_of_them(one: Workers) -> None:
    ends = 0
    for turn in range(60):
        future = one.submit(echo, bytes(40_000))
        time.sleep(turn % 12 / 10_000)
        ended = one.end(future)
        assert (future.exception(600) is not None) == ended
        ends += ended
        assert one.submit(echo, b"next").result(600) == b"next"
    assert ends


def test_a_process_is_replaced_after_so_many() -> None:
    with workers(batches=2) as own:
        pids = [own.submit(pid_after, 0.0).result(600) for _ in range(5)]
    assert [a == b for a, b in pairwise(pids)] == [True, False, True, False]


def test_what_is_closed_has_no_process_and_takes_nothing() -> None:
    own = workers(2)
    pids = [future.result(600) for future in [own.submit(pid_after, 0.2) for _ in range(2)]]
    runs = [own.submit(pid_after, 600.0) for _ in range(2)]
    waits = own.submit(echo, b"")
    while not all(future.running() for future in runs):
        time.sleep(0.01)
    own.close()
    assert waits.cancelled()
    assert all(isinstance(future.exception(600), WorkerDiedError) for future in runs)
    assert not any(Path(f"/proc/{pid}").exists() for pid in pids)
    with pytest.raises(RuntimeError, match="ended"):
        own.submit(echo, b"")
    own.close()


def test_one_that_was_cancelled_before_it_ran_is_not_run(one: Workers) -> None:
    runs, waits = one.submit(pid_after, 0.2), one.submit(pid_after, 600.0)
    assert waits.cancel()
    assert runs.result(600)
    assert one.submit(echo, b"next").result(600) == b"next"


# ---- the process that has them --------------------------------------------------------------------------


def left_behind(script: str, code: int) -> None:
    """Run a script that prints the ids of its processes: it ends, and so do they."""
    head = "from multiprocessing import get_context\nfrom tests.processes.test_workers import *\n"
    found = subprocess.run(
        [sys.executable, "-c", head + script], cwd=ROOT, capture_output=True, text=True, timeout=600
    )
    assert found.returncode == code, found.stderr
    pids = found.stdout.split()
    assert pids
    limit = time.monotonic() + 600
    while any(Path(f"/proc/{pid}/cmdline").exists() for pid in pids):
        assert time.monotonic() < limit
        time.sleep(0.01)


@pytest.mark.parametrize("closing", ["", "own.close()"])
@pytest.mark.parametrize("method", ["forkserver", "spawn"])
def test_it_ends_whether_it_closes_them_or_not(method: str, closing: str) -> None:
    left_behind(
        f"""
own = Workers(2, get_context({method!r}))
print(*{{future.result() for future in [own.submit(pid_after, 0.3) for _ in range(2)]}}, flush=True)
own.submit(pid_after, 600.0)
{closing}
""",
        0,
    )


def test_it_ends_when_one_is_killed_while_it_sends_an_answer() -> None:
    left_behind(
        """
own = Workers(1, get_context("forkserver"))
for _ in range(3):
    print(own.submit(pid_after, 0.0).result(), flush=True)
    assert isinstance(own.submit(killed_in_the_middle).exception(), WorkerDiedError)
own.submit(killed_in_the_middle)
""",
        0,
    )


def test_it_ends_in_the_middle_of_things_when_it_is_interrupted() -> None:
    left_behind(
        """
with process_pool(2) as pool:
    print(*{future.result() for future in [pool.submit(pid_after, 0.3) for _ in range(2)]}, flush=True)
    many = [pool.submit(echo, bytes(300_000)) for _ in range(1000)]
    while not many[100].done():
        pass
    raise KeyboardInterrupt
""",
        -signal.SIGINT,
    )


def test_in_this_process_is_at_once() -> None:
    with process_pool(0) as here:
        assert here.submit(pid_after, 0.0).result(0) == os.getpid()
