"""Agreement to a service, consent to share, going on without them, and the ledger of what was shared."""

from righthelp.consent.models.going_on import Advice, GoingOn, Telling
from righthelp.consent.models.kept import How, Kept
from righthelp.consent.models.said import Agreement, Consent, Said
from righthelp.consent.models.sharing import Sharing

__all__ = ["Advice", "Agreement", "Consent", "GoingOn", "How", "Kept", "Said", "Sharing", "Telling"]
