"""Read the short signals of a talk: yes, no, skip, why, cancel, later, what is left."""

import re
from dataclasses import dataclass

from nightdesk.intake.replaces import field_in, read_replaces

_FLAGS = re.IGNORECASE | re.UNICODE
_LEAD = r"^\W*(?:(?:u+h+|u+m+|hm+|oh|well|so|and|ah)\b[\s,.]*)*"
_END = (
    r"(?=\W*$|\s*[.,;!)\-–—]|\s+(?:thanks|thank you|thx|please|pls|with me|by me|to me|for me|it"
    r"|this"
    r"|that|ahead|contact|gracias|and|but)\b)"
)
_YES = re.compile(
    _LEAD + r"(?:(?:yes+|yep|yeah+|yea|yup|sure(?: thing)?|ok(?:ay)?|okey|absolutely|definitely"
    r"|certainly|of course|go ahead|please do|(?:looks?|sounds?) (?:good|right|great|fine|ok|okay"
    r"|correct)"
    r"|(?:that|this|it|all|everything)(?:'?s| is| looks| sounds)?(?: all)?"
    r" (?:right|good|correct|fine|perfect|ok|okay|great)"
    r"|all good|i agree|i consent|agreed?|no problem|no worries|why not|go for it|you (?:can|may)"
    r"|s[ií]"
    r"|claro|de acuerdo|est[aá] bien)\b"
    r"|(?:k+|y|ya+|ja+|yas+|m+h+m+|m+[- ]?h+m+|u+h+[- ]?h+u+h+|fine|correct|right|perfect|great"
    r"|good|exactly|i do|(?:(?:please|pls|just|then) )?(?:send|submit)(?: it| this)?(?: in| off)?"
    r"(?: (?:already|now|over|then|anyway|anyhow))?"
    r"|confirm(?:ed)?|do it|vale|dale|correcto)" + _END + r")|^\W*[👍✅👌]",
    _FLAGS,
)
_NOT_YES = re.compile(
    r"\b(?:yes and no|not (?:really|sure)|wait|hold on|good (?:morning|afternoon|evening|question"
    r"|night)"
    r"|ok(?:ay)?,? but|great question|i (?:do not|don'?t) (?:agree|consent|want))\b|\?\W*$",
    _FLAGS,
)
_NO = re.compile(
    _LEAD + r"(?:(?:no+|nope|nah|naw|n)(?=\W*$|\s*[.;!)\-–—]|,|\s+(?:thanks|thank|thx|not|i|i'd|i'm"
    r"|please|don'?t|do not|way|never|you|gracias|it|that'?s|thats|this)\b)"
    r"|not (?:really|ok|okay|yet)\b|negative\b|i (?:don'?t|do not) (?:agree|consent|want)\b"
    r"|(?:that|this|it)(?:'?s| is)?(?: not|n'?t) (?:right|correct)\b|(?:that'?s |it'?s )?(?:wrong"
    r"|incorrect)\b"
    r"|(?:i'?d )?rather not\b|absolutely not\b|don'?t\W*$|please don'?t\W*$)",
    _FLAGS,
)
_NOT_NO = re.compile(
    r"^\W*no+,?\s*(?:problem|worries|that'?s (?:fine|ok|okay|right|correct|good)|it'?s (?:fine|ok"
    r"|okay|good))\b",
    _FLAGS,
)
_IT = (
    r"(?:it|this|that|them|anything|(?:my|the|this|that) (?:request|form|info\w*|details|message))"
)
_KEEPS_BACK = re.compile(
    r"(?<!\bi )(?<!\bwe )(?<!\bthey )(?<!\bu )(?<!\byou )\b(?:don'?t|do not|never)"
    rf" (?:send|submit|confirm|file)(?: {_IT})?(?: (?:in|off|out|over))?"
    r"(?: (?P<later>(?:just )?yet|(?:right )?now|until|till|before))?"
    r"(?(later)|(?=\W*$|\s*[.,;!\n]|\s+(?:please|pls|plz|thanks|thank|and|but|i|i'm|because|cause"
    r"|cuz|at all|any ?more|after all)\b))",
    _FLAGS,
)
"""Wants nothing sent, or not yet; "don't send me offers" is of something else."""
_CORRECTS = re.compile(
    r"^\W*no+[\s,.]*(?:sorry|wait|actually|i mean(?:t)?|hold on|(?:that|this)'?s my|make (?:it"
    r"|that))\b",
    _FLAGS,
)
_SKIP = re.compile(
    r"^\W*(?:please\s+)?skip\b|\b(?:please|let'?s|can (?:i|we)|just|i'?ll|want to) skip\b"
    r"|^\W*(?:(?:i'?ll |i will )?pass"
    r"|next(?: question)?)\W*$"
    r"|\b(?:rather|prefer|prefer to|like to|want to) not (?:to )?(?:say|answer|tell|share|give"
    r"|talk)\b|\bi'?d rather not\b"
    r"|\bdon'?t (?:want|wish|feel like|care) (?:to )?(?:say|saying|answer|answering|tell|telling"
    r"|share|sharing|give|giving)\b"
    r"|\b(?:not|rather not) (?:sharing|telling|saying|answering|disclosing)\b"
    r"|\bnone of your business\b|^\W*(?:idk|dunno|no idea|no clue|not sure|no preference"
    r"|i (?:don'?t|do not) know|unsure|n/?a)\b"
    r"|\b(?:doesn'?t|does not|don'?t) (?:matter|mind|care)\b|^\W*(?:either|any|whichever|whatever"
    r"|both)\b(?: (?:one|way|works?|is|are|fine|ok|of them))*\W*$"
    r"|\bup to you\b|\byou (?:decide|choose|pick)\b|\bprefiero no\b",
    _FLAGS,
)  # fmt: skip
_WHY = re.compile(
    r"^\W*(?:but\s+|and\s+|um+\s+|wait,?\s+)?(?:why|what for|how come|por qu[eé]"
    r"|para qu[eé])(?: that| this)?\W*$"
    r"|\b(?:why|how come)\s+(?:do|would|are|did|does|must)?\s*(?:you|u|they"
    r"|the clinic)\b[^.?]{0,20}"
    r"\b(?:need|ask|asking|want|wanna|require|know|have)\b"
    r"|\bwhy (?:is|are) (?:that|this|it|my \w+(?: \w+)?) (?:necessary|needed|required|important)\b"
    r"|\bwhat (?:do|would|will) (?:you|u|they) (?:need|want|use|do) (?:with )?(?:it|that|this"
    r"|my \w+(?: \w+)?)(?: for)?\b"
    r"|\bwhat(?:'?s| is) (?:it|that|this) for\b|\b(?:is|are) (?:that|this|it|my \w+) (?:really "
    r"|even )?(?:necessary|required|needed)\b"
    r"|\bdo (?:you|u) (?:really |actually )?need (?:my|that|this|it|to know)\b"
    r"|\bdo i (?:really )?(?:have|need) to (?:give|tell|say|share|answer)\b"
    r"|\b(?:por|para) qu[eé] (?:me |lo |la )?(?:necesitan?|quieren?|piden?|ocupan?|preguntan?)\b",
    _FLAGS,
)  # fmt: skip
_MIND = (
    r"(?<!\bif i )(?<!\bif i've )(?<!\bonce i )(?<!\bwhen i )changed my mind\b"
    r"(?:(?=\W*(?:(?:sorry|please|pls|thanks|thank you|thx)\W*)?$)"
    r"|(?=\s+about (?:this|it|that|everything|all (?:of )?(?:this|it|that)|coming(?: in)?"
    r"|the (?:whole thing|request|consult\w*|appointment|visit)"
    r"(?! (?:time|day|date|reason|concern)))\b)"
    r"|(?=\W+(?:(?:and|so|sorry) )*(?:i )?(?:don'?t want|do not want|no longer|not interested"
    r"|cancel|withdraw|never\s?mind|forget (?:it|about it))\b))"
)
"""About the whole of it: not about a time, a number or an area."""
_ANY_MORE = (
    r"(?:\s*[.,;!]|\W*$|\s+(?:because|cause|cuz|since|thanks|thank you|thx|sorry|please|i|gracias"
    r"|por favor|porque|perd[oó]n|disculpe)\b)"
)
_BEFORE_NO_MORE = (
    r"^\W*(?:(?:actually|ok(?:ay)?|no|nope|nah|wait|sorry|oh|ugh|well|so|and|hi|hey|hello|yeah|um+"
    r"|i'?m done|you know what|mejor|pues|bueno|hola|ay|perd[oó]n|disculpen?|gracias)\b\W{0,9})"
    r"{0,6}"
)
_NO_MORE = (
    rf"{_BEFORE_NO_MORE}(?:(?:i'?m |i am |i )?(?:no longer interested|not interested any ?more)"
    r"|i (?:don'?t|do not|no longer) (?:want|need|wanna|wish)(?: to)?"
    r" (?:(?:do|go through with|continue|continue with|proceed with) (?:this|it|that)"
    r"|(?:it|this|that|the|a|an|my)(?: (?:consult\w*|appointment|appt|request|visit))?)"
    r"(?<!\bthe)(?<!\ba)(?<!\ban)(?<!\bmy) any ?more"
    r"|(?:i'?m |i am |i |we )?(?:don'?t|do not|won'?t|will not|not (?:gonna|going to))"
    r" (?:need|be needing)"
    r" (?:it|this|(?:the|my|this|that) (?:consult\w*|appointment|appt|request|visit))"
    r"|(?:(?:i|we)(?:'?ve| have)? )?(?:already )?(?:found|went with|going with|booked|chose)"
    r" (?:an?other|a different|some other) (?:place|clinic|office|provider|spa|med ?spa|doctor)"
    r"|(?:i(?:'?ve| have)? )?(?:already )?(?:found|went|booked) (?:somewhere|someplace|something)"
    r" else"
    r"|(?:ya )?no (?:(?:quiero|quisiera|necesito|deseo|voy a (?:querer|necesitar|ir a))"
    r" (?:la|mi|esa) (?:cita|consulta|solicitud)|(?:la|lo) voy a necesitar)"
    r"|ya no (?:(?:me|nos) interesa|(?:(?:la|lo) )?(?:quiero|quisiera|necesito|deseo)"
    r"(?: (?:nada|seguir|continuar|hacerlo|ir|eso|(?:la|una|esta) (?:cita|consulta|solicitud)"
    r"|(?:mi|esa) (?:consulta|solicitud)))?))"
    rf"(?={_ANY_MORE})"
    rf"|{_BEFORE_NO_MORE}ya no quiero que me (?:llam|contact|busqu|escrib|marqu)\w+(?: m[aá]s)?"
    r"\W*(?:(?:gracias|por favor)\W*)?$"
    rf"|{_BEFORE_NO_MORE}(?:(?:quiero|quisiera|puede|pueden|favor de|por favor|ya)\W{{1,9}}){{0,3}}"
    r"(?:(?:cancelar|canc[eé]l[ea]n?)(?:l[oa])?|olv[ií]d[ae]n?l[oa])"
    r"(?: (?:todo|eso|ya|por favor|(?:la|mi|esta) (?:consulta|solicitud)|la cita))*"
    r"\W*(?:(?:gracias|por favor)\W*)?$"
)
"""Gives the whole of it up in plain words, also in Spanish: "i found another place"."""
_CANCEL = re.compile(
    r"^\W*(?:please\s+|just\s+|ok\s+|no\s+|i want to\s+|can (?:we|you)\s+)*(?:cancel|stop|quit"
    r"|exit|end)(?: (?:this|it|that|everything|all|the (?:request|form|intake|whole thing)"
    r"|my request|asking(?: me)?(?: questions)?|please|now))*\W*$"
    r"|\b(?:never\s?mind|nvm)\b(?!\W+(?:about )?(?:the|my|that|this) (?!request|form|consult|whole"
    r"|thing|appointment)\w)"
    r"|\bforget (?:it|about it|this"
    r"|(?:about )?(?:the|this) (?:whole|entire) (?:thing|request|form))\b(?! about\b)"
    r"(?!\s+(?:question|part|one|number|phone|e-?mail|area|name)\b)"
    rf"|\b{_MIND}|\b(?:don'?t bother|delete (?:this|the) request)\b"
    r"|\b(?:don'?t|do not) want (?:to (?:do|continue|go on with) )?(?:this|it|a consult\w*"
    r"|the consult\w*|to continue)(?: any ?more| now)?\W*$"
    r"|\b(?:cancel|scrap|drop) (?:this|it|that|the|my) (?:request|form|whole thing(?! about)"
    r"|consult\w*)\b"
    r"|\bolv[ií]dalo\b|\bcancelar\b"
    rf"|{_BEFORE_NO_MORE}i (?:don'?t|do not) want (?:an?|the|any) (?:consult\w*|appointment|appt)"
    r"(?=\s*[.,;!]|\W*$|\s+i (?:just|only|was just|was only) ask)"
    rf"|{_NO_MORE}",
    _FLAGS,
)  # fmt: skip
_WHOLE_OF_IT = (
    r"(?:it|this|that|everything|(?:all|the rest) of (?:it|this|that)"
    r"|(?:this|the|that) (?:whole |entire )?(?:thing|request|form))"
)
_DELETES = re.compile(
    r"(?:^|[.,;!\n])\W{0,9}(?:(?:ok|okay|no|nah|wait|please|pls|just|so|and|then|actually|sorry|ugh"
    r"|oh|yes|yeah|never ?mind|(?:can|could|would) you|i (?:want|need|would like) (?:you )?to"
    r"|i'?d like (?:you )?to|let'?s)\W{1,9}){0,9}"
    rf"(?:delete|erase|scrap|trash|discard|bin|ditch|drop|throw away) {_WHOLE_OF_IT}(?: all)?"
    r"(?: (?:please|pls|plz|now|then|again|for me|thanks|thank you|right now|all))*"
    r"(?=\W*$|\s*[.,;!\n]|\s+(?:i|and|because|cause|cuz)\b)",
    _FLAGS,
)
"""In a running intake it is the request that is to be deleted, unless a detail is named."""
_WHOLE = r"(?:the|my|a|this|that) (?:consult\w*|appointment|request|visit)"
_AT_ONCE = (
    r"^\W*(?:(?:actually|never\s?mind|nvm|forget (?:it|this)|ok(?:ay)?|please|pls|no|wait|sorry|hi"
    r"|hey|just|ugh|oh|well|so|and|(?:can|could|would) you|i (?:want|need|would like) to|i'?d"
    r" like to|i|let'?s)\b[\s,.!–—-]*)*"
)
"""What may stand before the words that take a request back; "can i" asks whether one may."""
_CANCEL_REQUEST = re.compile(
    r"\b(?:cancel|scrap|drop|delete|withdraw|take back|pull|stop|undo)\s+(?:this|the|my|that)\s+"
    r"(?:\w+\s+)?(?:requests?|form|consult\w*|inquiry|whole thing)\b(?! (?:about|for my|reminder"
    r"|text|call|e-?mail)s?)"
    rf"|{_AT_ONCE}cancel(?: (?:it|this|that|everything|all of it))?"
    r"(?: (?:all|please|pls|now|then|thanks|thank you|for me|for now))*[^\w?]*\??\W*$"
    rf"|{_AT_ONCE}(?:(?:don'?t|do not) (?:need|want) (?:it|this|that|{_WHOLE})(?: any ?more| now"
    rf"| after all)|no longer (?:need|want) (?:it|this|that|{_WHOLE}))(?=\W*$|\s*[.,;!]"
    r"|\s+(?:because|cause|cuz|since|thanks|thank you|sorry|i)\b)"
    rf"|{_AT_ONCE}(?:don'?t|do not) (?:need|want) {_WHOLE}\W*$"
    rf"|\b(?:don'?t|do not) (?:need|want) {_WHOLE} (?:any ?more|after all)\b"
    r"|\b(?:ignore|disregard|forget(?: about)?) (?:my|the) request\b"
    rf"|{_AT_ONCE}(?:call it off|take me off (?:your|the) list)\b"
    r"|\bcancel(?:ar|en?) (?:mi|la) (?:solicitud|consulta|petici[oó]n)\b"
    r"|\b(?:withdraw|take back|revoke) (?:my )?consent\b"
    rf"|\b{_MIND}|\bdon'?t want (?:it|the consult\w*|a consult\w*) any ?more\b"
    rf"|{_AT_ONCE}(?:i'?m done\W{{1,5}})(?:please )?cancel(?: (?:it|this|that|everything))?\W*$"
    rf"|{_NO_MORE}",
    _FLAGS,
)
_AFTER_ALL = re.compile(
    r"\b(?:i|we) (?:do|still|really do|actually|do still) want (?:(?:it|this|that)\b(?! to\b| gone)"
    r"|(?:the|a) (?:consult\w*|request|appointment)|to (?:do (?:it|this)|come|go on|continue"
    r"|be (?:called|contacted)))\b"
    r"|\bwant (?:it|the consult\w*) after all\b|\bchanged my mind (?:again|back)\b"
    r"|^\W*(?:(?:no|wait|oh|sorry|actually)\b[\s,.]*)*(?:don'?t|do not) cancel(?: it)?\W*$",
    _FLAGS,
)
_KEEPS = re.compile(
    r"^\W*(?:(?:no|wait|oh|ok|okay|sorry|actually|never ?mind|nvm|please|pls|just|then|well|so|and"
    r"|but|hm+|you know what|i changed my mind)\b\W{0,9}){0,9}"
    r"(?:(?:keep|leave) (?:it|the request|my request)(?: in| anyway| then| please)*"
    r"|(?P<sends>(?:send|submit) (?:it|the request|my request)(?: in| off| anyway| anyhow"
    r"| regardless| after all| then| please| pls| now)*))(?:\W+(?:and )?(?:please |just )?"
    r"(?P<too>(?:send|submit) it(?: anyway| then| please| now)*))?\W*$",
    _FLAGS,
)
"""Wants the request kept after all: "never mind, keep it, send it"."""
_LATER = re.compile(
    r"^\W*(?:maybe\s+|perhaps\s+|ok\s+)?(?:later|not now|not right now|not today|not yet"
    r"|another time|some other time|some other day|tomorrow maybe|m[aá]s tarde|luego|ahora no)\W*$"
    r"|\bcan'?t (?:do|finish|type|talk|answer)\b[^.]{0,15}\bnow\b"
    r"|\b(?:not (?:right )?now|maybe (?:later|another time|some other time))\b"
    r"|\b(?:i'?ll|i will|let me|i need to|gonna|i want to|have to) (?:think (?:about|on|it)"
    r"|think\b|come back|get back to (?:you|this|it)|do (?:this|it|that) later"
    r"|finish (?:this )?later|sleep on it)"
    r"|\b(?:gotta|got to|have to|need to) (?:go|run|leave)\b|\bbrb\b|\b(?:do|finish"
    r"|continue) (?:this|it|that) (?:later|tomorrow|another time)\b",
    _FLAGS,
)  # fmt: skip
_SENT = (
    r"(?:(?:my|the) (?:request|message|info(?:rmation)?|details|form|consult(?:ation)? request)"
    r"|what i (?:sent|wrote))"
)
_LEFT = re.compile(
    r"\bwhat(?:'?s| is| all is)? (?:still )?(?:left|missing|still needed|still open)\b(?! (?:cheek"
    r"|side|eye|after|of|over|behind))"
    r"|\bwhat (?:else|more|other info\w*)\s+(?:do|did|would|will)?\s*(?:you|u"
    r"|they)\s+(?:still\s+)?(?:need|want|require)\b"
    r"|\bwhat (?:else|more) is needed\b|\bwhat (?:do|did) (?:you|u) still (?:need|want)\b"
    r"|\bwhat (?:am i|do i|should i)(?: (?:supposed|meant) to)? (?:put|write|type|enter)\b"
    r"|\bhow many more (?:questions|steps)\b|\b(?:are we|am i) (?:almost |nearly )?(?:done"
    r"|finished)\b"
    r"|\banything (?:else|more) (?:you need|needed|missing)\b|\bwhat'?s next\b"
    rf"|\bdo (?:you|u|ya|they)(?: guys| all)? (?:still )?have {_SENT}"
    rf"|\b(?:did|have) (?:you|u|ya|they)(?: guys| all)? (?:even |already )?(?:get|got|receiv\w+)"
    rf" {_SENT}\b|\b(?:did|has|is|was) (?:it|that|{_SENT}) (?:already |actually )?"
    r"(?:go(?:ne)? (?:through|out)|(?:get|gotten) (?:there|through|sent)|arrived?"
    r"(?:been )?(?:sent|submitted|received|saved))\b"
    r"|\b(?:recibi(?:eron|[oó])|les? lleg[oó]|tienen)(?: ya)? (?:mi|la) (?:solicitud|consulta"
    r"|informaci[oó]n|mensaje)\b",
    _FLAGS,
)  # fmt: skip
_ARRIVED = re.compile(
    r"^\W*(?:(?:ok|okay|so|and|but|wait|hey|hi|um+|oh|cool|great|thanks|sorry|just checking|now"
    r"|then)\b\W{0,9}){0,9}(?:(?:is|was|has|did) (?:it|that|this|everything"
    rf"|all (?:of )?(?:it|that|this)|{_SENT})"
    r"(?: (?:all|already|now|even|actually|really|been|get|go)){0,3}"
    r" (?:confirm(?:ed)?|booked|sent(?: (?:in|off|out))?|submitted|scheduled|set(?: up)?|done"
    r"|received|in|through|saved|official|final|go(?:ne)? through)"
    r"|(?:am i|are we|(?=.*\?)(?:i'?m|i am|we'?re)) (?:all |already |now |officially )*"
    r"(?:booked(?: in)?|confirmed|scheduled|set|on the (?:list|schedule|books))"
    r"|(?:did|have) (?:you|u|ya|they|y'?all)(?: guys| all)? (?:even |already )?"
    rf"(?:get|got|gotten|receiv\w+|see|seen) (?:it|that|this|everything|{_SENT})"
    r"|(?:does|do) (?:that|this|it) mean (?:i'?m|i am|it'?s|it is) (?:booked|confirmed|sent|set))"
    r"(?: (?:now|yet|already|then|all|ok|okay|for (?:me|sure|real)|to (?:you|them|the clinic)"
    r"|tho|though|right|or (?:not|no|what)|please|thanks))*\W*$",
    _FLAGS,
)
"""Nothing else is asked than whether the request has arrived or is settled."""
_CLAUSE = (
    r"(?:^|[.,;!\n])\W{0,9}(?:(?:ok|okay|no|wait|please|pls|just|so|and|hm+|u+m+|u+h+|ugh|actually|oops|sorry"
    r"|let'?s|(?:can|could|may|should) (?:we|i|you)|we should|i (?:want|wanna|need|have|would like)"
    r"(?: to)?|i'?d like to)\W{1,9}){0,9}"
)
"""How a clause begins that wants something done: "do I have to", "will it" begin none. Each
repetition has a bound, or a long message of such words would take minutes."""
_START_OVER = re.compile(
    rf"{_CLAUSE}start (?:all )?over\b"
    r"(?! (?:the|my|a|with (?:the|my)) (?:session|treat|series|routine))"
    r"|^(?!.*(?:\b(?:do|does|will|would|if|when|have|has|had|my|it)\b|\?)).*"
    r"\bstart (?:all )?over\W*$"
    r"|\b(?:let'?s|lets|can (?:we|i)|i (?:want|wanna|need) to|please|just) "
    r"(?:start|begin) (?:again|fresh|anew|from (?:scratch|the (?:start|beginning|top)))\W*$"
    r"|^\W*(?:(?:ok|no|wait|please)[\s,]+)*(?:re-?start|begin again|start (?:again|fresh|anew)"
    r"|reset|from scratch|start from (?:scratch|the beginning))\W*$"
    rf"|{_CLAUSE}(?:reset|re-?start) (?:this|it|everything|the (?:chat|form|request))"
    r"(?=\W*$|[.,;!]|\s+(?:please|pls|now|from)\b)|\bempezar de nuevo\b",
    _FLAGS,
)
_BACK = re.compile(
    r"\b(?:i'?m|i am|im) back\b|\b(?:hi|hey|hello|its me) again\b|\bwhere (?:were|was|did)"
    r" (?:we|i)\b|\bpick up where\b|\b(?:ready to|let'?s|can we|lets|wanna|want to) (?:continue"
    r"|go on|finish|keep going)\b|^\W*(?:continue|go on|resume)\W*$"
    r"|^\W*(?:(?:ok|okay|alright|hi|hey|so)\W+){0,3}back(?: now| again)?\W*$"
    r"|\bya (?:regres[eé]|volv[ií])\b"
    r"|^\W*(?:(?:ok|okay|alright|so|now|you can)\W+){0,3}send(?: (?:it|this))?(?: now)?\W*$",
    _FLAGS,
)
_CHANGE = re.compile(
    r"\b(?:change|edit|fix|update|modify|redo)\b|\bcorrect (?:my|the|that|this|it)\b"
    r"|\b(?:is|are|that'?s|it'?s) (?:all )?(?:wrong|incorrect|not right|not correct)\b"
    r"|\b(?:no est[aá] bien|est[aá] mal|(?:quiero|necesito|puede|podr[ií]a) cambiar)\b",
    _FLAGS,
)

