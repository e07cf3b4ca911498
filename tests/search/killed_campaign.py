"""A campaign of quick tasks, run by the tests as a process of its own: python killed_campaign.py LEDGER.

Where KILLS names a folder, fifty-seven of the tasks have the process killed that works on them, a few
milliseconds later, whatever it is at by then, and five the coordinator: once each.
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
    """Have this process killed soon, or the coordinator now, the first time that such a task runs.

    The coordinator does not wait for a timer: this process could be gone before it.
    """
    folder = os.environ.get("KILLS")
    who = "coordinator" if task in (350, 700, 1050, 1400, 1750) else "worker" if task % 35 == 17 else ""
    if not folder or not who:
        return
    try:
        (Path(folder) / f"{who}-{task}").touch(exist_ok=False)
    except FileExistsError:
        return
    if who == "coordinator":
        os.kill(int(os.environ["COORDINATOR"]), signal.SIGKILL)
    else:
        threading.Timer(0.02 * random.random(), end, (Path(folder) / f"killed-{task}",)).start()


def end(mark: Path) -> None:
    """Kill this process, and leave a mark that it was."""
    mark.touch()
    os.kill(os.getpid(), signal.SIGKILL)


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
