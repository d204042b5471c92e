"""Region, municipalities, organisations, neighbourhoods and the people who work there."""

from datetime import date
from typing import TYPE_CHECKING

from django.contrib.auth.hashers import make_password

from huiswaarts.casework.boxes.actions.content import load_catalogue
from huiswaarts.doors.console.kits import load_offers
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.network.models import (
    Membership,
    Municipality,
    Organisation,
    Region,
    ServiceArea,
)
from huiswaarts.surroundings.places.models import Neighbourhood

if TYPE_CHECKING:
    from huiswaarts.doors.console.kits.load import Loading


def load(loading: "Loading") -> None:
    kit = loading.kit
    region, made = Region.objects.get_or_create(
        code=kit.value("code"),
        defaults={
            "name": kit.value("name"),
            "lead_municipality": kit.value("lead_municipality"),
            "corporation_coordinates": kit.value("corporation_coordinates") == "yes",
        },
    )
    if not made and region.name != kit.value("name"):
        loading.report.differs("region.yaml", region.code, "name")
    said = kit.value("corporation_coordinates")
    if said and region.corporation_coordinates != (said == "yes"):
        loading.report.differs("region.yaml", region.code, "corporation_coordinates")
    loading.region = region
    load_catalogue(region)
    _municipalities(loading)
    _organisations(loading)
    _areas(loading)
    _people(loading)


def _municipalities(loading: "Loading") -> None:
    known = {one.code: one.name for one in Municipality.objects.filter(region=loading.region)}
    fresh = []
    for row in loading.rows("municipalities"):
        if row["code"] not in known:
            fresh.append(Municipality(region=loading.region, **row))
        elif known[row["code"]] != row["name"]:
            loading.report.differs("municipalities", row["code"], "name")
    Municipality.objects.bulk_create(fresh)
    loading.report.add("municipalities", len(fresh))


def _organisations(loading: "Loading") -> None:
    region = loading.region
    towns = dict(Municipality.objects.filter(region=region).values_list("code", "pk"))
    known = {one.external_key: one for one in Organisation.objects.filter(region=region)}
    fresh, areas = [], []
    for row in loading.rows("organisations"):
        one = known.get(row["key"])
        if one is None:
            one = Organisation(
                region=region, external_key=row["key"], name=row["name"], kind=row["kind"]
            )
            fresh.append(one)
            areas += [(one, towns[code]) for code in row["municipalities"].split(";")]
        elif (one.name, one.kind) != (row["name"], row["kind"]):
            loading.report.differs("organisations", row["key"], "name, kind")
    Organisation.objects.bulk_create(fresh)
    ServiceArea.objects.bulk_create(
        ServiceArea(organisation=one, municipality_id=town) for one, town in areas
    )
    loading.report.add("organisations", len(fresh))


def _areas(loading: "Loading") -> None:
    region = loading.region
    towns = dict(Municipality.objects.filter(region=region).values_list("code", "pk"))
    known = set(Neighbourhood.objects.filter(region=region).values_list("code", flat=True))
    Neighbourhood.objects.bulk_create(
        Neighbourhood(
            region=region,
            municipality_id=towns[area.municipality],
            code=area.code,
            name=area.name,
            boundary=area.geometry,
        )
        for area in loading.kit.areas
        if area.code not in known
    )


def _people(loading: "Loading") -> None:
    from huiswaarts.doors.console.kits.load import midnight

    region, rows = loading.region, list(loading.rows("people"))
    organisations = dict(
        Organisation.objects.filter(region=region).values_list("external_key", "pk")
    )
    known = {
        one.external_key: (one.organisation_id, one.role)
        for one in Membership.objects.filter(region=region).exclude(external_key="")
    }
    from_at, fresh, offered = midnight(_first_day(loading)), [], []
    for row in rows:
        organisation = organisations[row["organisation"]]
        if row["key"] not in known:
            offered.append(row["email"])
            fresh.append(
                Membership(
                    region=region,
                    user=placeholder(row["name"]),
                    organisation_id=organisation,
                    role=row["role"],
                    external_key=row["key"],
                    from_at=from_at,
                )
            )
        elif known[row["key"]] != (organisation, row["role"]):
            loading.report.differs("people", row["key"], "organisation, role")
    User.objects.bulk_create([one.user for one in fresh], batch_size=2_000)
    for one in fresh:
        one.user_id = one.user.pk
    Membership.objects.bulk_create(fresh)
    loading.report.add("memberships", len(fresh))
    load_offers.offer_work(loading, zip(fresh, offered, strict=True))


def placeholder(name: str = "") -> User:
    """Holds work, or the seat and answers of a client, until whoever has the address says yes.

    Whether that address has an account is not looked up: anybody who sees the placeholder would
    see it. Nobody can come in with this one.
    """
    return User(name=name, password=make_password(None))


def _first_day(loading: "Loading") -> date:
    """A kit does not say since when people work: since its first registration, at the latest."""
    days = (row["registered_on"] for row in loading.rows("cases"))
    return min(map(date.fromisoformat, days), default=loading.today)
