"""Documents to draw in tests."""

import datetime as dt

from righthelp.files.documents import (
    Block,
    Bullets,
    Document,
    Facts,
    Grid,
    Heading,
    Paragraph,
    Picture,
    Quote,
)

MADE_AT = dt.datetime(2026, 11, 22, 9, 5, tzinfo=dt.UTC)
HOSTILE = (
    '#import "@preview/cetz:0.3.0"',
    '#read("/etc/passwd") and #eval("1 + 1")',
    "$x$ *bold* _slanted_ `code` = heading - item <label> @reference",
    "<script>alert(1)</script> & &amp; ]]> {{ 7 * 7 }} {% raw %}",
    "back\\slash \\u{41} \"quotes\" 'quotes' // no comment /* none */",
    "~ -- --- ... http://example.org/a?b=c&d=e",
)
OTHER_SCRIPTS = (
    "Zażółć gęślą jaźń", "مرحبا بالعالم", "שלום", "বাংলা নাম", "ਪੰਜਾਬੀ ਨਾਂ", "ગુજરાતી નામ", "தமிழ் பெயர்", "हिन्दी नाम",
)  # fmt: skip
WITHOUT_LETTERS = ("中文名字", "😀 🧒🏽 👩‍👧")

WINDSCREEN = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 96" width="600" height="96"
 font-family="Source Sans 3, sans-serif" font-size="15">
 <g fill="#ffffff" stroke="#0b0c0c">
  <rect x="1" y="24" width="149" height="48"/><rect x="150" y="24" width="150" height="48" fill="#e8e8e8"/>
  <rect x="300" y="24" width="150" height="48"/><rect x="450" y="24" width="149" height="48"/></g>
 <g text-anchor="middle"><text x="75" y="53">1 Universal</text><text x="225" y="53">2 Early help</text>
  <text x="375" y="53">3 Targeted</text><text x="525" y="53">4 Specialist</text>
  <text x="225" y="15" font-weight="bold">decided</text></g>
 <path d="M225 90l-8-10h16z"/>
</svg>"""


def document(*blocks: Block, title: str = "Decision on a level of support", **more: object) -> Document:
    given = {"footer": "Anytown Safeguarding Children Partnership", "reference": "RH-7Q4M-22", "made_at": MADE_AT}
    return Document(title=title, blocks=blocks, **(given | more))  # type: ignore[arg-type]


def decision() -> Document:
    """Make a realistic letter: a level decision about Child A."""
    return document(
        Heading("What was decided"),
        Facts(
            (
                ("Child", "Child A, aged 9"),
                ("Level", "Level 2: early help"),
                ("Decided by", "R. Okafor, designated safeguarding lead, Hill View Primary School"),
                ("Decided on", "20 November 2026 at 4:15pm"),
                ("Guidance", "Threshold for intervention, edition of April 2025, pages 12 to 19"),
                ("Is it safe to speak to the family first?", "Yes. Mum was told on 20 November, and agrees."),
            )
        ),
        Heading("Why", 2),
        Paragraph(
            "Child A has been late or absent on 11 of the last 20 school days, and comes to school hungry. Mum has "
            "been unwell since September and Child A helps to look after a younger brother.\n\n"
            "There is warmth at home, and an aunt who visits twice a week.\nNo one has seen or heard of any harm."
        ),
        Heading("What Child A says", 2),
        Quote(
            "I like it when auntie comes because then I can just play. I get worried when mum is in bed all day.",
            "Child A, 18 November 2026, asked “What is it like at home in the mornings?” Word for word. "
            "Written down by the class teacher.",
        ),
        Heading("Where this is among the levels", 2),
        Picture(WINDSCREEN, "Four levels from left to right. Level 2, early help, is marked as decided."),
        Heading("The signs that were weighed"),
        Grid(
            ("Theme", "What was seen", "Level in the guidance", "Source"),
            (
                ("Education", "Attendance 82%, often late", "2", "School register, 20 November 2026"),
                ("Basic care", "Hungry at the start of the day, clothes clean", "2", "Class teacher, seen"),
                ("Caring for others", "Gets a brother of 4 ready for nursery", "2", "Child A, told"),
                ("Family and friends", "Aunt visits twice a week, close friends", "1", "Mum, told"),
                ("Parent's health", "Mum is treated for depression, and takes part", "2", "Mum, told, with consent"),
            ),
        ),
        Heading("What happens next"),
        Bullets(
            (
                "The school invites Mum, the aunt and the school nurse to a first meeting by 4 December 2026.",
                "R. Okafor asks Child A what should change, before that meeting.",
                "If Child A is not brought to school for three days, the school rings the front door the same day.",
            )
        ),
        Heading("If you do not agree", 2),
        Paragraph(
            "Talk to R. Okafor first. If that does not settle it, the partnership's escalation page says who is next."
        ),
        subtitle="Child A, Hill View Primary School",
        notices=(
            "NOT SENT. This is a draft, kept by Hill View Primary School.",
            "The guidance is restated in plain words here. It is not the published text.",
        ),
    )
