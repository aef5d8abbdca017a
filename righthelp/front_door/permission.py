"""What whoever asked said of the family’s permission, told from their answers by key, without a database."""

from collections.abc import Mapping

Answers = Mapping[str, str]
SAFE, TOLD, AGREED, BECAUSE = "safe_to_speak", "family_told", "family_agreed", "not_told_because"
YES, PART, NO, NOT_ASKED, SOME = "yes", "part", "no", "not_asked", "some"
REFUSED = frozenset({PART, NO})
IN_WORDS = {
    YES: "The family agreed to this request for help.",
    PART: "The family agreed to a part of this request only, or not all of them did.",
    NO: "The family said no to this request for help.",
    NOT_ASKED: "The family was not asked before help was asked for.",
}
URGENT = "Sent as urgent before this was answered."
NOT_SAID = "Whoever asked did not say whether the family knows of it and agrees."


def was_refused(answers: Answers) -> bool:
    """Say whether somebody of the family refused permission, for all or a part (SF-028, SF-058)."""
    return answers.get(AGREED) in REFUSED


def was_not_sought(answers: Answers) -> bool:
    """Say whether nobody asked the family for permission (SF-056); where that is not said, as far as they do not know.

    >>> was_not_sought({"family_told": "no"}), was_not_sought({"family_told": "no", "family_agreed": "yes"})
    (True, False)
    >>> was_not_sought({"safe_to_speak": "no"}), was_not_sought({"safe_to_speak": "no", "family_told": "yes"})
    (True, False)
    """
    if answers.get(AGREED):
        return answers[AGREED] == NOT_ASKED
    if answers.get(TOLD):
        return answers[TOLD] == NO
    return answers.get(SAFE) == NO


def needs_approval(answers: Answers) -> bool:
    """Say whether somebody who leads is asked to approve it, or advice is taken; nothing waits for it."""
    return was_refused(answers) or was_not_sought(answers)


def to_be_told_after(answers: Answers) -> bool:
    """Say whether the family is still to hear that help was asked for: they said no, or do not know (SF-062)."""
    return needs_approval(answers) or answers.get(TOLD) in {NO, SOME}


def may_be_told_now(answers: Answers) -> bool:
    """Say whether nothing that was answered speaks against telling them; never where it was not safe to speak."""
    return answers.get(SAFE) not in {NO, "advice"}


def permission_words(answers: Answers) -> str:
    """Say plainly whether the family agreed, said no or was not asked (SF-057, SF-061); empty where nobody said so."""
    key = answers.get(AGREED) or (NOT_ASKED if was_not_sought(answers) else "")
    return IN_WORDS.get(key, "")


def why_without_consent(answers: Answers, *, is_urgent: bool) -> str:
    """Say on what a request rests where no consent on record covers it: never on nothing (BP-113).

    Never in the words of whoever asked: this stands where others read it who do not know who that was (BN-082).
    """
    return permission_words(answers) or (URGENT if is_urgent else NOT_SAID)
