"""The forms keep what people typed, and say in words what is missing."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django import forms

from righthelp.agencies.models import Agency
from righthelp.considerations.forms import (
    DIFFERS,
    MEANWHILE,
    NOT_ANSWERS,
    AgreementForm,
    AroundForm,
    ChildBalanceForm,
    ChildForm,
    ChildHistoryForm,
    ChildLifeForm,
    ChildLivingForm,
    ChildWordsForm,
    Clash,
    ConversationForm,
    DecideForm,
    EvidenceForm,
    FamilyForm,
    OwnNeedForm,
    QuestionsForm,
    ReadersForm,
    StartForm,
    TakeOverForm,
    VersionedForm,
    WorryForm,
    shown_value,
    shown_with,
)
from righthelp.design_system.forms import DayWidget, GovForm
from righthelp.guidance.models import Edition, Passage

NOW = dt.datetime(2026, 3, 6, 9, tzinfo=dt.UTC)
SCHOOL, SURGERY = Agency(name="Alder Road"), Agency(name="Saltmarsh")
STARTED = {"worry": "Hungry", "children": "J", "path": "short"}
LEVELS = [("1", "Level 1: Everyday"), ("2", "Level 2: Early help"), ("3", "Level 3: Targeted")]
DECIDED = {"version": "1", "level": "2", "decided_with": "Leila", "reason": "We talked it through."}
TALKED = {
    "kind": "family", "with_whom": "His mother", "held_on_day": "6", "held_on_month": "3", "held_on_year": "2026",
    "said": "She is tired.",
}  # fmt: skip


def asked(*requirements: str, of: tuple[type[VersionedForm], str, str]) -> Any:
    """Give one question of a form, and what it asks, with the requirements that ask it."""
    return pytest.param(*of, marks=[pytest.mark.requirement(*requirements)] if requirements else [])


def errors(form: GovForm) -> dict[str, list[str]]:
    return {name: [str(text) for text in texts] for name, texts in form.errors.items()}


def _boxes(name: str, texts: tuple[str, str, str]) -> dict[str, str]:
    return {f"{name}_{part}": text for part, text in zip(DayWidget.parts, texts, strict=True)}


def started(*agencies: Agency, **given: str) -> StartForm:
    return StartForm({**STARTED, **given}, agencies=agencies or (SCHOOL,))


def test_a_start_reads_a_label_a_line() -> None:
    form = started(children=" J \r\n\r\nolder brother\n")
    assert errors(form) == {}
    assert form.cleaned_data["children"] == ["J", "older brother"]


def test_a_line_that_nobody_can_see_is_no_child() -> None:
    form = started(children="J\n\u200b\u200b\nK")
    assert form.is_valid()
    assert form.cleaned_data["children"] == ["J", "K"]


def test_with_one_agency_nobody_is_asked_which() -> None:
    form = started()
    assert form.is_valid()
    assert "agency" not in form.fields
    assert form.agency is SCHOOL


def test_with_two_agencies_the_one_chosen_counts_and_no_other_can_be() -> None:
    form = started(SCHOOL, SURGERY, agency=str(SURGERY.public_id))
    assert form.is_valid()
    assert form.agency is SURGERY
    assert errors(started(SCHOOL, SURGERY)) == {"agency": ["Choose the agency that you do this for"]}
    assert "agency" in errors(started(SCHOOL, SURGERY, agency=str(Agency().public_id)))


@pytest.mark.parametrize(
    ("children", "error"),
    [
        (" \n ", "Enter at least one child, by initials or a label"),
        ("\n".join(map(str, range(13))), "Enter 12 children at most; start another consideration for the rest"),
        ("\u200b\u200b\n\u2060", "Enter at least one child, by initials or a label"),
        ("Twin\nTwin\u200b", "“Twin\u200b” is here twice. Give each child a different label"),
        ("x" * 81, "Each label must be 80 characters or fewer"),
        ("Twin\nTwin", "“Twin” is here twice. Give each child a different label"),
        ("J\nTwin\n  twin", "“twin” is here twice. Give each child a different label"),
    ],
)
def test_children_are_asked_for_in_words(children: str, error: str) -> None:
    form = started(children=children)
    assert errors(form) == {"children": [error]}
    assert form["children"].value() == children
    assert form["worry"].value() == "Hungry"


def test_twelve_children_are_not_too_many() -> None:
    assert started(children="\n".join(map(str, range(12)))).is_valid()


def test_the_path_is_chosen_and_short_at_first() -> None:
    assert errors(started(path="")) == {"path": ["Choose the short or the full path"]}
    assert StartForm(agencies=[SCHOOL])["path"].value() == "short"


@pytest.mark.parametrize(
    ("form_class", "field", "asks"),
    [
        asked("BG-021", "BT-019", of=(ChildLifeForm, "life_now", "What is life like for this child now?")),
        asked("BG-021", "BT-019", of=(ChildLifeForm, "life_to_come", "What will it be like if nothing changes?")),
        asked("BP-196", of=(ChildHistoryForm, "history", "What does what happened before mean for this child now?")),
        asked("SF-049", of=(ChildLifeForm, "protective", "Does a parent or carer protect the child from this harm?")),
        asked("BG-022", "BT-020", of=(FamilyForm, "family_view", "parents or carers feel about what is happening")),
        asked(
            "BG-023", "BT-021", of=(FamilyForm, "family_change", "see that help is needed, and what are they able to")
        ),
        asked("BG-007", of=(FamilyForm, "family_part", "Have you spoken to them, and what did they say?")),
        asked(of=(FamilyForm, "safe_to_speak", "Is it safe to speak to the family first?")),
        asked(
            "BG-024", "BT-022", of=(AroundForm, "support_offered", "help has your own agency given, and where have you")
        ),
        asked("BG-025", "BT-022", "SF-004", of=(AroundForm, "support_by", "enough for the child and family, or must")),
        asked(
            "BG-027", of=(AroundForm, "who_knows_family", "Who already knows this child and family, and what do they")
        ),
        asked("BG-008", "BT-014", of=(ChildBalanceForm, "strengths", "What is going well?")),
        asked("BG-008", "BT-014", of=(ChildBalanceForm, "worries", "What are you worried about for this child?")),
        asked("BG-008", "BT-014", of=(ChildBalanceForm, "needs_to_happen", "What needs to happen?")),
        asked(
            "BN-025", of=(ChildLivingForm, "lives_away", "living with someone who is not a parent or close relative")
        ),
        asked(of=(ChildWordsForm, "words", "What does the child say?")),
        asked(of=(EvidenceForm, "evidence_kind", "Is it a fact, an opinion, or what somebody said?")),
        asked("SF-041", of=(EvidenceForm, "comes_first", "This comes first")),
    ],
)
def test_a_question_is_asked_and_may_wait(form_class: type[VersionedForm], field: str, asks: str) -> None:
    form = form_class({"version": "3"})
    assert asks in str(form[field].label)
    assert errors(form) == {}
    assert form.cleaned_data["version"] == 3
    assert field in form.changes()
    assert "version" not in form.changes()


@pytest.mark.requirement("BG-027")
def test_whoever_knows_the_family_is_asked_before_a_referral() -> None:
    hint = AroundForm()["who_knows_family"].help_text
    assert "People who know them well play a key part." in hint
    assert "Ask them before anybody asks for a referral." in hint


@pytest.mark.requirement("BN-025")
@pytest.mark.parametrize("answer", ["", "no", "unknown"])
def test_a_first_day_goes_with_living_away_alone(answer: str) -> None:
    since = _boxes("lives_away_since", ("1", "2", "2026"))
    with time_machine.travel(NOW, tick=False):
        assert errors(ChildLivingForm({"version": "1", "lives_away": answer, **since})) == {
            "lives_away_since": ["Choose “Yes” above, or take this day out"]
        }
        assert ChildLivingForm({"version": "1", "lives_away": "yes", **since}).is_valid()


@pytest.mark.requirement("BG-026", "BT-023")
def test_it_asks_what_more_it_would_take_to_keep_the_child_safe() -> None:
    field = ChildBalanceForm()["needs_to_happen"]
    assert field.help_text.startswith("And what more would it take to keep this child safe and well?")


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        (ChildBalanceForm(), {"strengths", "worries", "needs_to_happen"}),
        (WorryForm(), {"what_next"}),
        (DecideForm(levels=LEVELS, highest=3), {"reason", "look_again_on"}),
        (FamilyForm(), set()),
        (ChildLifeForm(), set()),
    ],
    ids=lambda given: type(given).__name__,
)
def test_each_question_that_the_familys_copy_prints_says_so_and_no_other(form: GovForm, printed: set[str]) -> None:
    says = {name for name, field in form.fields.items() if "The copy for the family shows this." in field.help_text}
    assert says == printed


def test_where_it_is_not_safe_to_speak_to_the_family_the_reason_is_asked_for() -> None:
    refused = FamilyForm({"version": "1", "safe_to_speak": "no", "family_view": "Kept"})
    assert errors(refused) == {"safe_to_speak_because": ["Say why it is not safe to speak to the family first"]}
    assert refused["family_view"].value() == "Kept"
    assert FamilyForm({"version": "1", "safe_to_speak": "no", "safe_to_speak_because": "Dad."}).is_valid()
    for answer in ("yes", "advice", ""):
        assert FamilyForm({"version": "1", "safe_to_speak": answer}).is_valid()
    too_long = FamilyForm({"version": "1", "safe_to_speak": "no", "safe_to_speak_because": "x" * 10_001})
    assert len(errors(too_long)["safe_to_speak_because"]) == 1


def test_text_is_kept_as_people_typed_it() -> None:
    form = WorryForm({"version": "1", "worry": " Zoë said:\r\n“no”\x00 <b>ok</b> ", "told_whom": "", "what_next": ""})
    assert form.is_valid()
    assert form.changes() == {"worry": "Zoë said:\n“no” <b>ok</b>", "told_whom": "", "what_next": ""}


def test_too_long_a_text_stays_in_its_box() -> None:
    form = WorryForm({"version": "1", "worry": "x" * 10_001})
    [error] = errors(form)["worry"]
    assert "must be 10,000 characters or fewer. You wrote 10001. Nothing is lost: shorten it here" in error
    assert form["worry"].value() == "x" * 10_001


@pytest.mark.parametrize("version", ["", "0", "x"])
def test_a_form_without_the_version_that_it_was_shown_with_is_refused(version: str) -> None:
    assert "version" in errors(WorryForm({"version": version, "worry": "Hungry"}))


BASE = {"who_knows_family": "", "support_by": "", "support_offered": "Breakfast"}
MINE = {"version": "1", "who_knows_family": "Mine", "support_by": "one", "support_offered": "Breakfast"}


def around(seen: str = "", **given: str) -> AroundForm:
    form = AroundForm({**MINE, "seen": seen, **given})
    assert form.is_valid()
    return form


def test_what_was_saved_meanwhile_is_shown_beside_each_answer_that_clashes() -> None:
    form = around(shown_with(BASE))
    saved = {**BASE, "who_knows_family": "Theirs", "support_by": "several", "worry": "elsewhere"}
    assert not form.has(saved)
    assert not form.meet(saved, 4)
    asked = ("who_knows_family", "support_by")
    assert errors(form) == {"__all__": [MEANWHILE], **{name: [DIFFERS.format(form[name].label)] for name in asked}}
    assert form.meanwhile == {"who_knows_family": Clash("Theirs"), "support_by": Clash("Several agencies together")}
    assert (form["version"].value(), form["who_knows_family"].value()) == ("4", "Mine")
    again = AroundForm(form.data)
    assert again.is_valid()
    assert again.meet(saved, 4)


def test_what_others_alone_changed_is_taken_and_what_only_this_form_changed_stays() -> None:
    form = around(shown_with(BASE))
    assert form.meet({**BASE, "support_offered": "Breakfast and a lift"}, 4)
    assert form.changes() == {
        "who_knows_family": "Mine", "support_by": "one", "support_offered": "Breakfast and a lift",
    }  # fmt: skip
    assert (form.from_others, form.meanwhile, form.cleaned_data["version"]) == (["support_offered"], {}, 4)


@pytest.mark.parametrize("seen", ["", "spoilt", "[1]", "3"])
def test_a_form_that_does_not_know_what_it_was_shown_with_goes_over_nothing_unasked(seen: str) -> None:
    form = around(seen)
    assert not form.meet({**BASE, "support_offered": "Theirs"}, 4)
    assert form["support_offered"].value() == "Breakfast"
    assert set(form.meanwhile) == {"who_knows_family", "support_by", "support_offered"}


def test_dates_and_ticks_of_others_are_taken_as_they_stand_in_the_boxes() -> None:
    base = {"words": "", "words_on": dt.date(2026, 3, 4), "words_question": "", "words_exact": True}
    boxes = _boxes("words_on", ("4", "3", "2026"))
    sent = {"version": "1", "seen": shown_with(base), "words": "I am cold", "words_exact": "yes", **boxes}
    form = ChildWordsForm(sent)
    assert form.is_valid()
    assert form.meet({**base, "words_on": dt.date(2026, 3, 5), "words_exact": False}, 2)
    assert form.changes() == {
        "words": "I am cold", "words_on": dt.date(2026, 3, 5), "words_question": "", "words_exact": False,
    }  # fmt: skip
    form = ChildWordsForm({**sent, "seen": shown_with({**base, "words_exact": False}), "words_exact": ""})
    assert form.is_valid()
    assert form.meet({**base, "words_on": None}, 2)
    assert (form.changes()["words_on"], form.changes()["words_exact"]) == (None, True)


def test_both_days_that_clash_are_written_as_one_date_each() -> None:
    base = {"words": "", "words_on": None, "words_question": "", "words_exact": False}
    form = ChildWordsForm({"version": "1", "seen": shown_with(base), **_boxes("words_on", ("3", "3", "2026"))})
    assert form.is_valid()
    assert not form.meet({**base, "words_on": dt.date(2026, 3, 5)}, 2)
    assert form.meanwhile == {"words_on": Clash("5 March 2026", "3 March 2026")}
    assert form["words_on"].value() == ["3", "3", "2026"]


def test_what_does_not_go_together_is_not_saved_unasked() -> None:
    base = {name: "" for name in FamilyForm.base_fields if name not in NOT_ANSWERS}
    form = FamilyForm({"version": "1", "seen": shown_with(base), "family_view": "Mum is worried"})
    assert form.is_valid()
    assert not form.meet({**base, "safe_to_speak": "no"}, 2)
    assert errors(form) == {"safe_to_speak_because": ["Say why it is not safe to speak to the family first"]}
    assert form.from_others == ["safe_to_speak"]


def test_what_is_saved_already_is_known() -> None:
    form = AroundForm({"version": "1", "who_knows_family": "Mine"})
    assert form.is_valid()
    assert form.has({"who_knows_family": "Mine", "support_by": "", "support_offered": "", "worry": "x"})


def test_what_a_page_was_shown_with_tells_answers_apart_and_holds_no_text() -> None:
    one = shown_with({"worry": "Hungry", "words_on": dt.date(2026, 3, 4)})
    assert "Hungry" not in one
    assert shown_with({"worry": "Hungry ", "words_on": dt.date(2026, 3, 4)}) == one
    assert shown_with({"worry": "Hungry", "words_on": None}) != one
    assert shown_with({"worry": "Hungry.", "words_on": dt.date(2026, 3, 4)}) != one


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        (forms.ChoiceField(choices=LEVELS), 2, "Level 2: Early help"),
        (forms.ChoiceField(choices=LEVELS), "", "Nothing chosen"),
        (forms.BooleanField(), True, "Yes"),
        (forms.BooleanField(), False, "No"),
        (forms.DateField(), dt.date(2026, 3, 4), "4 March 2026"),
        (forms.DateField(), None, "Nothing written"),
        (forms.CharField(), "", "Nothing written"),
        (forms.CharField(), "Aunt", "Aunt"),
    ],
)
def test_a_saved_answer_is_shown_as_people_read_it(field: forms.Field, value: Any, shown: str) -> None:
    assert shown_value(field, value) == shown


@pytest.mark.requirement("SF-030")
@pytest.mark.parametrize("agrees", ["no", "not_asked"])
def test_where_no_agreement_can_be_had_the_decision_about_harm_is_asked_for(agrees: str) -> None:
    refused = AgreementForm({"version": "1", "family_agrees": agrees, "harm_because": "Alone at night"})
    assert errors(refused) == {
        "harm_without_help": ["Decide whether the child could come to serious harm without help"]
    }
    assert refused["harm_because"].value() == "Alone at night"
    for answer in ("yes", "no", "advice"):
        assert AgreementForm({"version": "1", "family_agrees": agrees, "harm_without_help": answer}).is_valid()


def test_not_to_have_asked_may_mean_that_they_could_not_be_asked() -> None:
    choices = dict(AgreementForm().fields["family_agrees"].choices)  # type: ignore[attr-defined]
    assert choices["not_asked"] == "I have not asked them, or could not ask them"


def test_where_the_family_agrees_harm_may_be_left_open() -> None:
    assert AgreementForm({"version": "1", "family_agrees": "yes"}).is_valid()


def test_agreement_itself_is_chosen() -> None:
    [error] = errors(AgreementForm({"version": "1"}))["family_agrees"]
    assert error == "Choose whether the family agrees. You can leave this page and come back to it"


def test_who_may_read_the_words_is_chosen() -> None:
    assert "words_readers" in errors(ReadersForm({"version": "1"}))
    assert ReadersForm({"version": "1", "words_readers": "family"}).is_valid()


@pytest.mark.parametrize(
    ("boxes", "error"),
    [
        (("31", "2", "2026"), "When they said it must be a real date, such as 27 3 2026"),
        (("4", "", "2026"), "When they said it must include a month"),
        (("4", "3", "26"), "When they said it must include a year with four digits"),
        (
            ("abc", "", "26"),
            "When they said it must include a day in numbers, a month and a year with four digits",
        ),
    ],
)
def test_a_wrong_day_says_what_is_wrong_and_stays(boxes: tuple[str, str, str], error: str) -> None:
    form = ChildWordsForm({"version": "1", "words": "I am cold", **_boxes("words_on", boxes)})
    assert errors(form) == {"words_on": [error]}
    assert form["words"].value() == "I am cold"


@pytest.mark.requirement("BN-009")
def test_a_need_in_own_words_is_a_worry_or_a_strength() -> None:
    assert OwnNeedForm({"own_words": "Cares for his gran", "is_strength": "no"}).is_valid()
    assert errors(OwnNeedForm({"own_words": "Cares for his gran"})) == {
        "is_strength": ["Choose a worry or a strength"]
    }  # fmt: skip


@pytest.mark.requirement("BG-018", "BG-020", "BT-012", "BT-013")
def test_a_talk_needs_kind_person_day_and_what_was_said() -> None:
    with time_machine.travel(NOW, tick=False):
        form = ConversationForm(TALKED)
        assert form.is_valid()
        assert form.cleaned_data["held_on"] == dt.date(2026, 3, 6)
    assert errors(ConversationForm({})) == {
        "kind": ["Choose what kind of talk it was"], "with_whom": ["Enter with whom"], "held_on": ["Enter when"],
        "said": ["Enter what they said"],
    }  # fmt: skip


def test_a_talk_to_come_is_refused_and_keeps_its_text() -> None:
    with time_machine.travel(NOW, tick=False):
        form = ConversationForm({**TALKED, "held_on_day": "7"})
        assert errors(form) == {"held_on": ["When must be today or in the past"]}
    assert form["said"].value() == "She is tired."


def test_the_day_of_a_talk_is_the_london_day() -> None:
    with time_machine.travel(dt.datetime(2026, 7, 1, 23, 30, tzinfo=dt.UTC), tick=False):
        assert ConversationForm({**TALKED, "held_on_day": "2", "held_on_month": "7"}).is_valid()


def test_questions_of_an_edition_have_a_box_each() -> None:
    asked = [Passage(pk=7, text="How long has it gone on?"), Passage(pk=9, text="Which needs come first?")]
    form = QuestionsForm({"version": "2", "question_7": " A year ", "question_8": "smuggled"}, questions=asked)
    assert form.is_valid()
    assert form.answers() == {asked[0]: "A year", asked[1]: ""}
    assert [form[name].label for name in form.questions] == [question.text for question in asked]


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        pytest.param(
            "staffordshire", ["How serious", "how badly", "How long", "how often", "feelings"],
            marks=pytest.mark.requirement("SF-022"),
        ),
        pytest.param(
            "staffordshire", ["How old", "baby", "domestic abuse", "substances", "mental ill health"],
            marks=pytest.mark.requirement("SF-023"),
        ),
        pytest.param(
            "staffordshire", ["from several levels", "strengths in the family", "Which needs come first"],
            marks=pytest.mark.requirement("SF-041"),
        ),
        pytest.param(
            "bathnes", ["strengths, needs and risks, in the family and in the world around it"],
            marks=pytest.mark.requirement("BN-003"),
        ),
        pytest.param(
            "barnsley", ["What is the child’s life like today, and how will it be later on?"],
            marks=pytest.mark.requirement("BG-021", "BT-019"),
        ),
        pytest.param(
            "barnsley", ["How do the parents or carers feel about what is going on?"],
            marks=pytest.mark.requirement("BG-022", "BT-020"),
        ),
        pytest.param(
            "barnsley", ["How far do they see that they need help, and how able are they to change things?"],
            marks=pytest.mark.requirement("BG-023", "BT-021"),
        ),
        pytest.param(
            "barnsley", ["What can your own service do to help?"],
            marks=pytest.mark.requirement("BG-024", "BT-022"),
        ),
        pytest.param(
            "barnsley", ["Would that be enough for the child and family, or do you need another agency?"],
            marks=pytest.mark.requirement("BG-025", "BT-022"),
        ),
        pytest.param(
            "barnsley", ["What more is needed to help keep them safe?"],
            marks=pytest.mark.requirement("BG-026", "BT-023"),
        ),
    ],
)  # fmt: skip
def test_each_guide_asks_its_own_questions(guidance: dict[str, Edition], slug: str, words: list[str]) -> None:
    form = QuestionsForm(questions=guidance[slug].passages.filter(kind="question"))
    asked = " ".join(str(form[name].label) for name in form.questions)
    assert [word for word in words if word not in asked] == []


def test_a_reason_is_needed_to_take_over() -> None:
    assert "because" in errors(TakeOverForm({"because": " "}))
    assert TakeOverForm({"because": "Alice is ill."}).is_valid()


def test_another_child_needs_a_label_of_its_own() -> None:
    assert ChildForm({"version": "1", "label": "K"}, taken=["J"]).is_valid()
    for label in (" J ", "j", "J "):
        assert errors(ChildForm({"version": "1", "label": label}, taken=["J"])) == {
            "label": ["Another child here has this label. Enter a different one"]
        }
    assert "label" in errors(ChildForm({"version": "1", "label": "older  TWIN"}, taken=["Older twin"]))
    assert errors(ChildForm({"version": "1", "label": "K"}, taken=map(str, range(12)))) == {
        "label": ["There are 12 children here already. Start another consideration"]
    }
    assert "label" in errors(ChildForm({"version": "1", "label": "x" * 81}, taken=[]))


def decided(highest: int | None = None, **given: str) -> DecideForm:
    return DecideForm({**DECIDED, **given}, levels=LEVELS, highest=highest)


@pytest.mark.requirement("BG-005", "BT-017", "SF-037")
@pytest.mark.parametrize("highest", [None, 1, 3])
def test_no_level_is_chosen_for_anybody(highest: int | None) -> None:
    form = DecideForm(levels=LEVELS, highest=highest)
    assert form["level"].value() is None
    assert errors(decided(highest, level="")) == {"level": ["Choose the level that you decided on"]}


@pytest.mark.requirement("SF-036")
def test_a_decision_needs_a_reason_and_with_whom() -> None:
    assert errors(decided(reason=" ", decided_with="")) == {
        "reason": ["Say why you decided on this level"],
        "decided_with": ["Enter with whom you decided. If you had to decide alone, write “alone” and why"],
    }


def test_a_level_that_the_guide_does_not_have_cannot_be_decided() -> None:
    assert list(errors(decided(level="4"))) == ["level"]


def test_below_the_highest_worry_it_asks_why_and_keeps_the_rest() -> None:
    form = decided(3)
    assert errors(form) == {
        "lower_reason": ["You chose a worry from level 3. Say why level 2 is right for this child"]
    }  # fmt: skip
    assert form["reason"].value() == "We talked it through."
    with_reason = decided(3, lower_reason="His aunt.")
    assert with_reason.is_valid()
    assert with_reason.changes()["lower_reason"] == "His aunt."


@pytest.mark.requirement("SF-038")
@pytest.mark.parametrize(("highest", "level"), [(2, "2"), (2, "3"), (1, "1"), (None, "1"), (1, "3")])
def test_at_the_highest_worry_or_above_it_asks_nothing_more(highest: int | None, level: str) -> None:
    form = decided(highest, level=level)
    assert errors(form) == {}
    assert form.changes()["lower_reason"] == ""


@pytest.mark.parametrize(("highest", "is_asked"), [(None, False), (1, False), (2, True)])
def test_the_question_why_not_higher_is_there_when_it_can_arise(highest: int | None, is_asked: bool) -> None:
    assert ("lower_reason" in decided(highest).fields) is is_asked


@pytest.mark.parametrize(("day", "is_valid"), [("5", False), ("6", True), ("7", True)])
def test_the_next_look_is_today_or_later(day: str, is_valid: bool) -> None:
    with time_machine.travel(NOW, tick=False):
        form = decided(look_again_on_day=day, look_again_on_month="3", look_again_on_year="2026")
        assert form.is_valid() is is_valid
    assert is_valid or "must be today or later" in errors(form)["look_again_on"][0]


@pytest.mark.parametrize(("day", "is_valid"), [("6", True), ("7", False)])
def test_the_next_look_is_within_a_year(day: str, is_valid: bool) -> None:
    with time_machine.travel(NOW, tick=False):
        form = decided(look_again_on_day=day, look_again_on_month="3", look_again_on_year="2027")
        assert form.is_valid() is is_valid
    assert is_valid or errors(form)["look_again_on"] == ["When you will look again must be within a year"]


@pytest.mark.parametrize(
    "form",
    [
        StartForm({}, agencies=[SCHOOL]),
        WorryForm({"version": "1"}),
        OwnNeedForm({}),
        TakeOverForm({}),
        ReadersForm({"version": "1"}),
        decided(look_again_on_day="1"),
    ],
    ids=lambda form: type(form).__name__,
)
def test_errors_read_as_sentences(form: GovForm) -> None:
    said = [text for texts in errors(form).values() for text in texts]
    assert said
    assert [text for text in said if "?" in text or text.startswith(("Enter what", "Enter say", "Enter why"))] == []


def test_too_long_a_reason_for_a_lower_level_is_not_called_missing() -> None:
    assert len(errors(decided(3, lower_reason="x" * 10_001))["lower_reason"]) == 1
