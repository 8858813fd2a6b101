"""Wiring only: settings from the environment, the URL map, the WSGI entry. No rule of the field lives here."""
