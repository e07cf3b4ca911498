"""A campaign of quick tasks, run by the tests as a process of its own: python killed_campaign.py LEDGER."""

import hashlib
import sys
import time

from certify.ledger import Ledger
from certify.search.campaign import run_campaign
from certify.search.executors import Local
from certify.search.spec import Spec
from certify.search.tasks import Outcome

TASKS = 2000
SPEC = Spec({"name": "kill test", "tasks": TASKS}, [{"number": n} for n in range(TASKS)])


def work(batch: list[tuple[int, dict[str, int]]]) -> list[Outcome]:
    """A few milliseconds for each task, and a result that depends on the task alone."""
    outcomes = []
    for task, question in batch:
        began = time.monotonic()
        time.sleep(0.004)
        digest = hashlib.sha256(str(question["number"]).encode()).hexdigest()
        value = int(digest[:8], 16) / 2**32
        result = {"digest": digest}
        outcomes.append(Outcome(task, value, time.monotonic() - began, result, {digest: digest.encode()}))
    return outcomes


def main(place: str) -> None:
    with Ledger(place, SPEC.document, TASKS) as ledger, Local(2) as executor:
        state = run_campaign(SPEC, ledger, executor, work=work)
        print(state.done, state.deaths, ledger.hash())


if __name__ == "__main__":
    from killed_campaign import main as importable  # so that workers find `work` by its module

    importable(sys.argv[1])
