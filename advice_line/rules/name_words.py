"""Words for finding names: titles, particles, short forms, and names that are also plain words."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = _words("""
    mr mrs ms miss mx master dr doctor prof professor sir dame lord lady rev reverend nurse
    sister matron
""")

# Part of a name only beside the rest of it.
PARTICLES = _words("""
    de del della da das dos du di la le van von der den ter bin ibn al el
""")

# As a name they begin with a capital; as the word that everybody uses they do not.
FUNCTION_WORDS = _words("""
    a all am an and any are as at be been but by can did do doctor does example for from go had
    has have he her him his how i if in is it its may me my no not of on or our out patient she
    so test than that the their them then they this to too up us was we were what when who will
    with would yes you your
""")

# Words that stand in clinical text more often than as the name of somebody on the staff.
PLAIN_WORDS = FUNCTION_WORDS | _words("""
    april art august baker ball banks bell best bill black bone bright brook brown case chance
    chase church cook cross crystal dale dawn day dean drew east faith field foot frank gene
    glass glen good grace grant gray green grey guy hand hands head heather hill hope hunter
    iris ivy jack joy june king knight lane little long low mark marsh mason miles moody neck
    noble north nurse olive page park parks pat pearl peel pool poor porter potter power price
    ray rice rich ring rob rod rose ruby sharp short small south spring stone strong sue summer
    swift taylor ward waters wells west white winter wise wood young
""")

# After a colleague's name they make it an eponym, which is no name of anybody here.
EPONYM_NOUNS = (
    "abscess|angle|aneurysm|body|bodies|classification|contracture|criteria|cyst|deformity|disease"
    "|dystrophy|fracture|gland|hernia|index|lesion|ligament|line|lymphoma|nodes?|nodule|palsy|phase"
    "|point|ratio|score|sign|space|syndrome|test|tumou?r|ulcer|view"
)

# Diseases and signs that carry a name.
EPONYMS = _words("""
    Achilles Addison Alzheimer Baker Barrett Barton Behcet Boehler Bohler Brodie Buerger Charcot
    Colles Cobb Crohn Cushing Dandy Down Dupuytren Ewing Felty Galeazzi Gleason Graves Hashimoto
    Hodgkin Horner Huntington Jefferson Kienbock Klatskin Legg Lisfranc Maisonneuve Marfan
    Meckel Meniere Monteggia Morton Osgood Paget Pancoast Parkinson Perthes Peyronie Pott
    Raynaud Salter Scheuermann Schmorl Sever Sjogren Still Sudeck Tillaux Virchow Warthin
    Wegener Whipple Wilms
""")

# Words that begin with a capital because a sentence does.
CAPITALISED_WORDS = _words("""
    A Advised Agreed Also And As At But CT Denies Flat For Friday From Had Has Have He Her His I
    If In Is It Known MR MRI Monday No Not Now On PET Please Recommend Reports Saturday She
    Sunday That The They This Thursday There Tuesday US USS Was We Wednesday Which Will With XR
    You
""")

# What an organisation's name shares with many others.
GENERIC_WORDS = _words("""
    and centre center clinic department foundation general group health healthcare hospital house
    infirmary medical nhs of partnership practice service services surgery the trust unit
""")

# Parts of the body: on their own in an organisation's name they name nobody.
BODY_WORDS = _words("""
    abdomen ankle breast chest elbow heart joint kidney liver pelvis shoulder spine wrist
""")

# What departments of any hospital are called.
DEPARTMENT_WORDS = _words("""
    accident acute admissions ambulatory assessment cardiology care children children's clinical
    day early emergencies emergency ent fracture gynaecology imaging intensive maternity medicine
    musculoskeletal neurology oncology orthopaedic orthopaedics outpatient outpatients paediatric
    paediatrics physiotherapy pregnancy radiology respiratory rheumatology same stroke surgical
    urgent urology walk-in ward women women's x-ray
""")

SHORT_FORMS = dict(
    line.strip().split(": ")
    for line in """
    alexander: alex sandy
    alexandra: alex sandra
    andrew: andy drew
    anthony: tony ant
    antony: tony
    benjamin: ben benny
    catherine: cath cathy kate katie
    charles: charlie chas
    charlotte: lottie charlie
    christine: chris chrissie
    christopher: chris
    daniel: dan danny
    david: dave
    deborah: deb debbie
    dorothy: dot dottie
    edward: ed eddie ted
    elizabeth: liz lizzie beth betty libby eliza
    frederick: fred freddie
    geoffrey: geoff
    gillian: gill
    gregory: greg
    henry: harry
    isabella: bella izzy
    jacqueline: jackie
    james: jim jimmy jamie
    jennifer: jen jenny
    john: jack johnny
    jonathan: jon jonny
    joseph: joe joey
    joshua: josh
    judith: judy
    katherine: kath kathy kate katie
    kenneth: ken kenny
    lawrence: larry
    leonard: len lenny
    margaret: maggie meg peggy madge
    mary: molly polly
    matthew: matt
    michael: mick mike mikey
    mohammed: mo
    muhammad: mo
    nicholas: nick nicky
    nicola: nicky nikki
    oliver: olly ollie
    pamela: pam
    patricia: pat patsy tricia trish
    patrick: pat paddy
    peter: pete
    philip: phil
    rebecca: becky becca
    richard: dick rick ricky
    robert: bob bobby rob robbie bert
    ronald: ron ronnie
    rosemary: rose rosie
    samantha: sam
    samuel: sam sammy
    sandra: sandy
    stephanie: steph
    stephen: steve
    steven: steve
    susan: sue susie
    susannah: sue susie
    terence: terry
    theodore: ted theo
    theresa: terry tess
    thomas: tom tommy
    timothy: tim
    valerie: val
    victoria: vicky tori
    vincent: vince
    walter: wally walt
    william: bill billy liam will willy
    zachary: zac zack
    """.strip().splitlines()
)
