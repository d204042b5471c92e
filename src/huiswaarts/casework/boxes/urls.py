"""Below a case: `/casussen/<nummer>/dozen/`."""

from django.urls import path

from huiswaarts.casework.boxes import views, views_answers, views_deeds, views_documents

app_name = "boxes"
BOX = "<slug:code>/"
QUESTION = f"{BOX}vraag/<int:n>/"
urlpatterns = [
    path("", views.boxes, name="list"),
    path("op-papier/", views.on_paper, name="on_paper"),
    path(BOX, views.box, name="box"),
    path(f"{BOX}document/", views_documents.put, name="put_document"),
    path(QUESTION, views_answers.question, name="question"),
    path(f"{QUESTION}aanvullen/", views_answers.addition, name="addition"),
    path(f"{QUESTION}geschiedenis/", views.history, name="history"),
    path(f"{BOX}punt/<slug:rule>/", views_deeds.check, name="check"),
    path(f"{BOX}klopt/<slug:rule>/", views_deeds.confirm, name="confirm"),
    path(f"{BOX}klopt-niet/<slug:rule>/", views_deeds.disagree, name="disagree"),
    path(f"{BOX}heropenen/", views_deeds.reopen, name="reopen"),
    path(f"{BOX}niet-nodig/", views_deeds.not_needed, name="not_needed"),
]
