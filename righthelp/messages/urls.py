"""The addresses of notices, and of mail that was not sent."""

from django.urls import path

from righthelp.messages import views

urlpatterns = [
    path("notices", views.notices, name="notices"),
    path("notices/read", views.read_all, name="notices_read"),
    path("notices/<uuid:public_id>", views.notice, name="notice"),
    path("mail", views.mail, name="mail"),
    path("mail/<uuid:public_id>/try-again", views.mail_again, name="mail_try_again"),
]
