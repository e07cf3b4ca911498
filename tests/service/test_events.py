import asyncio
import json
from collections.abc import AsyncIterator

from certify.service.jobs import events as module
from certify.service.jobs.events import BEHIND, REMEMBERED, RESET, Events


def told(chunk: bytes) -> list[dict[str, object]]:
    return [json.loads(line[6:]) for line in chunk.split(b"\n") if line.startswith(b"data: ")]


async def soon(stream: AsyncIterator[bytes]) -> bytes:
    return await asyncio.wait_for(anext(stream), 5)


def test_every_watcher_hears_everything_in_order() -> None:
    async def watch() -> None:
        events = Events()
        streams = [events.stream(None, None) for _ in range(20)]
        for stream in streams:
            await soon(stream)
        for number in range(50):
            events.publish(number, "state", {"state": "waiting"})
        for stream in streams:
            assert [event["job"] for event in told(await soon(stream))] == list(range(50))

    asyncio.run(watch())


def test_the_stream_of_a_job_has_its_events_only_and_ends_with_it() -> None:
    async def watch() -> None:
        events = Events()
        stream = events.stream(7, None)
        await soon(stream)
        for number, name in ((6, "state"), (7, "state"), (8, "end"), (7, "end")):
            events.publish(number, name, {})
        assert [event["job"] for event in told(await soon(stream))] == [7, 7]
        assert [chunk async for chunk in stream] == []
        assert not events.watchers

    asyncio.run(watch())


def test_who_comes_back_is_given_what_was_missed() -> None:
    async def watch() -> None:
        events = Events()
        for number in range(10):
            events.publish(number, "state", {})
        first = await soon(events.stream(None, None))
        assert told(first) == []
        seventh = events._past[6].number
        assert [event["job"] for event in told(await soon(events.stream(None, seventh)))] == [7, 8, 9]
        assert [event["job"] for event in told(await soon(events.stream(8, seventh)))] == [8]

    asyncio.run(watch())


def test_what_happens_between_a_look_and_its_stream_is_sent_first() -> None:
    async def watch() -> None:
        events = Events()
        events.publish(1, "state", {})
        looked = events.latest
        events.publish(2, "end", {})
        assert [event["job"] for event in told(await soon(events.stream(None, looked)))] == [2]
        assert told(await soon(events.stream(None, events.latest))) == []

    asyncio.run(watch())


def test_a_look_before_anything_has_happened_misses_nothing_either() -> None:
    async def watch() -> None:
        events = Events()
        looked = events.latest
        assert RESET not in await soon(events.stream(None, looked))
        events.publish(1, "end", {})
        assert [event["job"] for event in told(await soon(events.stream(None, looked)))] == [1]

    asyncio.run(watch())


def test_a_job_that_ends_before_its_stream_begins_ends_it() -> None:
    async def watch() -> None:
        events = Events()
        looked = events.latest
        for number, name in ((8, "end"), (7, "end")):
            events.publish(number, name, {})
        chunks = [chunk async for chunk in events.stream(7, looked)]
        assert [event["job"] for chunk in chunks for event in told(chunk)] == [7]
        assert not events.watchers

    asyncio.run(watch())


def test_who_comes_back_too_late_is_told_to_look() -> None:
    async def watch() -> None:
        events = Events()
        events.publish(0, "state", {})
        old = events._past[0].number
        for number in range(REMEMBERED + 1):
            events.publish(number, "state", {})
        assert RESET in await soon(events.stream(None, old))
        assert RESET not in await soon(events.stream(None, events._past[-1].number))

    asyncio.run(watch())


def test_only_who_lost_an_event_is_told_to_look() -> None:
    async def watch() -> None:
        events = Events()
        looked = events.latest
        for number in range(REMEMBERED):
            events.publish(number, "state", {})
        first = await soon(events.stream(None, looked))
        assert RESET not in first
        assert len(told(first)) == REMEMBERED
        events.publish(REMEMBERED, "state", {})
        first = await soon(events.stream(None, looked))
        assert first.split(b"\n\n", 1)[1].startswith(RESET)
        assert RESET not in await soon(events.stream(None, looked + 1))

    asyncio.run(watch())


def test_an_event_of_the_future_is_told_to_look() -> None:
    async def watch() -> None:
        events = Events()
        assert RESET in await soon(events.stream(None, events.latest + 1))
        events.publish(1, "end", {})
        first = await soon(events.stream(None, events.latest + 1))
        assert told(first) == [{}]

    asyncio.run(watch())


def test_a_watcher_that_does_not_listen_costs_no_memory_and_is_told_so() -> None:
    async def watch() -> None:
        events = Events()
        stream = events.stream(None, None)
        await soon(stream)
        (watcher,) = events.watchers
        for number in range(3 * BEHIND):
            events.publish(number, "state", {})
            events._send()
        assert len(watcher.chunks) <= BEHIND
        assert await soon(stream) == RESET

    asyncio.run(watch())


def test_streams_end_when_the_service_does() -> None:
    async def watch() -> None:
        events = Events()
        stream = events.stream(None, None)
        await soon(stream)
        events.close()
        assert [chunk async for chunk in stream] == []
        assert not events.watchers

    asyncio.run(watch())


def test_a_silent_stream_shows_that_it_is_alive() -> None:
    async def watch() -> None:
        stream = Events().stream(None, None)
        await soon(stream)
        assert (await soon(stream)).startswith(b":")

    before, module.HEARTBEAT = module.HEARTBEAT, 0.01
    try:
        asyncio.run(watch())
    finally:
        module.HEARTBEAT = before
