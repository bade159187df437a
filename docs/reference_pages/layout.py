"""Where the states and the arrows of the diagram stand, placed by hand; what they say comes from the table of acts."""

from typing import NamedTuple

from mingbai.lifecycle import State

__all__ = ["BOXES", "FRAMES", "FRAME_ROUTES", "HEIGHT", "ROUTES", "WIDTH", "Box", "Frame", "Label", "Route"]

WIDTH = 800
HEIGHT = 1000
"""Of the graph; the legend below it is as high as what it lists."""


class Box(NamedTuple):
    """A rectangle: its left upper corner, width and height; `look` names its colours."""

    x: int
    y: int
    width: int
    height: int
    look: str = "plain"


class Label(NamedTuple):
    """Where the words of an arrow stand: `across` its line, Chinese above and English below, or in a block from `y` down.

    `zh` and `en` are how many characters a line holds; acts that do not fit into one line stand below each other, and
    where they are `paired` each has its English with it: in a block one after another, across a line one on each side.
    """

    x: int
    y: int
    anchor: str = "middle"
    across: bool = True
    zh: int = 24
    en: int = 60
    paired: bool = False


class Route(NamedTuple):
    """An arrow, as the points of its line, and where its label stands."""

    points: tuple[tuple[int, int], ...]
    label: Label


class Frame(NamedTuple):
    """A dashed frame: an arrow from it is one from each of the states in it."""

    box: Box
    states: tuple[State, ...]


BOXES = {
    State.NONE: Box(176, 18, 140, 46, "start"),
    State.UNCONFIRMED: Box(166, 140, 160, 52, "waiting"),
    State.OPEN: Box(166, 276, 160, 448, "open"),
    State.AWAITING_AMENDMENT: Box(472, 404, 114, 82, "waiting"),
    State.AWAITING_REASONS: Box(472, 506, 114, 108, "waiting"),
    State.AWAITING_PAYMENT: Box(472, 634, 114, 82, "waiting"),
    State.DECIDED: Box(166, 808, 160, 52, "open"),
    State.ANSWERED: Box(166, 932, 160, 52, "ended"),
    State.CLOSED: Box(720, 140, 70, 616, "ended"),
}

_BEFORE_DECISION = (
    State.OPEN,
    State.AWAITING_AMENDMENT,
    State.AWAITING_REASONS,
    State.AWAITING_PAYMENT,
)
FRAMES = {
    "received": Frame(Box(152, 252, 448, 488), _BEFORE_DECISION),
    "arrived": Frame(Box(140, 118, 474, 638), (State.UNCONFIRMED, *_BEFORE_DECISION)),
}

ROUTES = {
    (State.NONE, State.UNCONFIRMED): Route(
        ((246, 64), (246, 140)), Label(256, 88, "start", across=False, zh=30)
    ),
    (State.NONE, State.OPEN): Route(
        ((176, 50), (126, 50), (126, 318), (166, 318)),
        Label(117, 104, "end", across=False, zh=7, en=16, paired=True),
    ),
    (State.NONE, State.ANSWERED): Route(
        ((176, 32), (16, 32), (16, 966), (166, 966)),
        Label(24, 470, "start", across=False, zh=8, en=17),
    ),
    (State.NONE, State.CLOSED): Route(((316, 41), (755, 41), (755, 140)), Label(536, 41)),
    (State.UNCONFIRMED, State.OPEN): Route(((246, 192), (246, 276)), Label(256, 222, "start", across=False)),
    (State.UNCONFIRMED, State.CLOSED): Route(((326, 166), (720, 166)), Label(470, 166, en=46)),
    (State.OPEN, State.CLOSED): Route(((326, 300), (720, 300)), Label(463, 300, en=46)),
    (State.CLOSED, State.OPEN): Route(((720, 362), (326, 362)), Label(463, 362)),
    (State.OPEN, State.AWAITING_AMENDMENT): Route(((326, 422), (472, 422)), Label(397, 422, zh=9, en=22)),
    (State.AWAITING_AMENDMENT, State.OPEN): Route(((472, 464), (326, 464)), Label(400, 464, zh=9, en=22)),
    (State.AWAITING_AMENDMENT, State.CLOSED): Route(((586, 430), (720, 430)), Label(664, 430, zh=7, en=12)),
    (State.OPEN, State.AWAITING_REASONS): Route(((326, 524), (472, 524)), Label(397, 524, zh=9, en=22)),
    (State.AWAITING_REASONS, State.OPEN): Route(((472, 581), (326, 581)), Label(400, 581, zh=9, en=22)),
    (State.OPEN, State.AWAITING_PAYMENT): Route(((326, 654), (472, 654)), Label(397, 654, zh=9, en=22)),
    (State.AWAITING_PAYMENT, State.OPEN): Route(((472, 696), (326, 696)), Label(400, 696, zh=9, en=22)),
    (State.AWAITING_PAYMENT, State.CLOSED): Route(((586, 704), (720, 704)), Label(664, 704, zh=7, en=14)),
    (State.DECIDED, State.CLOSED): Route(((326, 834), (755, 834), (755, 756)), Label(536, 834)),
    (State.ANSWERED, State.CLOSED): Route(((326, 966), (775, 966), (775, 756)), Label(550, 966)),
    (State.DECIDED, State.ANSWERED): Route(
        ((246, 860), (246, 932)), Label(256, 888, "start", across=False, zh=30, en=60)
    ),
    (State.ANSWERED, State.OPEN): Route(
        ((166, 948), (126, 948), (126, 640), (166, 640)),
        Label(117, 786, "end", across=False, zh=7, en=14),
    ),
}
"""An arrow for each pair of states with an act of its own."""

FRAME_ROUTES = {
    ("received", State.DECIDED): Route(((246, 740), (246, 808)), Label(256, 779, "start", across=False)),
    ("arrived", State.CLOSED): Route(((614, 556), (720, 556)), Label(668, 556, zh=7, en=17, paired=True)),
}
"""An arrow for each frame that acts may leave from wherever in it the case is."""
