"""What each level's page must say, sentence by sentence, with the requirement that asks for it."""

import re
from html import unescape

import pytest
from django.test import Client

from righthelp.guidance.models import Edition
from righthelp.guidance.tests.helpers import asked, lacking, page

Asked = dict[str, tuple[str, ...]]

LEVELS: dict[tuple[str, int], Asked] = {
    ("barnsley", 1): {
        "BT-006": (
            "Level 1 of 5 Thriving",
            "Things are going well. Some support may be needed to keep wellbeing high.",
            "What helps Preventing problems and promoting wellbeing, in ways that work.",
        ),
    },
    ("barnsley", 2): {
        "BT-007": (
            "Level 2 of 5 Getting advice",
            "Advice is needed, and somebody to show the way to help.",
            "What helps Advice, and pointing to the right place.",
        ),
    },
    ("barnsley", 3): {
        "BT-008": (
            "Level 3 of 5 Getting help",
            "Help is needed that is focused and works towards goals.",
            "What helps Focused help with goals.",
        ),
    },
    ("barnsley", 4): {
        "BT-009": (
            "Level 4 of 5 Getting more help",
            "More help is needed, and it is more specialised. It works towards goals.",
            "What helps More extensive, specialised help with goals.",
        ),
    },
    ("barnsley", 5): {
        "BT-010": (
            "Level 5 of 5 Getting risk support",
            "Help has not made the difference that was hoped for, or they cannot use it. "
            "The risk is so high that services are still in contact.",
        ),
    },
    ("staffordshire", 1): {
        "SF-042": (
            "Level 1 of 4 Children and Young People with Universal Needs",
            "The child is doing as well as expected. No need is unmet, or needs are low.",
            "Most children: their needs are met by services that are open to everyone, "
            "or with a little extra advice or guidance.",
            "Children, parents and carers go to the services themselves.",
        ),
        "SF-065": (
            "What to do Show the family what there is nearby. Most families can use it without anyone’s help.",
            "Families are encouraged to use it.",
        ),
    },
    ("staffordshire", 2): {
        "SF-006": (
            "Best of all, the people who already work with the child, such as schools, children’s centres "
            "and health professionals, with local partners as needed.",
            "What to do Start with the people who already work with the child. "
            "Ask local partners for more support as needed. "
            "Talk about an early help assessment with the family.",
        ),
        "SF-029": (
            "Schools and other education settings Extra support where the child learns. "
            "Families often prefer this, because it is less of a stigma and less intrusive.",
        ),
        "SF-043": (
            "Level 2 of 4 Universal Plus / Earliest Help",
            "The child’s needs can be met with additional support from one agency or more.",
            "Additional support. The early help assessment is used to coordinate it.",
        ),
    },
    ("staffordshire", 3): {
        "SF-044": (
            "Level 3 of 4 Targeted Early Help",
            "Needs are of different kinds and complex. Statutory social work is not needed.",
            "Children with several, complex needs, who need targeted support by several agencies.",
            "Targeted support from several agencies, held together by a clear action plan.",
            "Who helps Targeted support services from several agencies.",
        ),
        "SF-072": (
            "For a child who is not known to children’s services, or whose case is closed at present, "
            "you should ideally ring SCAS to make a new referral: 0300 111 8007.",
        ),
    },
    ("staffordshire", 4): {
        "SF-018": ("A young carer can ask to have their own needs assessed under section 17.",),
        "SF-020": (
            "Work with children in need is voluntary for the family.",
            "Who helps Children’s Social Care, often together with other professionals.",
        ),
        "SF-045": (
            "Level 4 of 4 Statutory / Specialist",
            "The child is suffering significant harm, or it has to be prevented (section 47).",
            "Or the child’s health and development may be significantly impaired "
            "without help and support (section 17).",
            "Specialist services and statutory social work.",
        ),
        "SF-072": ("Ideally, you should make a new referral by phone.",),
        "SF-073": (
            "Ring SCAS on 0300 111 8007. Out of hours, ring EDS on 0345 604 2886.",
            "Ring out of hours: 0345 604 2886, or write to eds.team.manager@staffordshire.gov.uk",
            "8.30am to 5.00pm, Monday to Thursday, and 8.30am to 4.30pm on Friday",
        ),
    },
    ("bathnes", 1): {
        "BN-007": (
            "Who this is for Most children in B&NES: they are happy, healthy and secure.",
            "What helps Universal services, which are services that every child gets, and support from the community.",
            "Who helps Family, friends and the community, and universal services "
            "such as GP surgeries, health visitors, schools and early years settings.",
        ),
        "BN-020": (
            "Every child in the area has support at this level.",
            "Families find the information, advice and help that they need in their community "
            "and in services that are open to everyone.",
            "Families can go straight to these services themselves, whenever they need them.",
        ),
        "BN-022": ("A directory of services, online at https://livewell.bathnes.gov.uk/",),
    },
    ("bathnes", 2): {
        "BN-007": (
            "Who this is for Children with one need that calls for support.",
            "What helps Early help for a limited time.",
            "Who helps The people who already work or volunteer with the child, in places that are open to everyone.",
        ),
        "BN-026": (
            "Level 2 of 5 Children and young people who have one identified need which requires support",
            "This is where support begins.",
            "Children with one need that calls for support.",
        ),
        "BN-027": ("Early help is a way of working for everyone, not a service that you refer to.",),
        "BN-028": (
            "Families should find information, advice, guidance or help without difficulty, "
            "at the right moment and in a form that suits them.",
        ),
        "BN-029": (
            "It is also called Universal Plus.",
            "Extra help in nursery, school or college More support for the child",
            "Parenting programmes and advice Courses and advice",
            "Local opportunities Other help that has been set up nearby to meet a need that was found.",
        ),
        "BN-032": (
            "Information for adults, children and families Information and services for adults, "
            "for children and young people, and for families. Families of children with SEND are included.",
        ),
        "BN-035": ("Families can take up support whenever they need it.",),
    },
    ("bathnes", 3): {
        "BN-007": (
            "Who this is for Children in families with more than one need.",
            "What helps An early help assessment, a lead person, the right team, a plan of support",
            "Who helps A lead person, best of all somebody whom the family knows and trusts, "
            "with a team of professionals and targeted support services.",
            "it records the worries, what help is needed and how to bring that about",
            "An early help assessment should be completed by the lead person, "
            "so that the needs of the children in the family are known",
        ),
        "BN-036": (
            "Level 3 of 5 Children and young people who benefit from a team "
            "providing them with identified, targeted support",
            "Several settings, services or agencies may have to work together, "
            "because the family has more than one need.",
            "The needs may be the child’s or those of adults in the family.",
        ),
        "BN-042": (
            "Integrated Working Team A council team that trains and advises agencies on early help assessments, "
            "and suggests which agencies could meet the needs best.",
        ),
    },
    ("bathnes", 4): {
        "BN-007": (
            "Who this is for Children who need more support than the help so far",
            "What helps Those involved may ask Children’s Social Care for a service.",
            "Who helps Early help practitioners, and Children’s Social Care where it is involved.",
            "they do a single assessment, after which they may suggest what would help",
        ),
    },
    ("bathnes", 5): {
        "BN-007": (
            "What helps Specific assessments come first, as a rule, to show what is needed "
            "and whether the child meets the conditions of the service.",
            "Who helps Children’s Social Care leads, with the family and other services.",
        ),
        "BN-054": (
            "Level 5 of 5 Children and young people who may be suffering, or at risk of suffering, significant harm",
            "The child lives where abuse or neglect is a significant risk, "
            "or you suspect that it has happened or is happening.",
        ),
        "BN-056": (
            "Who this is for Children who need protection, children who suffer significant harm "
            "or are likely to, and children who need care from the local authority or have had it.",
        ),
    },
}