_CALLBACK = re.compile(
    r"\b(?:(?:can|could|have|get|let|want|need)\s+(?:someone|somebody|a person|a human|you|u|y'?all"
    r"|you guys|staff)(?: to)?|just|please just|rather (?:you|u))"
    r"\s+(?:just |please )*(?:call|ring|phone|text) me\b",
    _FLAGS,
)
_TIRED = re.compile(
    r"\btoo (?:much|many) (?:typing|questions|work)\b|\b(?:hate|tired of|sick of|can'?t do"
    r"|don'?t want|no time for)\b[^.]{0,20}\b(?:typing|questions)\b",
    _FLAGS,
)
_WHILE = r"(?:sec(?:ond)?s?|moment|min(?:ute)?s?|momento|momentito|segundo)"
_PAUSES = re.compile(
    r"^\W*(?:(?:ok|okay|oh|ugh|sorry|oops|please|pls|just|can you|gimme|give me|un|wait)\b\W*){0,4}"
    rf"(?:(?:hang|hold) (?:on|up)|(?:one|1|a|quick|un)? ?{_WHILE}|be right back|brb|espera)"
    r"(?:\W+(?:a|one|un|sec|second|moment|min|minute|minutes|my|the|our|is|are|s|at|on|in|to|for|i"
    r"|i'?m|me|it|kids?|bab(?:y|ies)|sons?|daughters?|toddlers?|dogs?|cats?|door|doorbell|phone|boss"
    r"|husband|wife|mom|customers?|someone|somebody|someone's|somebody's|ringing|rings?|rang|crying"
    r"|screaming|fighting|barking|calling|yelling|here|work|busy|driving|cooking|oven|food|need|needs"
    r"|gotta|have|let|get|grab|check|answer|find|look|real|quick|be|right|back|brb|please|pls|por|favor|sorry"
    r"|thanks|while|up|just|woke|this|that|and|because|cuz)\b){0,14}\W*$",
    _FLAGS,
)
"""Only asks to wait, perhaps with the reason: "hang on, dog at the door"."""

