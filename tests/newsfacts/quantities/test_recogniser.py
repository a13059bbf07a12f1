"""Tables by phenomenon. A quantity is written `text | kind | value or low..high | modifier | unit or currency`."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from newsfacts.quantities import Found, recognise

Recognise = Callable[[str], list[Found]]


def written(found: Found) -> str:
    quantity = found.quantity
    value = f"{quantity.value:g}" if quantity.value is not None else f"{quantity.low:g}..{quantity.high:g}"
    unit = quantity.unit and (quantity.unit.currency or quantity.unit.name)
    parts = [
        quantity.text,
        quantity.kind,
        value,
        quantity.modifier if quantity.modifier != "exactly" else "",
        unit or "",
    ]
    return " | ".join(parts).rstrip(" |")


def rows(table: str) -> list[object]:
    """Each block of a table is a phenomenon's name, a sentence and its quantities, one a line."""
    made = []
    for block in table.strip().split("\n\n"):
        name, sentence, *expected = block.split("\n")
        made.append(pytest.param(sentence, [line.strip() for line in expected], id=name.strip("# ")))
    return made


NUMERALS = """
# thousands
The fund fed 1,234,567 pupils.
  1,234,567 | count | 1.23457e+06

# spelled out
One hundred and twenty-three thousand voters queued.
  One hundred and twenty-three thousand | count | 123000

# without "and"
They sold two million three hundred thousand copies.
  two million three hundred thousand | count | 2.3e+06

# words and digits
It shelters 12 thousand and 305 families.
  12 thousand and 305 | count | 12305

# half of a magnitude
Two and a half million trees were planted.
  Two and a half million | count | 2.5e+06

# half a magnitude
The flood displaced half a million villagers.
  half a million | count | 500000

# a magnitude and a half
A million and a half visitors came.
  A million and a half | count | 1.5e+06

# dozens counted
Police seized two dozen rifles and half a dozen boats.
  two dozen | count | 24
  half a dozen | count | 6

# lakh crore
The budget is Rs 3 lakh crore.
  Rs 3 lakh crore | money | 3e+12 |  | INR

# spaces between thousands
The mine employs 12 500 workers.
  12 500 | count | 12500

# stray space after the separator
The mine employs 12, 500 workers.
  12, 500 | count | 12500

# stray space before the separator
The mine employs 12 ,500 workers.
  12 ,500 | count | 12500

# line break before the magnitude
The dam cost $2.5
million.
  $2.5
million | money | 2.5e+06 |  | USD

# abbreviated magnitude before a plural
The app has 5m users and 20k reviews.
  5m | count | 5e+06
  20k | count | 20000

# not a magnitude before a singular
Workers dug a 600m tunnel.
  600m | measure | 600 |  | metre
"""

VAGUE = """
# dozens
Dozens of boats sank.
  Dozens | count | 12 | magnitude

# nested
Tens of thousands of fans sang.
  Tens of thousands | count | 10000 | magnitude

# several hundred
Several hundred nurses marched.
  Several hundred | count | 100 | magnitude

# with a currency
The storm cost hundreds of millions of dollars.
  hundreds of millions of dollars | money | 1e+08 | magnitude | USD

# a couple
The talks took a couple of days.
  a couple of days | duration | 2 | approximately | day

# a handful
A handful of shops opened.
  A handful | count | 5 | magnitude
"""

SHARES = """
# two-thirds
Two-thirds of the crop was lost.
  Two-thirds | ratio | 0.666667

# more than half
More than half of the seats are empty.
  More than half | ratio | 0.5 | more_than

# a third of
A third of the wells ran dry.
  A third | ratio | 0.333333

# vulgar fraction
About 1/3 of members voted.
  About 1/3 | ratio | 0.333333 | approximately

# one in five
One in five children is underweight.
  One in five | ratio | 0.2

# out of
Nine out of 10 doctors agreed.
  Nine out of 10 | ratio | 0.9

# in every
Four in every five pupils passed; 25 out of every 100 won.
  Four in every five | ratio | 0.8
  25 out of every 100 | ratio | 0.25

# times more
The new line carries three times more freight.
  three times | ratio | 3

# occasions
He was arrested three times.
  three | count | 3

# twice as many
Twice as many cases were found.
  Twice | ratio | 2

# fold
Prices saw a tenfold rise.
  tenfold | ratio | 10

# the half of a match
In the second half the team tired.
"""

