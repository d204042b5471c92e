from django.urls import path

from huiswaarts.casework.meetings import views_feed

urlpatterns = [
    path("agenda/", views_feed.feed_page, name="feed_page"),
    path("agenda/maken/", views_feed.make_feed, name="make_feed"),
    path("agenda/stoppen/", views_feed.stop_feed, name="stop_feed"),
    path("agenda/<str:secret>.ics", views_feed.feed, name="meeting_feed"),
]
