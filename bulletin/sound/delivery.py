"""Makes a programme's sound segment by segment: mixed, levelled, encoded, decoded again and compared with what was meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise

import numpy as np

from bulletin.sound import aac, metering
from bulletin.sound.aac import LEAD_IN, LOOK_AHEAD, Track
from bulletin.sound.agreement import Agreement, compare, compare_in_place
from bulletin.sound.excerpts import Excerpt, excerpt
from bulletin.sound.levels import Limits
from bulletin.sound.limiter import SURROUNDINGS, limited
from bulletin.sound.mix import mix
from bulletin.sound.pcm import PACKET, Pcm
from bulletin.sound.profiles import steps
from bulletin.sound.truepeak import TILE, true_peak
from bulletin.sound.values import SoundPlan
from bulletin.store import Entry
from bulletin.timing import Span

ALLOWANCE = 1.0
"""dB under the ceiling for what AAC adds between samples: up to 0.8 was measured at 192 to 320 kb/s."""

_ATTEMPTS = 3
_WARM = 5  # packets decoded before a segment, for the decoder and the meter's filters


@dataclass(frozen=True, slots=True)
class SegmentPlan:
    """All that a segment of `count` packets is made from. The excerpt reaches far enough around it for `lead` packets that
    are thrown away, for the encoder's look ahead and for the limiter's."""

    excerpt: Excerpt
    lead: int
    count: int
    gain_db: float
    limits: Limits


@dataclass(frozen=True, slots=True)
class Segment:
    """An encoded stretch of a programme and what was found when it was decoded: `energies` are the weighted energies of its
    tiles (floats), `opening` is the meant sound of its first packet (stereo floats), `true_peak` is in dBTP."""

    track: Track
    opening: bytes
    energies: bytes
    true_peak: float
    agreement: Agreement

    def to_entry(self) -> Entry:
        facts = {
            "config": self.track.config.hex(),
            "sizes": [len(packet) for packet in self.track.packets],
            "energies": len(self.energies),
            "true_peak": self.true_peak,
            "agreement": asdict(self.agreement),
        }
        return Entry(facts, b"".join((self.opening, self.energies, *self.track.packets)))

    @classmethod
    def from_entry(cls, entry: Entry) -> Segment:
        facts = entry.facts
        opening = PACKET * 8
        ends = np.cumsum([opening, facts["energies"], *facts["sizes"]]).tolist()
        energies, *packets = (entry.payload[start:end] for start, end in pairwise(ends))
        found = facts["agreement"]
        return cls(
            Track(bytes.fromhex(facts["config"]), tuple(packets)),
            entry.payload[:opening],
            energies,
            facts["true_peak"],
            Agreement(found["lag"], found["likeness"], found["unlike"], tuple(found["lost"])),
        )


@dataclass(frozen=True, slots=True)
class Delivered:
    """The segments of a programme in order: its encoded sound and what it is like when it is decoded."""

    segments: tuple[Segment, ...]

    @property
    def track(self) -> Track:
        packets = tuple(packet for segment in self.segments for packet in segment.track.packets)
        return Track(self.segments[0].track.config, packets)

    @property
    def integrated(self) -> float:
        """The gated loudness of the decoded programme in LUFS."""
        energies = np.frombuffer(b"".join(segment.energies for segment in self.segments), "<f4")
        return metering.loudness([steps(energies)])

    @property
    def true_peak(self) -> float:
        """The highest true peak of the decoded programme in dBTP."""
        return max(segment.true_peak for segment in self.segments)


def segment_plan(plan: SoundPlan, packets: Span, gains: Sequence[float], limits: Limits) -> SegmentPlan:
    """What a segment of a programme is made from, whose sections have these gains in dB. Equal plans give equal segments,
    wherever they stand."""
    gain_db = gains[plan.section_at(PACKET * (packets.end - 1))]
    louder = tuple(gain - gain_db for gain in gains)
    lead = min(LEAD_IN, packets.start)
    begin = PACKET * (packets.start - lead + 1) - SURROUNDINGS
    end = PACKET * (packets.end + LOOK_AHEAD) + SURROUNDINGS
    heard = excerpt(plan, Span(begin, end - begin), louder if any(louder) else ())
    return SegmentPlan(heard, lead, packets.length, gain_db, limits)


def make_segment(plan: SegmentPlan) -> Segment:
    """Mix, level and encode; once more and lower if AAC pushed a peak over the ceiling. Raises NotFound and BadInput."""
    sound = mix(plan.excerpt)
    ceiling = plan.limits.ceiling - ALLOWANCE
    for _ in range(_ATTEMPTS):
        segment = _encoded(plan, limited(sound, plan.gain_db, ceiling))
        over = segment.true_peak - plan.limits.ceiling
        if over <= 0:
            break
        ceiling -= over + 0.1
    return segment


def joins(segments: Sequence[Segment]) -> tuple[Agreement, ...]:
    """How well the first packet of every segment but the first agrees with what was meant, after the last of the one before:
    that packet alone was decoded after others than those it comes after in the programme."""
    found = []
    for before, after in pairwise(segments):
        packets = (before.track.packets[-1], after.track.packets[0])
        heard = aac.decode(Track(after.track.config, packets))[PACKET:]
        found.append(compare_in_place(np.frombuffer(after.opening, "<f4").reshape(-1, 2), heard))
    return tuple(found)


def _encoded(plan: SegmentPlan, meant: Pcm) -> Segment:
    """Encode levelled sound that begins one packet after the lead does."""
    whole = aac.encode(meant, plan.limits.bit_rate)
    meant = np.concatenate([np.zeros((PACKET, 2), np.float32), meant])[plan.lead * PACKET :][: plan.count * PACKET]
    warm = min(plan.lead, _WARM)
    first, end = plan.lead - warm, plan.lead + plan.count
    heard = aac.decode(Track(whole.config, whole.packets[first : end + 1]))
    own = slice(warm * PACKET, (warm + plan.count) * PACKET)
    energies = metering.energies(heard[: own.stop], TILE)[own.start // TILE :]
    return Segment(
        Track(whole.config, whole.packets[plan.lead : end]),
        np.ascontiguousarray(meant[:PACKET], "<f4").tobytes(),
        energies.astype("<f4").tobytes(),
        true_peak(heard[max(own.start - PACKET, 0) : own.stop + PACKET]),
        compare(meant, heard[own]),
    )
