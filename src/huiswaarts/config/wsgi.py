import os

from django.core.wsgi import get_wsgi_application

from huiswaarts.foundation.common import environment
from huiswaarts.foundation.common.loopback import listening, refuse_outside

if environment.demo_mode():
    # under whichever server this runs; gunicorn's own hooks say it earlier and better
    refuse_outside(listening())
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "huiswaarts.config.settings")
application = get_wsgi_application()
