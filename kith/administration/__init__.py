"""Setting schemes up from presets, staff and their roles. The screens of `schemes` and `access`."""