def level(client: Client, slug: str, number: int) -> str:
    """Give the words of a level's page."""
    return page(client, f"/guidance/{slug}/levels/{number}")


@pytest.mark.parametrize(
    ("slug", "number", "sentences"),
    [asked(f"{slug} {number}", slug, number, of=of) for (slug, number), of in LEVELS.items()],
)
def test_each_level_says_what_was_asked_for(
    client: Client, guidance: dict[str, Edition], slug: str, number: int, sentences: Asked
) -> None:
    assert lacking(level(client, slug, number), sentences) == []


@pytest.mark.parametrize(
    ("slug", "numbers", "sentences"),
    [
        asked(
            "bathnes",
            "bathnes",
            range(1, 6),
            of={
                "BN-024": (
                    "If you suspect FGM, whether it has happened or is planned, you must tell Children’s Social Care, "
                    "so that they can find out more. Agencies may then meet and plan together.",
                ),
            },
        ),
        asked(
            "staffordshire",
            "staffordshire",
            range(1, 5),
            of={
                "SF-025": (
                    "Professionals in every agency have a responsibility to refer to Children’s Social Care "
                    "when they believe or suspect that a child has suffered significant harm.",
                    "The same responsibility holds when they believe or suspect that significant harm is likely.",
                ),
                "SF-026": (
                    "Refer, if the parent or carer agrees, when a child’s health or development needs "
                    "will not be met without Children’s Social Care, "
                    "or when significant impairment, or further impairment, is likely.",
                ),
                "SF-027": ("Refer, if the parent or carer agrees, when the child has a disability.",),
            },
        ),
    ],
)
def test_a_duty_stands_on_the_page_of_every_level(
    client: Client, guidance: dict[str, Edition], slug: str, numbers: range, sentences: Asked
) -> None:
    for number in numbers:
        text = level(client, slug, number)
        assert lacking(text[text.index("Whatever the level") :], sentences) == [], number


