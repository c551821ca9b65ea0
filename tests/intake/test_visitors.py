"""Minors, parents, adults, job seekers, sellers, complaints, clients, and none of them."""

import time

import pytest

from nightdesk.intake.visitors import names_other_office, read_door, read_visitor

MINORS = [
    "im 16 and have acne scars",
    "I'm only 15",
    "so like im 15 can i come",
    "i am 17 years old",
    "im a 14 yr old girl",
    "16f with bad acne",
    "im sixteen",
    "i am fifteen yo",
    "im 17yo",
    "me, 13, acne everywhere",
    "I turn 17 in may",
    "i just turned 14",
    "my age is 13",
    "i'm a minor",
    "im underage",
    "im under 18",
    "i'm not 18 yet",
    "I'm a teenager with oily skin",
    "im in high school",
    "I'm still in middle school",
    "i go to middle school",
    "im in 10th grade",
    "i'm a 9th grader",
    "i'm a sophomore in high school",
    "i am a junior in hs",
    "not 18 yet, im 17",
    "my mom says i can come, im 16",
    "im 15 on accutane",
    "im 15 by the way",
    "im 16 acne all over",
    "im 16 scars everywhere",
    "i turned 17 in march",
    "i'm 14, do you treat teens",
    "im fifteen who can i ask",
    "tengo 15 años",
    "Tengo quince años. quiero una cita",
    "tengo casi 17 anos",
    "soy menor de edad",
    "aún no tengo 18",
    "16 here, pimples on my chin, book me",
    "hi, 15 years old here",
    "16 yo girl here",
    "14 year old boy with acne",
    "Ann Moss, age 16, scars",
    "my age: 16",
    "im Ida 16",
    "I'm Max, 15, and have acne",
    "i turn 18 next month",
    "not 18 until march",
    "im 18 in a month",
    "18 in two weeks. can i ask something",
    "18 next month, is that ok",
    "my bday is in march then im 18",
    "can i come once i'm 18",
    "im 16 with cystic acne",
]
PARENTS = [
    "my daughter is 15",
    "my 14 year old son has acne",
    "our teenage daughter has scars",
    "my son, 16, has acne scars",
    "my 13yo wants a facial",
    "something for my 16-year-old",
    "my teen has bad acne",
    "my teenager's skin is terrible",
    "our middle schooler is breaking out",
    "booking for my daughter (she's 17)",
    "my kid is in middle school and breaking out",
    "my daughter is in 9th grade",
    "my niece just turned 16",
    "our son turns 17 in june",
    "my granddaughter is sixteen",
    "my stepson is 13 years old",
    "my little brother is 12",
    "it's for my son, he's 14",
    "she's only 16",
    "my son is a minor",
    "my nephew is under 18, can he come",
    "can my daughter come in? she is 12 years old",
    "My girl is eleven",
    "my youngest kid is 10",
    "my fourteen year old daughter has melasma",
    "mi hija tiene 14 años y acné",
    "una cita para mi hijo de 15 años",
    "mi sobrina, de doce años",
    "mi nieto es menor de edad",
    "mi hija quiere venir. ella tiene dieciséis años",
    "my daughter Ann, age 16, needs help",
]
ADULTS = [
    "im 18",
    "I'm 45 and have wrinkles",
    "i am 52 years old",
    "im 34f",
    "im eighteen",
    "i turned 60 last week",
    "my age is 29",
    "i'm not 17, im 27",
    "tengo 30 años",
    "45 here and tired of it",
    "Ann Moss, age 52",
    "i'm 18 and in college",
]
NOBODY_SPECIAL = [
    # an age of long ago, or of somebody grown up
    "when i was 15 i had acne",
    "acne scars since i was 14",
    "i had acne at 16",
    "my acne started when I was a teenager",
    "i was a junior in high school when this happened",
    "my sister got this done at 17",
    "my daughter is 22",
    "my 25 year old son",
    "my daughter is 18",
    "my brother is 30",
    "acne since age 14",
    "it began at age 12",
    "cuando tenía 15 años",
    "mi hija tiene 25 años",
    "tengo 15 años con melasma",
    "mi cicatriz tiene 12 años",
    # other numbers
    "I'm Kim 10am works",
    "18 people in line",
    "I'm Kim 15 minutes away",
    "i have had this for 12 years",
    "im 12 weeks pregnant",
    "im 9 months postpartum",
    "i'm 14 days post op",
    "im 13 weeks out from my wedding",
    "im 10 minutes away",
    "im 15 miles from you",
    "i'm 2 sessions in",
    "i need 10 sessions",
    "im free at 3pm",
    "i'm 5'4 and 120 lbs",
    "I'm 17 pounds lighter",
    "im 8 hours away by car",
    "i'm 10th in line",
    "i'm 100% sure",
    "call me at 415 555 0123",
    "i have a 10 year old scar",
    "my scar is 12 years old",
    "my son broke his arm 12 years ago",
    "my daughter's wedding is in 12 weeks",
    "my daughter is getting married on the 15th",
    "im 10 blocks from you, is there parking?",
    "im 6 feet tall",
    "i'm 5 ft 2 and have acne scars",
    "i'm 12 stone",
    "im 10 on the pain scale",
    "Im 15 units of botox in",
    "im 17 syringes in",
    "I'm 12 on the waitlist",
    "i'm 8 in your queue",
    "i turned 16 pages",
    "my sister is 9 years older",
    # schools
    "i teach high school",
    "im a high school teacher",
    "i'm a high school reunion away from panic",
    # work that is no application, and trade that sells nothing
    "i lost my job and cant pay",
    "i have a job interview friday, can you fix my skin by then",
    "my job is outdoors so sun damage",
    "im an esthetician and want microneedling",
    "i work as a nurse, can you call after 3",
    "great job last time",
    "how long have your nurses worked there",
    "i work in marketing and sit all day",
    "i'm in sales, evenings work best",
    "i own a small business, do you take hsa",
    "i saw your ad on google",
    "do you have packages",
    "how do I leave a google review",
    "what's your website",
    "",
]
JOBS = [
    "are you hiring?",
    "are you guys still hiring",
    "do you have any job openings",
    "do you offer internships",
    "i'm a licensed esthetician looking for a position",
    "can i send you my resume",
    "who do i send my cv to",
    "i want to apply for the front desk position",
    "looking for work as a nurse injector",
    "is there a job application i can fill out",
]
SALES = [
    "we help med spas get more leads",
    "i help clinics like yours rank on google",
    "we offer seo services",
    "i'd love to schedule a demo with the owner",
    "I'm a sales rep for a laser company",
    "wholesale pricing on fillers",
    "can i speak to your office manager about our product",
    "do you want 30 new patients per month",
    "credit card processing services for your clinic",
    "guest post on your blog",
    "we sell quality backlinks",
    "we are the distributor of a new serum",
]
COMPLAINTS = [
    "i want a refund",
    "refund my deposit",
    "I want my money back",
    "you charged me twice",
    "i got billed twice",
    "i was double charged",
    "i was overcharged for the peel",
    "you burned my face",
    "your esthetician burnt my cheek",
    "they messed up my eyebrows",
    "you guys ruined my skin",
    "the nurse was so rude to me",
    "your receptionist was very unprofessional",
    "i'd like to make a complaint",
    "I want to file a complaint about your receptionist",
    "i want to speak to a manager",
    "im disappointed with how my skin looks after the laser",
    "I'm really upset about the service",
    "not happy with the results at all",
    "i want to report your nurse",
]
CLIENTS = [
    "i need to move my appointment",
    "can i reschedule my appt to friday",
    "cancel my appointment tomorrow please",
    "need to cancel tomorrow's session",
    "i need to push back my session",
    "can you bump my 2pm appointment",
    "change my booking",
    "confirm my appointment for tuesday",
    "i missed my appointment",
    "i can't make my appointment",
    "i wont make it to my 3pm appointment",
    "cannot come to my treatment tomorrow",
    "my appointment needs to be moved",
    "im running late for my appt",
    "running 15 mins late to my 2pm",
    "i'm going to be 10 minutes late to my appointment",
    "i have an appointment tomorrow and need to change it",
]
NO_DOORS = [
    # in general
    "what if i have to cancel",
    "if i cancel do i get my money back",
    "do you give refunds",
    "what is your cancellation policy",
    "is there a cancellation fee",
    "how late can i cancel my appointment",
    "how do refunds work",
    "can i reschedule in case something comes up",
    "do you charge for late cancellations",
    "are there refunds on packages",
    # a wish, not a booking
    "i want to book an appointment",
    "can i get an appointment tomorrow",
    "i need to cancel my request",
    "can i change my phone number",
    "i have an appointment with my dermatologist tomorrow",
    "what time is my appointment?",
    # other people and things that hurt or upset
    "i burned my hand on the stove",
    "i got a burn scar on my chest",
    "a dog ruined my cheek",
    "my ex botched my tattoo",
    "my dermatologist was rude to me",
    "the front desk lady was really nice",
    "im upset about my acne scars",
    "im unhappy with my skin",
    "im mad at my skin lol",
    "im worried you will burn me",
    "will you mess up my face",
    # late and moved
    "im late to the party on skincare",
    "my period is late",
    "i break out like im 14",
    "my skin acts as if i'm 15 again",
    "i moved to walnut creek",
    "i have to move my arm to see the scar",
    "can I talk to someone",
    "",
]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        *((text, "minor") for text in MINORS),
        *((text, "parent") for text in PARENTS),
        *((text, "adult") for text in ADULTS),
        *((text, "job") for text in JOBS),
        *((text, "sales") for text in SALES),
    ],
)
def test_who_writes(text: str, who: str) -> None:
    assert read_visitor(text) == who


