"""Asking a voice service over the network: tries and waits between them, limits, and when to stop asking."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TypeVar

from bulletin.errors import TryAgain
from bulletin.messages import Message, say
from bulletin.speech.voices.program import shortened

TRIES = 5
CONNECT, READ, WHOLE = 5, 15, 60
"""Seconds: to connect, between two bytes, for one answer."""
FIRST_WAIT, LONGEST_WAIT = 0.5, 120.0
"""Seconds: before the second try, doubled before each one after it; the longest that a service may ask for."""
MOST_BYTES = 4 * 1024 * 1024
"""Of one answer; a sentence of a minute takes a tenth of it."""
MOST_FAILURES = 10
"""Failed tries in a row, of all sentences, after which a service is not asked again."""

Given = TypeVar("Given")


class Refused(Exception):
    """One answer that is no speech: why, whether asking again can help, how many seconds the service says to wait, and
    whether it would refuse every other sentence as well."""

    def __init__(self, reason: Message, again: bool = True, wait: float = 0.0, everyone: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.again = again
        self.wait = wait
        self.everyone = everyone


@dataclass(frozen=True, slots=True)
class Clock:
    """Time as a service is asked by it: seconds that only grow, and a wait that an event may cut short."""

    now: Callable[[], float] = time.monotonic
    wait: Callable[[threading.Event, float], object] = threading.Event.wait


class Service:
    """What a run knows of one service, shared by all threads that ask it: how long to leave it alone, and whether it is
    given up. No thread waits on after that."""

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or Clock()
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._failures = 0
        self._not_before = 0.0
        self._refusal: Message | None = None

    def ask(self, words: str, attempt: Callable[[], Given]) -> Given:
        """What `attempt` gives, tried again while it is Refused and that may pass. Raises TryAgain, naming `words`.

        Waits grow and differ from sentence to sentence, so that threads do not knock together; they reach no byte."""
        jitter = random.Random(words)  # noqa: S311 - seeded, so that a run can be repeated
        refused: Refused | None = None
        ended = self._ended
        for number in range(TRIES):
            self._wait(ended, FIRST_WAIT * 2 ** (number - 1) * jitter.uniform(0.75, 1.25) if number else 0.0)
            if ended.is_set() or self._refusal:
                break
            try:
                given = attempt()
            except Refused as failure:
                refused = failure
                self._note(failure)
                if not failure.again:
                    break
            else:
                self._failures = 0
                return given
        raise self._unanswered(words, refused)

    def end(self) -> None:
        """Let nobody wait who waits now: each gives up. The service may be asked again."""
        with self._lock:
            ended, self._ended = self._ended, threading.Event()
        ended.set()

    def _wait(self, ended: threading.Event, pause: float) -> None:
        pause = max(pause, self._not_before - self._clock.now())
        if pause > 0 and not self._refusal:
            self._clock.wait(ended, pause)

    def _note(self, failure: Refused) -> None:
        with self._lock:
            self._failures += 1
            if failure.wait:
                self._not_before = max(self._not_before, self._clock.now() + failure.wait)
            is_given_up = failure.everyone or self._failures >= MOST_FAILURES
            self._refusal = self._refusal or (failure.reason if is_given_up else None)
        if is_given_up:
            self.end()

    def _unanswered(self, words: str, refused: Refused | None) -> TryAgain:
        if refused is None and self._refusal:
            return TryAgain(
                say("The online voice is not asked again in this run; its last answer: {reason}", reason=self._refusal)
            )
        reason = refused.reason if refused else say("no answer")
        hint = say(
            "It refuses us, not the words. Choose another voice with --voice, or in {file}.", file="bulletin.toml"
        )
        return TryAgain(
            say('The online voice does not answer ({reason}) at "{words}"', reason=reason, words=shortened(words)),
            hint=hint if refused and refused.everyone else None,
        )


def refusal(status: int, headers: Mapping[str, str]) -> Refused:
    """What a status that is not 200 means: too many requests and the server's own trouble may pass; a refusal stays one."""
    wait = _stated_wait(headers)
    if wait > LONGEST_WAIT:
        reason = say("answer {status}: ask again in {seconds} seconds", status=status, seconds=round(wait))
        return Refused(reason, again=False, everyone=True)
    return Refused(
        say("answer {status}", status=status),
        again=status in (408, 429) or status >= 500,
        wait=wait,
        everyone=status in (401, 403, 407),
    )


def within(seconds: float, work: Callable[[], Given]) -> Given:
    """What `work` gives. Raises Refused when it takes longer: nothing can interrupt a look-up of a name or a server that
    drips its headers, so they are left to end by themselves."""
    result: Future[Given] = Future()

    def run() -> None:
        try:
            result.set_result(work())
        except BaseException as error:
            result.set_exception(error)

    threading.Thread(target=run, name="asking", daemon=True).start()
    try:
        return result.result(seconds)
    except TimeoutError as error:
        raise Refused(say("the answer takes too long")) from error


def _stated_wait(headers: Mapping[str, str]) -> float:
    """Seconds of Retry-After: a number, or a date that is compared with the server's own."""
    stated = headers.get("Retry-After", "")
    if stated.isdecimal():
        return float(stated[:9])  # no number is so long but a wrong one
    try:
        return (parsedate_to_datetime(stated) - parsedate_to_datetime(headers["Date"])).total_seconds()
    except (LookupError, ValueError, TypeError):
        return 0.0