_CALLS_THEMSELVES = re.compile(
    r"^\W*(?:(?:ok|okay|no|nah|well|actually|um+|hm+|so|thanks|thank you|then|sorry|mejor)\b"
    r"\W{0,9}){0,4}(?:(?:(?:i'?d|i would) (?:(?:much|really) )?(?:rather|prefer to)"
    r"|i (?:prefer|want) to|i(?:'?ll| will|'?m (?:gonna|going to))|(?:can|could|may) i|let me)"
    r"(?: (?:just|rather|maybe|probably|also|not)){0,2} (?:call|phone|ring)"
    r"|(?:prefiero|prefer(?:ir)?[ií]a|mejor) (?:yo )?(?:llamar(?:l[oe]s)?|llamo)"
    r"|(?:yo )?(?:los|les) llamo)"
    r"(?:\W{1,3}(?:you|u|ya|y'?all|guys|them|it|in|the|clinic|office|myself|directly|instead|then|back"
    r"|tomorrow|today|later|now|on|this|next|morning|afternoon|week|(?:mon|tues|wednes|thurs|fri)day"
    r"|saturday|when|i|can|get|a|chance|please|thanks|thank|if|that'?s|ok|okay|better|yo|mañana"
    r"|gracias)){0,10}[^\w]*$",
    _FLAGS,
)
"""Wants to call the clinic rather than to leave anything here."""


