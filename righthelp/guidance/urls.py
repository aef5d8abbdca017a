"""The addresses of the guidance."""

from django.urls import path

from righthelp.guidance.views import editing, reading

urlpatterns = [
    path("", reading.home, name="home"),
    path("worry", reading.search, name="search"),
    path("worry/results", reading.search_as_you_type, name="search_as_you_type"),
    path("levels", reading.levels, name="levels"),
    path("contacts", reading.contacts, name="contacts"),
    path("compare", reading.compare, name="compare"),
    path("guidance", reading.frameworks, name="frameworks"),
    path("guidance/<slug:slug>", reading.framework, name="framework"),
    path("guidance/<slug:slug>/levels/<int:number>", reading.level, name="level"),
    path("guidance/<slug:slug>/themes/<slug:theme_slug>", reading.theme, name="theme"),
    path("guidance/<slug:slug>/glossary", reading.glossary, name="glossary"),
    path("guidance/<slug:slug>/print", reading.whole_edition, name="whole_edition"),
    path("guidance/<slug:slug>/editions", reading.editions, name="editions"),
    path("guidance/<slug:slug>/editions/compare", reading.compare_editions, name="compare_editions"),
    path("guidance/<slug:slug>/editions/<uuid:public_id>", reading.one_edition, name="edition"),
    path("editor", editing.editor, name="editor"),
    path("editor/load", editing.load, name="editor_load"),
    path("editor/editions/<uuid:public_id>", editing.edition, name="editor_edition"),
    path("editor/editions/<uuid:public_id>/publish", editing.publish_edition, name="editor_publish"),
    path("editor/editions/<uuid:public_id>/withdraw", editing.withdraw_edition, name="editor_withdraw"),
    path("editor/editions/<uuid:public_id>/discard", editing.discard, name="editor_discard"),
    path("editor/editions/<uuid:public_id>/<str:kind>", editing.save_as, name="editor_save_as"),
    path("editor/frameworks/<slug:slug>/adopt", editing.adopt_framework, name="editor_adopt"),
    path("editor/frameworks/<slug:slug>/contacts", editing.new_contact, name="editor_new_contact"),
    path("editor/frameworks/<slug:slug>/contacts/<slug:code>", editing.contact, name="editor_contact"),
    path(
        "editor/frameworks/<slug:slug>/contacts/<slug:code>/remove",
        editing.remove,
        name="editor_remove_contact",
    ),
    path("editor/panel/<slug:key>", editing.panel_entry, name="editor_panel"),
]
