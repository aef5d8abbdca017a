"""How front-door workers, teachers and police officers get a person's particulars wrong, or know only some of them.

Each kind of noise changes what is asked, or says that it does not apply. Nothing here knows how people are found.
"""

from righthelp.people.invented.noise import births, forenames, mothers, places, surnames, whole

NOISES = (*forenames.NOISES, *surnames.NOISES, *births.NOISES, *places.NOISES, *mothers.NOISES, *whole.NOISES)
