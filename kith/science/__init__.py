"""The arithmetic and the judgements that must be defended, as plain Python.

Nothing here knows Django, a database or the clock: frozen dataclasses go in, frozen dataclasses come out, with their
reasons and the method's version, so that every answer can be checked again. The heavy libraries (NumPy, SciPy) are
imported inside the functions that need them, never when a module here is loaded.
"""
