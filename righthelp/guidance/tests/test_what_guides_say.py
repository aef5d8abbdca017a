"""What the page of each guide must say, sentence by sentence, with the requirement that asks for it."""

import pytest
from django.test import Client

from righthelp.guidance.models import Edition
from righthelp.guidance.tests.helpers import asked, lacking, page

Asked = dict[str, tuple[str, ...]]

PURPOSE = (
    "It helps you understand what a child and family need, so that they get help that fits, "
    "from the service that fits best, as early as possible."
)
GUIDES: dict[tuple[str, str], Asked] = {
    ("barnsley", "who wrote it, what for, and the vision"): {
        "BG-001": (
            "Everyone has a part in keeping children safe. Agencies in Barnsley wrote this guidance together, "
            "for everybody who works with families and their children.",
        ),
        "BG-002": (PURPOSE,),
        "BT-004": (PURPOSE,),
        "BG-010": (
            "Its services see themselves as one service with one goal: to work together "
            "and make Barnsley brighter for every child.",
            "Children and families come first.",
            "Services work as partners, so that care is joined up.",
            "The people who do the work are skilled, and they are valued.",
        ),
        "BG-011": ("It can come early in life, or early in the development of a problem.",),
    },
    ("barnsley", "whom to ask"): {
        "BG-029": (
            "It is not a checklist. Each child’s situation needs judgement.",
            "If you are unsure, always ask for advice. "
            "In doubt, talk to a named or designated safeguarding professional.",
        ),
        "BT-018": ("In doubt, talk to a named or designated safeguarding professional.",),
    },
    ("barnsley", "a good assessment"): {
        "BG-013": (
            "What a good early help assessment is like Empowering: the child and parents or carers are involved. "
            "They get support to take part, and to own their share of an assessment "
            "that everyone makes together.",
        ),
        "BG-014": (
            "Developmental: the talk looks for solutions, and the family has a say in its own path. Accessible:",
        ),
        "BG-015": (
            "Accessible: it works for everyone. Time is used well, and the things that people need are there, "
            "such as equipment or an interpreter.",
        ),
        "BG-016": (
            "Transparent: everyone knows what the assessment is for. "
            "People talk openly and honestly, and nothing is hidden.",
        ),
    },
    ("barnsley", "the questions"): {
        "BG-021": ("What is the child’s life like today, and how will it be later on?",),
        "BT-019": ("What is the child’s life like today, and how will it be later on?",),
        "BG-022": ("How do the parents or carers feel about what is going on?",),
        "BT-020": ("How do the parents or carers feel about what is going on?",),
        "BG-023": ("How far do they see that they need help, and how able are they to change things?",),
        "BT-021": ("How far do they see that they need help, and how able are they to change things?",),
        "BG-024": ("What can your own service do to help?",),
        "BG-025": ("Would that be enough for the child and family, or do you need another agency?",),
        "BT-022": (
            "What can your own service do to help? "
            "Would that be enough for the child and family, or do you need another agency?",
        ),
        "BG-026": ("What more is needed to help keep them safe?",),
        "BT-023": ("What more is needed to help keep them safe?",),
    },
    ("staffordshire", "what it is for"): {
        "SF-001": (
            "Every child has a right to protection from harm, and to a chance to do as well as they can. "
            "This guidance is about getting help to families as early as possible, "
            "and about statutory help when a child’s safety or welfare calls for it.",
        ),
        "SF-002": (
            "It is one shared guide for all agencies, professionals and volunteers.",
            "so that they can think about how each child’s needs can best be met",
        ),
        "SF-005": (
            "The aim of all help is to lower risk, to make children less vulnerable, "
            "and to meet needs at the level that fits.",
        ),
    },
    ("staffordshire", "how the windscreen is used"): {
        "SF-038": (
            "A family may have indicators from every level. Put together, they may weigh more. "
            "After a talk with the family, that may point to a higher level.",
        ),
        "SF-039": ("Look for strengths in the family too. They may make an indicator weigh less.",),
        "SF-041": ("All practitioners should think about which needs come first when they look for the level.",),
        "SF-046": ("Its indicators suggest what kinds of need a family may have. They do not make the decision.",),
        "SF-072": (
            "For a new referral at level 3 or level 4 (the child is not known, or the case is closed): "
            "ideally you rang SCAS.",
        ),
    },
    ("staffordshire", "its four specialist routes"): {
        "SF-015": (
            "Routes to help Child in need (section 17, Children Act 1989)",
            "Long-lasting and substantial disability For a child whose disability lasts "
            "and limits what they can do each day.",
            "Severe and complex SEND (special educational needs and disability) For a child whose needs "
            "call for specialist help, and perhaps a specialist educational placement.",
            "Child protection (section 47, Children Act 1989) To find out whether a child is suffering "
            "significant harm or is likely to. You must follow the local safeguarding procedures.",
        ),
        "SF-017": (
            "For a child who needs services. Without them, it is unlikely that the child "
            "will be reasonably healthy or develop reasonably well",
            "A referral also fits where a child’s development is significantly impaired by what goes on at home: "
            "complex mental ill health of a parent, a significant learning disability, "
            "misuse of alcohol or other substances, or behaviour that is very challenging.",
        ),
        "SF-018": ("Young carers have a right to ask for their own needs to be assessed under section 17.",),
        "SF-019": (
            "A referral also fits where the child has complex care needs, "
            "and the parents need practical help and a break (respite) at home.",
        ),
        "SF-020": (
            "Work with children in need is voluntary. Parents can refuse some of it or all of it.",
            "Children’s Social Care, often together with other professionals, and with the family’s agreement.",
        ),
    },
    ("staffordshire", "significant harm"): {
        "SF-022": (
            "How serious is the harm? If the child was hurt, how badly?",
            "How long has abuse or neglect gone on, and how often does it happen?",
            "How badly are the child’s feelings affected?",
        ),
        "SF-023": (
            "How old is the child, and what is going on around them? "
            "Is this a baby or young child, who is especially vulnerable?",
            "Is there significant domestic abuse in the parents’ past, or misuse of substances, or mental ill health?",
        ),
    },
    ("staffordshire", "what it counts"): {
        "SF-048": (
            "An Education Supervision Order that did not work, with three prosecutions "
            "because the child was not in school and a family that refuses to take part, "
            "is an indicator of level 4.",
        ),
    },
    ("staffordshire", "restorative practice"): {
        "SF-068": (
            "It is how people work with children and families, "
            "and how professionals work with each other and with their partners. "
            "They meet a family’s needs together with parents, carers and families, and in a safe way.",
            "Build on relationships and strengths Mutual respect and trust, and working with families",
        ),
        "SF-069": (
            "Workers use words, ways of behaving and tools that make relationships stronger "
            "and look for solutions, so that families can share responsibility.",
        ),
        "SF-070": (
            "Workers say clearly what must happen to keep a child safe, expect a lot and give a lot of support.",
            "Change should last, and families should come to depend less on services.",
            "Be clear about the bottom line that keeps a child safe High challenge with high support",
        ),
        "SF-071": ("Do things with people, not to them or for them",),
    },
    ("staffordshire", "disagreements and keeping up to date"): {
        "SF-074": (
            "Every agency is responsible for supporting its staff, and for making sure that they know "
            "how to escalate concerns and disagreements between agencies about a child’s wellbeing.",
        ),
        "SF-075": ("Do not print the document. It is updated regularly, so save the link.",),
    },
    ("bathnes", "what the guide and a threshold are for"): {
        "BN-001": (
            "This guide is there to help you think. You have a child or family in mind, "
            "and you want to know what kind of support would suit them, and how much.",
        ),
        "BN-002": (
            "It shows what help there is before a family needs safeguarding or specialist services. "
            "Help that comes early can sort things out before there is a crisis.",
        ),
        "BN-004": (
            "A threshold is the point where somebody asks what kind of support is needed. "
            "That may be a worker, a parent, or the child or young person. Families can use this guide too.",
        ),
        "BN-005": (
            "It sets out the thresholds that they agreed, for early help, targeted services "
            "and specialist services. The Partnership must explain them clearly, "
            "so that partners understand each level and apply it.",
        ),
        "BN-010": ("Use the guide to get people talking about what would help.",),
    },
    ("bathnes", "thought before a level"): {
        "BN-003": (
            "Use the guide to think with. It is not a detailed rule book and it is not a checklist.",
            "Think about strengths, needs and risks, in the family and in the world around it. "
            "Then think about which level of support fits.",
        ),
    },
    ("bathnes", "its practice framework"): {
        "BN-061": (
            "Systemic social work, as the umbrella over everything Being aware of trauma "
            "Looking at attachment, the bonds between people",
        ),
        "BN-062": (
            "Problems are seen as lying between people, now and in the past, not inside one person who needs fixing.",
        ),
        "BN-063": (
            "Answers are looked for in relationships and networks too. "
            "Workers think about how power and identity, such as class, culture, gender, sexuality and race, "
            "shape how people deal with each other.",
        ),
        "BN-064": (
            "They stay curious and tentative. They move away from fixed positions and do not blame. "
            "They look at things together with the family and in a supportive way, "
            "so that families find change that goes deep and lasts.",
        ),
    },
}


