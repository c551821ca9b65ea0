"""Words that end a name or cannot be one, for telling "I'm Dana" from "I'm nervous"."""

PARTICLES = frozenset(
    "de la del las los van von der den da das dos di du le al el bin ibn bint abu y e st ter ten af"
    .split()
)  # fmt: skip

STOPS = frozenset(
    """
    a about after again also an and are as asking at because been before btw but by calling can cant
    can't cell contact could currently do does dont don't e-mail email for from gonna got had has have
    help here hoping how i i'd i'll i'm i've id ill im in interested is it it's its ive just kind like
    looking me mobile my need needing no nope not number of on or our phone please pls really so some
    still struggling than thank thanks that that's thats the their them then there these they this
    those thx to too trying tryna u until us very wanna want wanted wanting was we were what when where
    which who why will with without would yes you your and/or aka but if she he her his also pero con para
    mi estoy tengo quiero
    """.split()
)
"""Where a name ends. Capitalised at the very start they may be names ("Will", "An", "So")."""

NOT_NAMES = frozenset(
    """
    able active actually address adult afraid after afternoon all allergic alone already always
    american anxious any anymore anyone anything anytime april-to area asap ashamed asian ask aware away back
    bad badly bald balding bank beard better between big bit black blonde bleeding blind bored both bothered
    breakout breastfeeding broke brown burn burned burning busy call calls cancel changed cheek cheeks
    clear client close clueless cold color complicated concerned confused consult consultation cool crazy curious customer
    damn dark day days dead deal dealing definitely depressed desperate diabetic different disappointed discolored
    done dr driving dry due dying eager early east eight eighteen eighty either eleven else embarrassed
    evening evenings ever everyone everything exactly excited exhausted existing expecting fair fairly far
    fed feeling feels few fifteen fifty final finally fine first five flaky forehead forty four free fresh fresno
    friday fridays frustrated full fully funny getting glad going gone good great guessing guy half
    happy hard having hell hey hi high hispanic hola hot huge hurt hurting idk ignore in-between info
    insecure instead intake interested irritated issue itchy job keep kidding kinda know large last late later latina latino leave left
    less light literally little local located long lost lot lots mainly many married maybe medium
    might mine monday mondays more morning mornings most mostly much nah near nearly nervous never
    new next nice night nine nobody noon normal nothing now nursing obsessed off often oily ok okay old olive-skinned once
    one only open other out over overwhelmed pale patient person picky planning possible postpartum pregnant pretty price prices
    probably prone question questions quick quite ready recent recently red reading referred right rough sad
    same saturday saturdays scared self self-conscious sensitive serious seven seventy severe shy sick
    side sincerely single sister six sixty skeptical skin skip sleepy slightly small smooth someone something
    sometimes soon sore sorry speaking spanish stop stressed stuck stupid such sunday sundays super sure swollen
    ten terrible terrified test text texts texting thinking thirteen thirty thirsty three thursday thursdays time
    tired today tomorrow tonight total totally touchy tough trash tried trouble tuesday tuesdays twelve
    twenty two type ugly unable under undecided unhappy unsure up upset urgent used usually visible visiting
    waiting walk-in way wednesday wednesdays week weekday weekdays weekend weekends weird well west
    white whatever whenever within woman wondering work working worried worse worst worth writing wrong yeah yellow yesterday
    yo yup weeks months years month year appointment appt booking book schedule scars scar acne
    wrinkles lines texture pores melasma rosacea consults request treatment treatments session sessions
    microneedling botox filler fillers laser peel hello thanks regards best love cheers male female man
    nose chin neck forehead everything nada nerviosa nervioso embarazada cansada bien
    private anonymous none unknown nope idc lol haha hahaha wtf fuck shit fucking bot robot human agent
    joking outside inside downtown somewhere anywhere nowhere concern concerns question face body eyes
    noted understood confirmed agreed correct perfect exactly absolutely awesome sounds looks
    send sent typing sharing telling giving using getting seeing coming leaving moving starting
    """.split()
)
