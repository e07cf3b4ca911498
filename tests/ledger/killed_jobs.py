"""A service of quick jobs, run by the tests as a process of its own: python killed_jobs.py LEDGER SEED."""

import random
import sys

from certify.ledger import Finish, JobLedger, Submission


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def main(place: str, seed: int) -> None:
    """Submit and finish without end, and say what was acknowledged only after it was."""
    chance, key = random.Random(seed), 0
    with JobLedger(place) as ledger:
        waiting = [job for job, _, _ in ledger.waiting()]
        say("open")
        while True:
            batch = []
            for _ in range(chance.randint(1, 8)):
                key += 1
                batch.append(Submission("decide", "a job", {"n": f"{seed}-{key}"}, "tests", f"{seed}-{key}"))
            for item, answer in zip(batch, ledger.submit(batch), strict=True):
                assert isinstance(answer, tuple)
                assert answer[1], "a key that was never used stands for a job"
                waiting.append(answer[0])
                say("submitted", answer[0], item.key)
            chosen = chance.sample(waiting, chance.randint(0, min(8, len(waiting))))
            ends = [Finish(job, "done", result={"by": seed}, certificates={f"{job}": b"c"}) for job in chosen]
            for job in ledger.finish(ends):
                waiting.remove(job)
                say("finished", job)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