@dataclass(frozen=True)
class Signals:
    """Which signals a message carries."""

    affirm: bool = False
    deny: bool = False
    skip: bool = False
    why: bool = False
    cancel: bool = False
    cancel_request: bool = False
    """Names the request itself: it is meant also after it was sent."""
    after_all: bool = False
    """Wants what was taken back."""
    later: bool = False
    asks_left: bool = False
    """Asks what is still open, or whether the request has arrived."""
    asks_arrived: bool = False
    """Asks nothing else than whether the request has arrived."""
    keeps_back: bool = False
    """Wants the request not sent, or not yet."""
    wants_change: bool = False
    start_over: bool = False
    back: bool = False
    """Is here again after a rest."""
    pauses: bool = False
    """Asks to wait for a moment."""
    calls_themselves: bool = False
    """Will call the clinic rather than be called."""
    wants_callback: bool = False
    """Wants to be called rather than to go on typing."""
    tired: bool = False
    """Finds the questions too many."""


def read_answer(text: str) -> str | None:
    """ "yes", "no", or None when the message is neither."""
    if _CORRECTS.match(text):
        return None
    if _NO.match(text) and not _NOT_NO.match(text):
        return "no"
    if _YES.match(text) and not _NOT_YES.search(text):
        return "yes"
    return None


