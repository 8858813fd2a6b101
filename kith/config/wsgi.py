"""The door the web server knocks at."""

import os

from django.core.wsgi import get_wsgi_application

from kith.config.serving import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.config.settings")
application = get_wsgi_application()
settle()
