"""A campaign of quick tasks, run by the tests as a process of its own: python killed_campaign.py LEDGER.

Where KILLS names a folder, fifty-seven of the tasks have the process killed that works on them, and five the
coordinator: once each, a few milliseconds later, whatever it is at by then.
"""

import hashlib
import os
import random
import signal
import sys
import threading
import time
from pathlib import Path

from certify.ledger import Ledger
from certify.search.campaigns.campaign import run_campaign
from certify.search.campaigns.executors import Local
from certify.search.campaigns.spec import Spec
from certify.search.campaigns.tasks import Outcome

TASKS = 2000
SPEC = Spec({"name": "kill test", "tasks": TASKS}, [{"number": n} for n in range(TASKS)])


def marked_for_death(task: int) -> None:
    """Have this process or the coordinator killed soon, if this is such a task and the first time it runs."""
    folder = os.environ.get("KILLS")
    who = "coordinator" if task in (300, 600, 900, 1200, 1500) else "worker" if task % 35 == 17 else ""
    if not folder or not who:
        return
    try:
        (Path(folder) / f"{who}-{task}").touch(exist_ok=False)
    except FileExistsError:
        return
    pid = int(os.environ["COORDINATOR"]) if who == "coordinator" else os.getpid()
    threading.Timer(0.02 * random.random(), os.kill, (pid, signal.SIGKILL)).start()


def work(batch: list[tuple[int, dict[str, int]]]) -> list[Outcome]:
    """A few milliseconds for each task, and a result that depends on the task alone."""
    outcomes = []
    for task, question in batch:
        began = time.monotonic()
        time.sleep(0.004)
        marked_for_death(task)
        digest = hashlib.sha256(str(question["number"]).encode()).hexdigest()
        value = int(digest[:8], 16) / 2**32
        result = {"digest": digest}
        outcomes.append(Outcome(task, value, time.monotonic() - began, result, {digest: digest.encode()}))
    return outcomes


def main(place: str) -> None:
    os.environ["COORDINATOR"] = str(os.getpid())
    with Ledger(place, SPEC.document, TASKS) as ledger, Local(2) as executor:
        state = run_campaign(SPEC, ledger, executor, work=work)
        print(state.done, state.deaths, ledger.hash())


if __name__ == "__main__":
    from killed_campaign import main as importable  # so that workers find `work` by its module

    importable(sys.argv[1])
