"""The pages of a region and an organisation; a part of urls.py."""

from django.urls import path

from huiswaarts.doors.desk import (
    views_deaths,
    views_log,
    views_people,
    views_recovery,
    views_region,
    views_roles,
    views_sharing,
)

CASE = "casussen/<str:number>/wie-ziet-wat/"

urlpatterns = [
    path(CASE, views_sharing.sharing, name="sharing"),
    path(f"{CASE}<str:seat_id>/", views_sharing.sharing_stop, name="sharing_stop"),
    path(f"{CASE}<str:seat_id>/zegt/", views_sharing.consent, name="consent"),
    path(f"{CASE}<str:seat_id>/<slug:code>/", views_sharing.sharing_switch, name="sharing_switch"),
    path("regio/", views_region.region, name="region"),
    path("regio/rollen/", views_roles.roles, name="roles"),
    path("regio/rollen/voorstellen/", views_roles.propose, name="role_propose"),
    path("regio/rollen/voorstel/<str:proposal_id>/", views_roles.proposal, name="role_proposal"),
    path("regio/rollen/voorstel/<str:proposal_id>/akkoord/", views_roles.agree, name="role_agree"),
    path(
        "regio/rollen/voorstel/<str:proposal_id>/intrekken/",
        views_roles.withdraw,
        name="role_withdraw",
    ),
    path(
        "regio/rollen/uitnodiging/<str:offer_id>/intrekken/",
        views_roles.withdraw_invitation,
        name="role_uninvite",
    ),
    path("regio/rollen/eigen/einde/", views_roles.end_own, name="role_end_own"),
    path("regio/rollen/<str:member_id>/einde/", views_roles.end, name="role_end"),
    path("beheer/mensen/", views_people.people, name="people"),
    path("beheer/mensen/uitnodigen/", views_people.invite, name="people_invite"),
    path(
        "beheer/mensen/uitnodiging/<str:offer_id>/intrekken/",
        views_people.withdraw,
        name="people_withdraw",
    ),
    path("beheer/mensen/<str:member_id>/einde/", views_people.end, name="people_end"),
    path("beheer/mensen/<str:member_id>/inloggen/", views_people.reset, name="people_reset"),
    path("herstel/", views_recovery.recoveries, name="recoveries"),
    path("herstel/nieuw/", views_recovery.recovery_begin, name="recovery_begin"),
    path("herstel/<str:request_id>/", views_recovery.recovery_second, name="recovery_second"),
    path("herstel/<str:request_id>/stop/", views_recovery.recovery_stop, name="recovery_stop"),
    path(
        "casussen/<str:number>/herstel/<str:seat_id>/",
        views_recovery.recovery_ask,
        name="recovery_ask",
    ),
    path("meldingen/", views_deaths.deaths, name="deaths"),
    path("meldingen/<str:report_id>/bevestig/", views_deaths.confirm, name="death_confirm"),
    path("meldingen/<str:report_id>/klopt-niet/", views_deaths.undo, name="death_undo"),
    path("inzage/", views_log.access_log, name="access_log"),
    path("inzage/nakijken/", views_log.review, name="look_review"),
]
