"""A point on the globe, apart from `geo`, whose geodesics take long to import."""

import msgspec


class Point(msgspec.Struct, frozen=True, order=True):
    """A place on the map: degrees north and east. Raises ValueError outside -90..90 and -180..180."""

    lat: float
    lon: float

    def __post_init__(self) -> None:
        if not (-90 <= self.lat <= 90 and -180 <= self.lon <= 180):
            raise ValueError(f"not on the globe: {self.lat}, {self.lon}")