RANGES = """
# unit and magnitude written once
The bridge will cost $25-35 million.
  $25-35 million | money | 2.5e+07..3.5e+07 | between | USD

# between
Between five and six boats left.
  Between five and six | count | 5..6 | between

# between, of words that "and" could join
They expect between one hundred and two hundred guests.
  between one hundred and two hundred | count | 100..200 | between

# to
Losses vary from 40 to 70 percent.
  40 to 70 percent | percent | 40..70 | between | percent

# or
It takes two or three days.
  two or three days | duration | 2..3 | between | day

# dash before a plural noun
Some 5-7 people were in the hut.
  Some 5-7 | count | 5..7 | between

# a margin
The plate measures 5 ± 2 mm.
  5 ± 2 mm | measure | 3..7 | between | millimetre

# a change is two figures
Sales rose from 8 million to 28 million.
  8 million | count | 8e+06
  28 million | count | 2.8e+07

# a change with the unit written once
Output fell from 30 to 20 percent.
  30 | percent | 30 |  | percent
  20 percent | percent | 20 |  | percent

# a list with the unit written once
Prices rose by 5 and 10 percent.
  5 | percent | 5 |  | percent
  10 percent | percent | 10 |  | percent

# score
The visitors won 3-1 on Sunday.
  3-1 | score | 3..1

# score of two names
Yankees 5, Red Sox 3
  5, Red Sox 3 | score | 5..3

# rising score near a match word
The hosts lost the match 1-2 on Sunday.
  1-2 | score | 1..2
"""

BOUNDS = """
# about
About 150 troops left.
  About 150 | count | 150 | approximately

# or so
Some 30 or so goats were sold.
  Some 30 or so | count | 30 | approximately

# nearly
Nearly 60 percent agreed.
  Nearly 60 percent | percent | 60 | approximately | percent

# over
Over 470 homes burned.
  Over 470 | count | 470 | more_than

# just over
Just over 5 km remain.
  Just over 5 km | measure | 5 | more_than | kilometre

# no fewer than
No fewer than 20 ships waited.
  No fewer than 20 | count | 20 | at_least

# plus sign
The choir has 500+ singers.
  500+ | count | 500 | at_least

# up to
Up to 630,000 tonnes were lost.
  Up to 630,000 tonnes | measure | 630000 | at_most | tonne

# as a maximum
Rates reached 50 per cent, as a maximum.
  50 per cent, as a maximum | percent | 50 | at_most | percent

# under
The trip takes under 3 hours.
  under 3 hours | duration | 3 | less_than | hour

# a verb stays outside
Debt exceeded $3 billion.
  $3 billion | money | 3e+09 | more_than | USD

# only
Only 12 seats are left.
  12 | count | 12
"""

