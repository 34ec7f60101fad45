"""The map as a drawing: outlines, circles of uncertainty, marks by tier, and labels that keep apart."""

from collections.abc import Iterable
from typing import Final

import msgspec

from situate.errors import DataError
from situate.produce.assessment import AreaName, Assessment, Frame, Mark
from situate.produce.marks import TIERS
from situate.produce.projection import Projection, path, sheet

_WIDTH: Final = 720.0
_TALLEST: Final = 600.0
# Mean width of a letter of the labels (11 px sans serif), measured in the browser on the names of one page.
_LETTER_PX: Final = 6.1
_LINE_PX: Final = 12.0


# Left, upper, right and lower edge in pixels.
Box = tuple[float, float, float, float]


class Outlines(msgspec.Struct, frozen=True, kw_only=True):
    """Lines of a theatre's base map: `home` the countries of the conflict, `land` all others.

    Each line is [x0, y0, dx, dy, …] in whole units of 1/`scale` degree, longitude first.
    """

    scale: float
    land: tuple[tuple[int, ...], ...] = ()
    home: tuple[tuple[int, ...], ...] = ()
    borders: tuple[tuple[int, ...], ...] = ()
    regions: tuple[tuple[int, ...], ...] = ()
    credit: str = ""


class Dot(msgspec.Struct, frozen=True, kw_only=True):
    """One mark on the sheet: its middle, the radius of its uncertainty, and where its label goes ("" for none)."""

    mark: Mark
    x: float
    y: float
    ring: float
    label: str = ""
    label_x: float = 0.0
    label_y: float = 0.0
    anchor: str = "start"


class Caption(msgspec.Struct, frozen=True, kw_only=True):
    """The name of an area, in the middle of it; `kind` is country, admin1 or sea."""

    text: str
    kind: str
    x: float
    y: float


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """One drawing, ready for the template."""

    width: float
    height: float
    title: str
    description: str
    land: str
    home: str
    borders: str
    regions: str
    dots: tuple[Dot, ...]
    captions: tuple[Caption, ...]
    outside: int
    bar_km: int
    bar_px: float
    box: Box | None = None


def read_outlines(data: bytes | None) -> Outlines:
    """The outlines of `outlines.json`, or none. Raises DataError where the file is not as it must be."""
    if data is None:
        return Outlines(scale=1.0)
    try:
        return msgspec.json.decode(data, type=Outlines)
    except (msgspec.DecodeError, ValueError) as error:
        raise DataError(
            str(error), where="outlines.json", remedy="make it anew with scripts/make_outlines.py"
        ) from error


def charts(assessment: Assessment, outlines: Outlines) -> tuple[Chart, ...]:
    """The front in detail, and the whole theatre with the detail's box in it; one where they are the same."""
    areas = assessment.areas
    wide = tuple(a for a in areas if a.kind != "admin1")
    whole = chart(assessment.marks, assessment.theatre_frame, outlines, areas=wide, labels=False)
    if assessment.frame == assessment.theatre_frame:
        return (msgspec.structs.replace(whole, title="The theatre"),)
    narrow = tuple(a for a in areas if a.kind != "country")
    detail = chart(assessment.marks, assessment.frame, outlines, areas=narrow, labels=True)
    onto = sheet(assessment.theatre_frame, _WIDTH, _TALLEST)
    inner = sheet(assessment.frame, _WIDTH, _TALLEST).frame
    left, top = onto.x(inner.west), onto.y(inner.north)
    box = (left, top, onto.x(inner.east) - left, onto.y(inner.south) - top)
    return (
        msgspec.structs.replace(detail, title="Where it was reported: the front"),
        msgspec.structs.replace(whole, title="Where it was reported: the theatre", box=box),
    )