@pytest.mark.parametrize("text", NOBODY_SPECIAL)
def test_who_writes_is_not_guessed(text: str) -> None:
    assert read_visitor(text) is None


@pytest.mark.parametrize(
    ("text", "door"),
    [
        *((text, "complaint") for text in COMPLAINTS),
        *((text, "existing_client") for text in CLIENTS),
    ],
)
def test_doors(text: str, door: str) -> None:
    assert read_door(text) == door


@pytest.mark.parametrize("text", NO_DOORS)
def test_no_doors(text: str) -> None:
    assert read_door(text) is None


@pytest.mark.parametrize(
    ("text", "door"),
    [
        (
            "it is day 6 with my chemical peel and i'm blotchy, could you take a look",
            "existing_client",
        ),
        (
            "my forehead is bumpy since my treatment, please have the doctor check it",
            "existing_client",
        ),
        ("cheeks are still pink 8 days after the laser, need an appointment", "existing_client"),
        ("got a facial 3 days ago and i'm breaking out, can someone call me", "existing_client"),
        ("got a facial 3 days ago at another spa, can someone call me", None),
        ("botox two years ago, want an appointment for more", None),
        ("can i swim 4 days after a peel? id like an appointment", None),
        ("what does day 2 look like after a peel", None),
        ("no one ever called me back", "complaint"),
        ("your office isn't answering the phone", "complaint"),
        ("waiting since tuesday for somebody to call", "complaint"),
        ("nadie contesta", "complaint"),
        ("what if nobody picks up", None),
        ("better write, i never answer my calls", None),
    ],
)
def test_who_was_treated_or_is_waiting_comes_in_by_a_door(text: str, door: str | None) -> None:
    assert read_door(text) == door


