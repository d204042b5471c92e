"""Only in demo mode: choosing a persona. Outside demo mode this file is not even read."""

from django.urls import path

from huiswaarts.doors.desk import views_demo

urlpatterns = [path("", views_demo.personas, name="demo")]
