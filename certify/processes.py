"""Processes that work for this one, and end when it is interrupted."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import active_children, get_context, parent_process
from signal import SIG_IGN, SIGINT, SIGKILL, signal
from threading import Thread
from typing import Any


class _Here(Executor):
    """Runs in this process, at once."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **options: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(fn(*args, **options))
        return future


@contextmanager
def process_pool(jobs: int) -> Iterator[Executor]:
    """So many processes, which leave an interrupt to this one and end at once with it; 0 for this one."""
    if jobs == 0:
        yield _Here()
        return
    others = set(active_children())
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), initializer=begin_worker)
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for process in set(active_children()) - others:
            process.terminate()
        raise
    pool.shutdown()


def begin_worker() -> None:
    """In a process of the pool: leave interrupts to the process that started it, and do not outlive that."""
    signal(SIGINT, SIG_IGN)
    Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        if os.getpgrp() == os.getpid():  # a group of its own goes with it
            os.killpg(os.getpid(), SIGKILL)
        os._exit(1)
