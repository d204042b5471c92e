import os

import django

from huiswaarts.foundation.common import environment
from huiswaarts.foundation.common.loopback import listening, refuse_outside
from huiswaarts.foundation.common.utf8 import Handler

if environment.demo_mode():
    # under whichever server this runs; gunicorn's own hooks say it earlier and better
    refuse_outside(listening())
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "huiswaarts.config.settings")
django.setup(set_prefix=False)
application = Handler()