@pytest.mark.parametrize(
    "start", ["day 3 ", "since my ", "waiting for ", "still 3 days after ", "no "]
)
def test_long_texts_are_read_in_no_time(start: str) -> None:
    began = time.monotonic()
    read_door((start * 2500)[:5000])
    assert time.monotonic() - began < 1


@pytest.mark.parametrize("text", MINORS + PARENTS + ADULTS)
def test_an_age_is_no_door(text: str) -> None:
    assert read_door(text) is None


@pytest.mark.parametrize("text", COMPLAINTS + CLIENTS)
def test_a_complaint_or_booking_says_nothing_of_age_or_trade(text: str) -> None:
    assert read_visitor(text) is None


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("is needling ok for my teen she is 19", None),
        ("my teenager is 20 and has scars", None),
        ("my teen wants it, my sister is 19", "parent"),
        ("my teen's friend is 19 and my teen wants it too", "parent"),
        ("my teen, she's 19, and my son is 15", "parent"),
    ],
)
def test_the_age_of_the_one_called_young_decides(text: str, who: str | None) -> None:
    assert read_visitor(text) == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("do you need a nurse intern over the summer", "job"),
        ("we supply wholesale skin care", "sales"),
        ("do you need a provider to look at it", None),
        ("do you want a doctor's note", None),
    ],
)
def test_offers_of_work_and_goods(text: str, who: str | None) -> None:
    assert read_visitor(text) == who


@pytest.mark.parametrize("mark", [".", "!", "?", "\n", "? ", "hi ", "umm "])
def test_five_thousand_marks_say_nothing_of_who_writes(mark: str) -> None:
    assert read_visitor((mark * 5000)[:5000]) is None


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("may i bring my puppy along", False),
        ("could my kitten stay in the waiting room", False),
        ("my kitten is limping", True),
    ],
)
def test_who_brings_a_pet_looks_for_no_vet(text: str, other: bool) -> None:
    assert names_other_office(text) is other