@pytest.mark.parametrize(
    ("slug", "sentences"), [asked(f"{slug}: {about}", slug, of=of) for (slug, about), of in GUIDES.items()]
)
def test_each_guide_says_what_was_asked_for(
    client: Client, guidance: dict[str, Edition], slug: str, sentences: Asked
) -> None:
    assert lacking(page(client, f"/guidance/{slug}"), sentences) == []


@pytest.mark.parametrize(
    ("slug", "sentences"),
    [
        asked(
            "barnsley",
            "barnsley",
            of={
                "BT-001": ("Early help Support as soon as problems show, or when they are very likely to,",),
                "BG-011": (
                    "Support as soon as problems show, or when they are very likely to, "
                    "at any time in childhood or the teenage years. "
                    "It can come early in life, or early in the development of a problem.",
                ),
            },
        ),
        asked(
            "staffordshire",
            "staffordshire",
            of={"SF-022": ("No fixed test exists. One event can be enough.",)},
        ),
    ],
)
def test_the_words_explained_say_what_was_asked_for(
    client: Client, guidance: dict[str, Edition], slug: str, sentences: Asked
) -> None:
    assert lacking(page(client, f"/guidance/{slug}/glossary"), sentences) == []


@pytest.mark.parametrize("slug", ["barnsley", "staffordshire", "bathnes"])
def test_each_guide_says_that_people_decide(client: Client, guidance: dict[str, Edition], slug: str) -> None:
    """No marks: that nothing sets a level is proved where levels are decided."""
    text = page(client, f"/guidance/{slug}")
    assert "People decide the level and give their reason. This system never sets it." in text
    own = {
        "barnsley": "The word threshold and the descriptors are only a guide. They help you judge need",
        "staffordshire": "The windscreen is not a checklist and not an assessment of need.",
        "bathnes": "It is not a detailed rule book and it is not a checklist.",
    }
    assert own[slug] in text
