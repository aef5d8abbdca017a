"""The web server's way in."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "righthelp.settings")
application = get_wsgi_application()

from righthelp.readiness import warn_of_gaps  # noqa: E402  settings must be loaded first
from righthelp.safety import refuse_unsafe_settings  # noqa: E402  settings must be loaded first

refuse_unsafe_settings()
warn_of_gaps()
gc.freeze()  # what is loaded by now stays: searching it for garbage would hold up a page for a fifth of a second
