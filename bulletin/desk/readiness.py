"""`bulletin render --by 17:58`: whether it will be ready, said before anything is made. The clock is read here and nowhere
in what is made."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bulletin.desk.inputs import gather, narration_of, open_script
from bulletin.desk.orders import Order
from bulletin.desk.picturing import missing_frames
from bulletin.desk.speaking import known_takes
from bulletin.desk.speeds import Speed, Speeds
from bulletin.desk.voices import recorded_voice
from bulletin.desk.workshop import Run, Tell, bulletin_folder, store_folder, usable_store
from bulletin.farm import worker_count
from bulletin.messages import Message, say
from bulletin.picture.values import PROFILES, Look
from bulletin.rundown.narration import readers
from bulletin.rundown.plan import plan_of
from bulletin.speech.keeping import kept_folder
from bulletin.speech.values import Sentence
from bulletin.timing import FRAME_RATE

Clock = Callable[[], datetime]


def now() -> datetime:
    """This moment."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time of the day by which a bulletin has to be ready, in the newsroom's zone."""

    at: datetime

    def told(self, ready: datetime) -> Message:
        """How a moment stands to it, in words."""
        zone = self.at.tzinfo
        shown = {"at": f"{ready.astimezone(zone):%H:%M:%S}", "by": f"{self.at:%H:%M}"}
        left = round((self.at.astimezone(UTC) - ready.astimezone(UTC)).total_seconds())
        if left >= 0:
            return say("{at}, {left} before {by}", left=_lasting(left), **shown)
        return say("{at}, {late} later than {by}", late=_lasting(-left), **shown)


@dataclass(frozen=True, slots=True)
class Readiness:
    """What is to be made for a bulletin, how fast this machine is, and when it should be ready."""

    deadline: Deadline
    frames: int
    takes: int
    speed: Speed
    ready: datetime
    is_draft: bool

    @property
    def is_in_time(self) -> bool:
        return self.ready <= self.deadline.at

    def sentences(self) -> tuple[Message, ...]:
        measured = say("as fast as the last bulletin was made here")
        usual = say("by the usual speed of two cores: nothing was measured here yet")
        work = say(
            "To be made: {takes} takes, {length} of picture; what is there already counts as done.",
            takes=self.takes,
            length=_lasting(round(self.frames / FRAME_RATE)),
        )
        told = say(
            "Should be ready at {told} ({basis}).",
            told=self.deadline.told(self.ready),
            basis=measured if self.speed.is_measured else usual,
        )
        if self.is_in_time or not (self.frames or self.takes):
            return (told, work)
        if self.is_draft:
            return (told, work, say("Faster: fewer stories."))
        return (told, work, say("Faster: --profile draft, or fewer stories."))


def deadline(seconds: int, script: Path, clock: Clock = now) -> Deadline:
    """The moment meant by a time of the day: the one nearest to now, so that 0:10 is tomorrow's late at night and a time
    just gone is today's. Raises what opening a script raises."""
    zone = ZoneInfo(open_script(script).newsroom.zone)
    here = clock().astimezone(zone)
    times = (
        (here + timedelta(days=day)).replace(
            hour=seconds // 3600, minute=seconds // 60 % 60, second=seconds % 60, microsecond=0, fold=0
        )
        for day in (-1, 0, 1)
    )
    return Deadline(min(times, key=lambda at: abs(at.astimezone(UTC) - here.astimezone(UTC))))


def readiness(order: Order, by: Deadline, tell: Tell, clock: Clock = now) -> Readiness:
    """Whether an order will be done in time, as far as can be known without making anything. Raises what `check` raises."""
    opened = open_script(order.script)
    inputs = gather(opened, order.voice, shape=PROFILES[order.profile].shape)
    folder = bulletin_folder(opened, order.out, order.profile)
    with tempfile.TemporaryDirectory(prefix="bulletin-") as work:
        store, _ = usable_store(store_folder(order.store, inputs.newsroom), Path(work), 0)
        run = Run(store, worker_count(order.workers), tell, kept=kept_folder(opened.path))
        with store.lease():
            known = known_takes(inputs, run, recorded_voice(folder))
            told = {**inputs.whole.narration, **narration_of(inputs.asked, known)}
            shots = plan_of(inputs.material(told)).shots
            frames = sum(missing_frames(shots, Look(inputs.pack, PROFILES[order.profile], store.root), store))
    asked = {part for r in readers(inputs.script) for part in inputs.asked[r.paragraph.place]}
    takes = sum(isinstance(part, Sentence) and part not in known for part in asked)
    speed = Speeds(store.root).of(order.profile)
    needed = timedelta(milliseconds=frames * speed.frame + takes * speed.take + speed.rest)
    return Readiness(by, frames, takes, speed, clock() + needed, is_draft="draft" in order.profile)


def finished(by: Deadline, clock: Clock = now) -> Message:
    """What is said when it is done."""
    return say("Ready at {told}.", told=by.told(clock()))


def _lasting(seconds: int) -> Message:
    minutes, rest = divmod(seconds, 60)
    if minutes > 90:  # nobody counts the seconds of a night
        return say("{hours} h {minutes} min", hours=minutes // 60, minutes=minutes % 60)
    if not minutes:
        return say("{seconds} s", seconds=rest)
    return (
        say("{minutes} min {seconds} s", minutes=minutes, seconds=rest)
        if rest
        else say("{minutes} min", minutes=minutes)
    )
