from typing import ClassVar

from django.db import models

from huiswaarts.foundation.network.models import Municipality, RegionBound


class Neighbourhood(RegionBound):
    """A wijk with its boundary (WGS 84 GeoJSON geometry); places only, never people."""

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="+", verbose_name="gemeente"
    )
    code = models.CharField("CBS-code", max_length=8)
    name = models.CharField("naam", max_length=100)
    boundary = models.JSONField("grens", null=True, blank=True)

    class Meta:
        verbose_name = "wijk"
        verbose_name_plural = "wijken"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["region", "code"], name="neighbourhood_once"),
        ]

    def __str__(self) -> str:
        return self.name