def test_bath_states_the_rule_on_private_fostering_at_every_level(client: Client, guidance: dict[str, Edition]) -> None:
    for number in range(1, 6):
        text = level(client, "bathnes", number)
        assert "placed for 28 consecutive days or more with somebody who is neither a parent" in text
        assert "the local authority should automatically get a referral" in text
        assert "s.66, Children Act 1989" in text


@pytest.mark.parametrize(
    ("number", "names"),
    [
        pytest.param(
            1,
            [
                "Family and friends",
                "Local places",
                "Online support services",
                "Voluntary services",
                "Faith groups",
                "Community services and local people",
                "Local businesses",
                "Youth services",
                "Uniformed organisations",
                "GP surgeries",
                "Health visitors",
                "School nurses",
                "Opticians",
                "Dentists",
                "Health centres, walk-in centres and hospitals",
                "Maternity services",
                "Community nurses",
                "Community navigators",
                "Early childhood education and care",
                "Schools",
                "Colleges and education after 16",
                "Leisure centres",
                "Social clubs and groups",
                "Libraries",
                "Citizens Advice",
                "Department for Work and Pensions (DWP)",
                "Live Well",
            ],
            marks=pytest.mark.requirement("BN-021"),
        ),
        pytest.param(
            2,
            [
                "Extra help in nursery, school or college",
                "Parenting programmes and advice",
                "Local opportunities",
                "Public Health 0 to 19 community services",
                "Preventative health services",
                "Lifestyle and wellbeing services",
                "Dieticians",
                "Information for adults, children and families",
                "B&NES Early Help App",
                "Live Well",
                "SEND local offer",
            ],
            marks=pytest.mark.requirement("BN-033"),
        ),
        pytest.param(
            5,
            [
                "Children’s Social Care",
                "Youth Offending Service",
                "Child & Adolescent Mental Health Service (CAMHS)",
                "Disabled Children Team",
                "Independent Domestic Violence Advisors (IDVA)",
                "Project 28, Developing Health & Independence (DHI)",
                "Barnardo’s Against Sexual Exploitation (BASE)",
                "Community paediatrician",
            ],
            marks=pytest.mark.requirement("BN-060"),
        ),
    ],
)
def test_bath_lists_all_the_help_at_a_level(
    client: Client, guidance: dict[str, Edition], number: int, names: list[str]
) -> None:
    shown = client.get(f"/guidance/bathnes/levels/{number}").text
    listed = shown[shown.index("Help available at this level") : shown.index("What the guide says at this level")]
    assert [unescape(name) for name in re.findall(r"<dt[^>]*>([^<]+)</dt>", listed)] == names


@pytest.mark.requirement("BN-094")
def test_bath_says_in_order_whom_to_ring_at_level_5(client: Client, guidance: dict[str, Edition]) -> None:
    text = level(client, "bathnes", 5)
    assert (
        "What to do If a child is in immediate danger, ring 999 for the police. "
        "Otherwise refer urgently. Ring the Duty Team: 01225 396312 or 01225 396313. "
        "Outside office hours, ring 01454 615165 for the Emergency Duty Team."
    ) in text
