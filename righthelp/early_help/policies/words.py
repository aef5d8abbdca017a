"""Who may read what a child said: it can disclose, and put the child in danger (design, section 4, rule 2)."""

from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from righthelp.agencies.policies import may
from righthelp.early_help.models import ChildVoice, EarlierWords
from righthelp.work.models import Involvement
from righthelp.work.policies import is_covered

if TYPE_CHECKING:
    from righthelp.agencies.models import Practitioner
    from righthelp.early_help.models import EarlyHelp

Readers = ChildVoice.Readers


class WordsOpen:
    """Say of each child of early help whether one reader may read the words.

    Always: who wrote them down, and the safeguarding leads of the agency that coordinates. Beside them, as chosen with
    the child: whoever leads the work with that child or stands in for them; or also all others who take part in it.
    Managers and coordinators read no words by that alone.
    """

    def __init__(self, help: "EarlyHelp", reader: "Practitioner") -> None:
        self.help, self.reader = help, reader

    def opens(self, voice: ChildVoice | EarlierWords) -> bool:
        """Say whether this reader may read these words."""
        if voice.words_by_id == self.reader.pk or self.is_safeguarding_lead:
            return True
        return voice.child_id in (self.led if voice.words_readers == Readers.LEAD else self.worked_with)

    def may_write(self, voice: ChildVoice | None) -> bool:
        """Say whether whoever may add to early help may write the words: nobody writes over what they may not read."""
        return voice is None or not voice.words or self.opens(voice)

    @cached_property
    def is_safeguarding_lead(self) -> bool:
        """Say whether the reader is a safeguarding lead or deputy of the agency that coordinates."""
        return may(self.reader, "see the agency's drafts", self.help.plan.team.agency)

    @property
    def led(self) -> set[int]:
        """Give the children whose work the reader leads, or led when it ended."""
        return {child for child, leads in self._work if leads}

    @property
    def worked_with(self) -> set[int]:
        """Give the children with whom the reader works, or worked when it ended."""
        return {child for child, _ in self._work}

    @cached_property
    def _work(self) -> list[tuple[int, bool]]:
        own = Q(practitioner=self.reader) | is_covered(self.reader)
        rows = Involvement.objects.filter(own, self._still(), episode__in_plan__plan=self.help.plan_id)
        return list(rows.order_by().values_list("episode__in_plan__pk", "leads"))

    def _still(self) -> Q:
        """Say which work counts: what goes on, or what went on until early help ended."""
        still = Q(ends_on__isnull=True) | Q(ends_on__gte=timezone.localdate())
        return still | Q(ends_on__gte=self.help.ended_on) if self.help.ended_on else still
