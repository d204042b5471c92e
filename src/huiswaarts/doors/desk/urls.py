from django.urls import include, path

from huiswaarts.doors.desk import (
    urls_region,
    views_case,
    views_inbox,
    views_meeting,
    views_search,
    views_work,
)

own = (
    [
        path("", views_work.my_work, name="my_work"),
        path("week/", views_work.my_week, name="my_week"),
        path("berichten/", views_inbox.inbox, name="inbox"),
        path("berichten/gelezen/", views_inbox.all_read, name="all_read"),
        path("berichten/<str:message_id>/", views_inbox.open_message, name="open_message"),
        path("zoeken/", views_search.search_page, name="search"),
        path("casussen/", views_work.case_list, name="case_list"),
        *urls_region.urlpatterns,
        path("casussen/<str:number>/", views_case.front, name="case"),
        path(
            "casussen/<str:number>/overleg/<str:meeting_id>/",
            views_meeting.meeting,
            name="meeting",
        ),
        path(
            "casussen/<str:number>/overleg/<str:meeting_id>/nu/",
            views_meeting.meeting_now,
            name="meeting_now",
        ),
        path("casussen/<str:number>/brief/", views_inbox.letter, name="letter"),
        path("casussen/<str:number>/tijdlijn/", views_case.timeline, name="timeline"),
    ],
    "desk",
)
urlpatterns = [
    # `casussen/nieuw/` before `casussen/<number>/`
    path("casussen/", include("huiswaarts.casework.cases.urls")),
    path("casussen/<str:number>/overleg/", include("huiswaarts.casework.meetings.urls")),
    path("", include("huiswaarts.casework.cases.urls_offers")),
    path("", include("huiswaarts.casework.meetings.urls_feed")),
    path("", include("huiswaarts.casework.tables.urls")),
    path("", include("huiswaarts.institutions.bottlenecks.urls")),
    path("", include(own)),
    path("casussen/", include("huiswaarts.casework.journey.urls")),
    path("casussen/<str:number>/dozen/", include("huiswaarts.casework.boxes.urls")),
]