MONEY = """
# marks and magnitudes
It raised $3bn, £1.2m and €500k.
  $3bn | money | 3e+09 |  | USD
  £1.2m | money | 1.2e+06 |  | GBP
  €500k | money | 500000 |  | EUR

# local marks
They paid Sh60 million, SR24 million, GH₵300 and R120 000.
  Sh60 million | money | 6e+07 |  | KES
  SR24 million | money | 2.4e+07 |  | SAR
  GH₵300 | money | 300 |  | GHS
  R120 000 | money | 120000 |  | ZAR

# code first
India gave USD 2.5 million.
  USD 2.5 million | money | 2.5e+06 |  | USD

# names after
He owes 500 euros and 60 million Kenyan shillings.
  500 euros | money | 500 |  | EUR
  60 million Kenyan shillings | money | 6e+07 |  | KES

# country before the name
It needs 1.6 billion US dollars and 300 American dollars.
  1.6 billion US dollars | money | 1.6e+09 |  | USD
  300 American dollars | money | 300 |  | USD

# coins are counted in coins
Bread rose by 30p.
  30p | money | 30 |  | GBP

# mark and name
He won $5 million dollars.
  $5 million dollars | money | 5e+06 |  | USD

# per year
She earns $5 million a year.
  $5 million a year | money | 5e+06 |  | USD

# the verb, not the currency
Of the boats only 12 won prizes.
  12 | count | 12
"""

MEASURES = """
# fused
The camp is 40km (25 miles) away.
  40km | measure | 40 |  | kilometre
  25 miles | measure | 25 |  | mile

# hyphen
A 600-metre tunnel opened.
  600-metre | measure | 600 |  | metre

# temperature
It was -4°C in the valley and 21.0 degrees Celsius on the coast.
  -4°C | measure | -4 |  | degree celsius
  21.0 degrees Celsius | measure | 21 |  | degree celsius

# a bare C where it is hot
The heat reached 38C on Monday.
  38C | measure | 38 |  | degree celsius

# below zero
The town froze at 12 degrees below zero.
  12 degrees below zero | measure | -12 |  | degree

# compound
The guard is 5ft 10in tall and ran for 1 hour and 30 minutes.
  5ft 10in | measure | 5.83333 |  | foot
  1 hour and 30 minutes | duration | 1.5 |  | hour

# a unit and a half
It took a year and a half.
  a year and a half | duration | 1.5 |  | year

# half a unit
They waited half an hour.
  half an hour | duration | 0.5 |  | hour

# pounds of weight
The calf weighs 90 pounds.
  90 pounds | measure | 90 |  | pound

# pounds of money
The fine is 90 pounds.
  90 pounds | money | 90 |  | GBP

# "in" is a preposition
They sold 50,000 in March.
  50,000 | count | 50000

# speed
The wind blew at 90 km/h.
  90 km/h | measure | 90 |  | kilometre per hour

# percentage points
Rates rose by 25 basis points.
  25 basis points | percent | 25 |  | basis point

# square metres
They own 5,000 m2 of land.
  5,000 m2 | measure | 5000 |  | square metre

# prefixed symbols
The plant makes 16 GWh from 5 MW.
  16 GWh | measure | 16 |  | gigawatt-hour
  5 MW | measure | 5 |  | megawatt

# what is counted is no unit
The farm has 300 llamas.
  300 | count | 300
"""

RATES = """
# counted things per day
Around 4000 people per day use the ferry.
  Around 4000 people per day | rate | 4000 | approximately | per day

# a day
The clinic sees 200 patients a day.
  200 patients a day | rate | 200 |  | per day

# unit per hour
Fire took 111.6 hectares per hour.
  111.6 hectares per hour | rate | 111.6 |  | hectare per hour

# per so many
There were 15 deaths per 100,000 people.
  15 deaths per 100,000 people | rate | 15 |  | per 100,000 people

# not a rate
Police freed two men a day later.
  two | count | 2
"""

AGES = """
# year-old
A 20-year-old singer won.
  20-year-old | age | 20 |  | year

# aged
The boy, aged five, swam.
  five | age | 5 |  | year

# in brackets
Maria Lopez (26) and John Smith (23) were hurt.
  26 | age | 26 |  | year
  23 | age | 23 |  | year

# in commas
John Smith, 45, was elected.
  45 | age | 45 |  | year

# between two ages
The singers are aged between 18 and 25.
  between 18 and 25 | age | 18..25 | between | year

# a range of ages
It is for children aged 5 to 10.
  5 to 10 | age | 5..10 | between | year

# a list of ages
Her sons, aged 12, 14 and 17, sing.
  12 | age | 12 |  | year
  14 | age | 14 |  | year
  17 | age | 17 |  | year

# months
She has a 6-month-old baby.
  6-month-old | age | 6 |  | month
"""

