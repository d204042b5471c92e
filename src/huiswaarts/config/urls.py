from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("huiswaarts.foundation.common.urls")),
    path("", include("huiswaarts.foundation.accounts.urls")),
    path("", include("huiswaarts.foundation.network.urls")),
    path("", include("huiswaarts.doors.desk.urls")),
    path("mijn/", include("huiswaarts.doors.portal.urls")),
]
if settings.DEMO:
    urlpatterns += [path("demo/", include("huiswaarts.doors.desk.demo_urls"))]

handler400 = "huiswaarts.foundation.common.views.bad_request"
handler403 = "huiswaarts.foundation.common.views.permission_denied"
handler404 = "huiswaarts.foundation.common.views.page_not_found"
handler500 = "huiswaarts.foundation.common.views.server_error"