def read_signals(text: str) -> Signals:
    """Read all signals of one message; most messages carry none or one."""
    answer, keeps, back = read_answer(text), _KEEPS.match(text), _KEEPS_BACK.search(text)
    calls = bool(_CALLS_THEMSELVES.match(text))
    sends = bool(keeps and (keeps["sends"] or keeps["too"]))
    arrived, tired = bool(_ARRIVED.match(text)), bool(_TIRED.search(text))
    return Signals(
        affirm=(answer == "yes" or sends) and not (back or arrived),
        deny=(answer == "no" and not sends) or bool(back),
        skip=bool(_SKIP.search(text)),
        why=bool(_WHY.search(text)),
        cancel=_cancels(text) and not keeps,
        cancel_request=bool(_CANCEL_REQUEST.search(text)),
        after_all=bool(keeps or _AFTER_ALL.search(text)),
        later=bool(_LATER.search(text) or (back and back["later"])),
        asks_left=arrived or bool(_LEFT.search(text)),
        asks_arrived=arrived,
        keeps_back=bool(back),
        wants_change=bool(_CHANGE.search(text) or read_replaces(text).ask),
        back=bool(_BACK.search(text)),
        pauses=bool(_PAUSES.match(text)),
        calls_themselves=calls,
        start_over=bool(_START_OVER.search(text)),
        wants_callback=tired or bool(_CALLBACK.search(text)),
        tired=tired,
    )


def _cancels(text: str) -> bool:
    """Whether the request is stopped, and no detail of it ("wrong number, delete it")."""
    if _CANCEL.search(text) or _CANCEL_REQUEST.search(text):
        return True
    return bool(_DELETES.search(text)) and not field_in(text)
