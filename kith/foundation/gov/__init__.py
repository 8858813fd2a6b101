"""GOV.UK components under Kith's own brand: forms and fields print themselves, templates ask for any other by name.

`{{ form }}`, `{{ form.name }}` and `{{ form.name.as_hidden }}` work in every template, with no code in the form.
A form may say more about how it looks with plain attributes, each optional:

    heading = "why"                    this field's label is the page's only heading (one question a page)
    widths = {"postcode": 10}          characters (2, 3, 4, 5, 10, 20, 30) or "one-half", "two-thirds" …
    units = {"amount": "£", "length": "minutes"}    £ stands before the box, anything else after it
    says_optional = False              do not mark what may be left empty (search and filter forms)
    needed = ("link",)                 do not mark these: they are needed where another answer reveals them

A field's `help_text` is its hint. Choices print as a list to choose from unless the widget is one of
`widgets.Radios`, `Checkboxes`, `Tiles` or `TileCheckboxes`, which know hints, dividers and fields that a choice reveals.

`renderer` is what settings.FORM_RENDERER names; `bound` is one field; `controls` knows which component its widget
becomes, `choices` prints those with several answers, `parts` what all of them say beside themselves; `fields` and
`widgets` hold the dates, times and choices of our own; `components` is the only place that talks to Jinja.
"""
