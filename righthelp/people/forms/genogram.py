"""The day as at which a family is drawn."""

from righthelp.design_system.forms import DayField, GovForm


class GenogramForm(GovForm):
    """Families change: ask for any day that has been."""

    on = DayField(label="The day", help_text="Draws the family as it was on that day.", has_been=True)