def chart(marks: Iterable[Mark], frame: Frame, outlines: Outlines, *, areas: Iterable[AreaName], labels: bool) -> Chart:
    """Draw the marks that lie in the frame; the others are counted."""
    onto = sheet(frame, _WIDTH, _TALLEST)
    all_marks = tuple(marks)
    dots = tuple(_dot(m, onto) for m in all_marks if onto.holds(m.lat, m.lon))
    bar_km, bar_px = _bar(onto)
    taken: list[Box] = [(d.x - 5, d.y - 5, d.x + 5, d.y + 5) for d in dots]
    dots = _labelled(dots, onto, taken) if labels else dots
    return Chart(
        width=onto.width,
        height=onto.height,
        title="",
        description=_description(dots, len(all_marks)),
        land=path(outlines.land, outlines.scale, onto, closed=True),
        home=path(outlines.home, outlines.scale, onto, closed=True),
        borders=path(outlines.borders, outlines.scale, onto, closed=False),
        regions=path(outlines.regions, outlines.scale, onto, closed=False),
        dots=dots,
        captions=tuple(_captions(areas, onto, taken)),
        outside=len(all_marks) - len(dots),
        bar_km=bar_km,
        bar_px=bar_px,
    )


def _dot(mark: Mark, onto: Projection) -> Dot:
    return Dot(mark=mark, x=onto.x(mark.lon), y=onto.y(mark.lat), ring=mark.radius_km * onto.px_per_km)


def _description(dots: tuple[Dot, ...], total: int) -> str:
    words = dict(TIERS)
    counts = {t: sum(d.mark.tier == t for d in dots) for t, _ in TIERS}
    parts = [f"{words[t][0].lower()}{words[t][1:]}: {n}" for t, n in counts.items() if n]
    return f"{len(dots)} of {total} places lie on this map{': ' * bool(parts)}{'; '.join(parts)}."


def _bar(onto: Projection) -> tuple[int, float]:
    """A scale bar of a round number of km, about a sixth of the width."""
    wanted = onto.width / 6 / onto.px_per_km
    length = max((n for n in (1, 2, 5, 10, 20, 50, 100, 200, 500) if n <= wanted), default=1)
    return length, length * onto.px_per_km


def _labelled(dots: tuple[Dot, ...], onto: Projection, taken: list[Box]) -> tuple[Dot, ...]:
    """Give labels to the marks that have room, the strongest tier first; the others keep their hover title.

    `taken` holds the boxes of the marks in their order, and receives those of the labels.
    """
    placed: dict[str, Dot] = {}
    for index, dot in reversed(list(enumerate(dots))):
        width = len(dot.mark.name) * _LETTER_PX
        for dx, dy, anchor in ((8, 4, "start"), (-8, 4, "end"), (0, -9, "middle"), (0, 17, "middle")):
            x, y = dot.x + dx, dot.y + dy
            left = {"start": x, "end": x - width, "middle": x - width / 2}[anchor]
            box = (left, y - _LINE_PX + 2, left + width, y + 3)
            others = taken[:index] + taken[index + 1 :]
            if box[0] >= 0 and box[2] <= onto.width and not any(_overlap(box, other) for other in others):
                taken.append(box)
                placed[dot.mark.place] = msgspec.structs.replace(
                    dot, label=dot.mark.name, label_x=x, label_y=y, anchor=anchor
                )
                break
    return tuple(placed.get(d.mark.place, d) for d in dots)


def _captions(areas: Iterable[AreaName], onto: Projection, taken: list[Box]) -> Iterable[Caption]:
    """The names of areas whose middle lies on the sheet and has room."""
    for area in areas:
        x, y, half = onto.x(area.lon), onto.y(area.lat), len(area.name) * _LETTER_PX * 0.6
        box = (x - half, y - _LINE_PX, x + half, y + 4)
        inside = box[0] >= 0 and box[2] <= onto.width and box[1] >= 0 and box[3] <= onto.height
        if inside and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            yield Caption(text=area.name, kind=area.kind, x=x, y=y)


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
