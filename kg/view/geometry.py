"""Boxes and curves: the little plane geometry that layout, labels and edges share. Units are pixels, y points down."""

from __future__ import annotations

import math
from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def overlaps(self, other: Box) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def inside(self, other: Box) -> bool:
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )

    def grown(self, by: float) -> Box:
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


@dataclass(frozen=True, slots=True)
class Curve:
    """A quadratic Bézier curve."""

    start: Point
    control: Point
    end: Point

    def at(self, t: float) -> Point:
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t**2
        return (
            a * self.start[0] + b * self.control[0] + c * self.end[0],
            a * self.start[1] + b * self.control[1] + c * self.end[1],
        )

    def points(self, count: int) -> list[Point]:
        """`count` points at even steps between the ends, ends left out."""
        return [self.at((step + 1) / (count + 1)) for step in range(count)]

    def part(self, t0: float, t1: float) -> Curve:
        """The curve between two parameters (the blossom of the polynomial gives its control point)."""
        x, y = (
            (1 - t0) * (1 - t1) * self.start[axis]
            + ((1 - t0) * t1 + t0 * (1 - t1)) * self.control[axis]
            + t0 * t1 * self.end[axis]
            for axis in (0, 1)
        )
        return Curve(self.at(t0), (x, y), self.at(t1))

    def leaves(self, centre: Point, radius: float, *, backwards: bool = False) -> float:
        """The parameter at which the curve leaves a circle around its start (backwards: enters that around its end)."""
        inside, outside = (1.0, 0.5) if backwards else (0.0, 0.5)
        for _ in range(24):
            middle = (inside + outside) / 2
            if math.dist(self.at(middle), centre) < radius:
                inside = middle
            else:
                outside = middle
        return outside


def bent(start: Point, end: Point, offset: float) -> Curve:
    """A curve between two points whose middle lies `offset` to the left of the straight line (right where negative)."""
    length = math.dist(start, end) or 1.0
    normal = ((end[1] - start[1]) / length, -(end[0] - start[0]) / length)
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    return Curve(start, (middle[0] + 2 * offset * normal[0], middle[1] + 2 * offset * normal[1]), end)