NONE = """
# a dateline
Nov. 12 (Reuters) - It rained.

# dates
On 12 September 2018, on September 3 and on July 5, 2020 it rained.

# years
In 2019 and since 1949 the 2018 rules held; the 1990s were dry.

# a span of days
The fair runs from 5 to 7 June and September 12-14.

# numeric dates
It opened on 12/05/2021 and closed on 2021-07-25.

# clock times
It began at 6pm, at 6:30 am, at 18:00 and at half past five.

# year in words
Nineteen eighty-four was a hot year.

# ordinals
The 5th runner came twenty-first.

# names with letters
The G7 discussed BA.5, COVID-19, the F-16 and the A320.

# names with numbers
World War 2 and Resolution 2254 were cited under Section 256.

# names of products
The Boeing 737 landed.

# addresses
See https://example.org/2022/6/9/story-25 or write to desk24@example.org.

# phones
Call +27 21 555 1234 or 0800 123 456 or 555-123-4567.

# pairs that are no fraction
The 9/11 inquiry worked 24/7.

# broken digits
The codes are 007 and 1,2,3.

# no one
No one came to the meeting.
"""


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        row
        for table in (NUMERALS, VAGUE, SHARES, RANGES, BOUNDS, MONEY, MEASURES, RATES, AGES, NONE)
        for row in rows(table.replace("$2.5\nmillion", "$2.5\rmillion"))
    ],
)
def test_sentence(sentence: str, expected: list[str], found: Recognise) -> None:
    text = sentence.replace("\r", "\n")
    assert [written(one).replace("\n", "\r") for one in found(text)] == expected


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        pytest.param("The council will spend $5 million.", "USD", id="no country"),
        pytest.param("AUCKLAND - The council will spend $5 million.", "NZD", id="dateline"),
        pytest.param("Ministers in Canada met. Canadians will get $5 million.", "CAD", id="most named"),
        pytest.param("BAGHDAD - Iraq will get $5 million.", "USD", id="a country without dollars"),
        pytest.param("KAMPALA - Uganda will pay Sh5 million.", "UGX", id="shillings"),
        pytest.param("KARACHI - Pakistan will pay Rs500.", "PKR", id="rupees"),
        pytest.param("CAIRO - Egypt will pay 500 pounds.", "EGP", id="pounds"),
        pytest.param("AMMAN - Jordan will pay 500 dinars.", "JOD", id="no default"),
        pytest.param("ABUJA - Nigeria will pay N500.", "NGN", id="a letter at home"),
    ],
)
def test_currency_is_that_of_the_article(text: str, currency: str, found: Recognise) -> None:
    units = [one.quantity.unit for one in found(text)]
    assert [unit and unit.currency for unit in units] == [currency]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The room is 5 by 10 metres.", ["5 | measure | 5 |  | metre", "10 metres | measure | 10 |  | metre"]
        ),
        pytest.param(
            "The box is 5 x 3 x 2 cm.",
            [
                "5 | measure | 5 |  | centimetre",
                "3 | measure | 3 |  | centimetre",
                "2 cm | measure | 2 |  | centimetre",
            ],
        ),
        pytest.param("They made 256 for 4 in the first innings.", ["256 for 4 | score | 256..4"]),
        pytest.param("Three in ten people agree.", ["Three in ten | ratio | 0.3"]),
        pytest.param("He scored two in three matches.", ["two | count | 2", "three | count | 3"]),
        pytest.param("Speeds rose by over 2.5 times.", ["over 2.5 times | ratio | 2.5 | more_than"]),
        pytest.param(
            "The margin is plus or minus six points, or -6%.",
            ["six | count | 6", "-6% | percent | -6 |  | percent"],
        ),
        pytest.param("The vote drew people aged 18-34.", ["18-34 | age | 18..34 | between | year"]),
        pytest.param("Sales grew by a factor of five.", ["five | ratio | 5"]),
        pytest.param("It pays $5-$10.", ["$5-$10 | money | 5..10 | between | USD"]),
        pytest.param("It costs 5 dollars and 50 cents.", ["5 dollars and 50 cents | money | 5.5 |  | USD"]),
        pytest.param("It costs 3 euros 20 cents.", ["3 euros 20 cents | money | 3.2 |  | EUR"]),
        pytest.param("It costs 500 Czech crowns.", ["500 Czech crowns | money | 500 |  | CZK"]),
        pytest.param("Two crowns were stolen.", ["Two | count | 2"]),
        pytest.param("It costs 500 zloty.", ["500 zloty | money | 500 |  | PLN"]),
        pytest.param(
            "Prices: 5$ 10$ 15$.", ["5$ | money | 5 |  | USD", "10$ | money | 10 |  | USD", "15$ | money | 15 |  | USD"]
        ),
        pytest.param("Sizes 5 $ 100.", ["5 | count | 5", "$ 100 | money | 100 |  | USD"]),
        pytest.param("The sky holds 3e5 stars.", ["3e5 | count | 300000"]),
        pytest.param("It weighs 5.9 x 10^24 kg.", ["5.9 x 10^24 kg | measure | 5.9e+24 |  | kilogram"]),
        pytest.param("It is 4 × 10⁻³ metres long.", ["4 × 10⁻³ metres | measure | 0.004 |  | metre"]),
        pytest.param("The loss was -3.5 overall.", ["-3.5 | count | -3.5"]),
        pytest.param(
            "It makes between 1 kilowatt (kW) and 60kW.",
            ["between 1 kilowatt (kW) and 60kW | measure | 1..60 | between | kilowatt"],
        ),
        pytest.param(
            "Oxley recorded 12mm, Batlow 8.4mm, Tumut 0.6 and so on.",
            [
                "12mm | measure | 12 |  | millimetre",
                "8.4mm | measure | 8.4 |  | millimetre",
                "0.6 | measure | 0.6 |  | millimetre",
            ],
        ),
    ],
)
def test_joined_figures(text: str, expected: list[str], found: Recognise) -> None:
    assert [written(one) for one in found(text)] == expected


