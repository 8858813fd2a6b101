"""The front doors: layouts, navigation, search, the desk and a home page per role. Writes nothing."""