def test_given_country_decides(parse: Callable[[str], Doc]) -> None:
    (one,) = recognise(parse("The council will spend $5 million."), country="AU")
    assert one.quantity.unit is not None
    assert one.quantity.unit.currency == "AUD"


def test_a_letter_abroad_is_no_money(found: Recognise) -> None:
    assert [one.quantity.kind for one in found("The N500 road is closed.")] == []


def test_tokens_and_characters_agree(parse: Callable[[str], Doc]) -> None:
    doc = parse("At least 40km of road and about 2.5 million homes were lost, 20-year-old Anna said.")
    for one in recognise(doc):
        quantity = one.quantity
        assert doc.text[quantity.start : quantity.end] == quantity.text
        assert doc[one.first].idx <= quantity.start < quantity.end <= doc[one.last - 1].idx + len(doc[one.last - 1])
        assert one.first <= one.anchor < one.last
        assert quantity.start <= one.number[0] < one.number[1] <= quantity.end


def test_anchor_is_the_head_of_the_numeral(parse: Callable[[str], Doc]) -> None:
    doc = parse("They built 2.5 million homes.")
    (one,) = recognise(doc)
    assert doc[one.anchor].text == "million"


def test_a_paragraph_break_ends_a_numeral(found: Recognise) -> None:
    assert [one.quantity.value for one in found("They sold 5\n\nmillion of them. It was 12\n\n500 more.")] == [
        5,
        12,
        500,
    ]
