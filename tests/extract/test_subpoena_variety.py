"""Many ways of telling one thing: who was served. Each group varies a construction; none of the texts is a model for a
pattern's own examples."""

from __future__ import annotations

from typing import Any

import pytest

ICE = "U.S. Immigration and Customs Enforcement"
BEND = "Bend Police Department"
LANE = "Lane County Sheriff's Office"
POLK = "Polk County Sheriff's Office"
DMV = "Colorado Division of Motor Vehicles"

ACTIVE = {
    "ICE quietly served two subpoenas last week on the Bend Police Department in Oregon.": {BEND: 2},
    "Deportation officers with ICE hand-delivered a subpoena Tuesday to the Lane County Sheriff's Office in Oregon.": {
        LANE: None
    },
    "ICE said on Friday that it had issued three immigration subpoenas to the Bend Police Department in Oregon.": {
        BEND: 3
    },
    "On Monday, ICE agents slapped the Bend Police Department in Oregon with a pair of subpoenas.": {BEND: 2},
    "ICE's Portland field office faxed a subpoena to the Lane County Sheriff's Office in Oregon.": {LANE: None},
    "ICE served what it called an immigration enforcement subpoena on the Bend Police Department in Oregon.": {
        BEND: None
    },
    "U.S. Immigration and Customs Enforcement has subpoenaed booking records from the Lane County Sheriff's Office "
    "in Oregon.": {LANE: None},
    "ICE mailed the Lane County Sheriff's Office in Oregon five subpoenas.": {LANE: 5},
    "The feds served a subpoena on the Bend Police Department in Oregon, and ICE confirmed it.": {BEND: None},
    "ICE upped the ante by serving the Bend Police Department in Oregon with four subpoenas.": {BEND: 4},
    "An officer of ICE served upon the Lane County Sheriff's Office in Oregon an administrative subpoena.": {
        LANE: None
    },
    "ICE demanded jail logs from the Lane County Sheriff's Office in Oregon through an administrative subpoena.": {
        LANE: None
    },
}
PASSIVE = {
    "The Bend Police Department in Oregon was served Tuesday with an ICE subpoena.": {BEND: None},
    "The Bend Police Department in Oregon got hit with two ICE subpoenas in one week.": {BEND: 2},
    "The Bend Police Department in Oregon has been subpoenaed by ICE for the second time.": {BEND: None},
    "The Lane County Sheriff's Office in Oregon found itself on the receiving end of an ICE subpoena.": {LANE: None},
    "Two ICE subpoenas were addressed to the Lane County Sheriff's Office in Oregon.": {LANE: 2},
    "ICE subpoenas went out last week to the Lane County Sheriff's Office in Oregon.": {LANE: None},
    "A subpoena bearing the seal of ICE landed on the desk of the Lane County Sheriff's Office in Oregon.": {
        LANE: None
    },
    "The subpoenas, which ICE issued on Feb. 3, were directed to the Lane County Sheriff's Office in Oregon.": {
        LANE: None
    },
    "An immigration subpoena seeking two addresses, served on the Bend Police Department in Oregon in January, came "
    "from ICE.": {BEND: None},
    "Three subpoenas were delivered by ICE to the front counter of the Bend Police Department in Oregon.": {BEND: 3},
    "The Bend Police Department in Oregon is among the recipients of ICE subpoenas.": {BEND: None},
    "The Bend Police Department in Oregon was handed a subpoena signed by an ICE supervisor.": {BEND: None},
}
RECEIVED = {
    "The Bend Police Department in Oregon confirmed that it received a subpoena from ICE.": {BEND: None},
    "The Bend Police Department in Oregon, a spokeswoman said, received two ICE subpoenas.": {BEND: 2},
    "A spokesman for the Lane County Sheriff's Office in Oregon said it got one subpoena from ICE.": {LANE: 1},
    "The Lane County Sheriff's Office in Oregon acknowledged receipt of an ICE subpoena.": {LANE: None},
    "The Lane County Sheriff's Office, in Oregon, was the first in the state to get an ICE subpoena.": {LANE: None},
    "Receipt of an ICE subpoena was confirmed by the Bend Police Department in Oregon.": {BEND: None},
    "The service of an ICE subpoena on the Bend Police Department in Oregon came as a surprise.": {BEND: None},
    "The Bend Police Department in Oregon has received a demand in the form of an ICE subpoena.": {BEND: None},
    "It took the Bend Police Department in Oregon a week to answer the subpoena that ICE sent it.": {BEND: None},
    "The subpoena that the Bend Police Department in Oregon received from ICE asks for one name.": {BEND: None},
    "An ICE subpoena reached the Lane County Sheriff's Office in Oregon on Feb. 3.": {LANE: None},
    "The Lane County Sheriff's Office in Oregon handed ICE four files in response to subpoenas served last week.": {
        LANE: None
    },
}
POINTING = {
    "ICE sent out a subpoena on Monday. The demand went to the Bend Police Department in Oregon.": {BEND: None},
    "ICE sent out a subpoena on Monday. The recipient was the Bend Police Department in Oregon.": {BEND: None},
    "ICE wrote to the Bend Police Department in Oregon. It received a subpoena on Monday.": {BEND: None},
    "“We received an ICE subpoena on Monday,” said Ana Example of the Bend Police Department in Oregon.": {BEND: None},
    "ICE named the Lane County Sheriff's Office and the Bend Police Department in Oregon. Both got a subpoena.": {
        BEND: None,
        LANE: None,
    },
    "ICE named the Lane County Sheriff's Office and the Bend Police Department in Oregon. Each received two "
    "subpoenas.": {BEND: 2, LANE: 2},
    "The Lane County Sheriff's Office in Oregon has read its mail. The department was served with an ICE subpoena.": {
        LANE: None
    },
    "Polk County, Oregon, is small. Sheriff Ana Example was served with an ICE subpoena on Monday.": {
        "Polk County, Oregon": None
    },
    "The Polk County Sheriff's Office in Oregon spoke up. Sheriff Ana Example received an ICE subpoena on Monday.": {
        POLK: None
    },
    "ICE served the Lane County Sheriff's Office in Oregon with a subpoena. The Bend Police Department got another.": {
        LANE: None,
        BEND: 1,
    },
    "ICE served the Lane County Sheriff's Office in Oregon with a subpoena. So was the Bend Police Department.": {
        LANE: None,
        BEND: None,
    },
    "I am the sheriff of Polk County, Oregon. On Monday a federal officer handed my front desk an ICE subpoena.": {
        "Polk County, Oregon": None
    },
}
LISTS = {
    "ICE served subpoenas on the sheriffs of Lane and Polk counties in Oregon.": {
        "Lane County, Oregon": None,
        "Polk County, Oregon": None,
    },
    "ICE subpoenaed police in Bend, Salem and Eugene, Oregon.": {
        "Bend, Oregon": None,
        "Salem, Oregon": None,
        "Eugene, Oregon": None,
    },
    "In Oregon, ICE served the Lane County Sheriff's Office with two subpoenas and the Bend Police Department with "
    "one.": {LANE: 2, BEND: 1},
    "In Oregon, the Lane County Sheriff's Office got three ICE subpoenas, the Bend Police Department two.": {
        LANE: 3,
        BEND: 2,
    },
    "ICE issued three subpoenas in Oregon: two to the Lane County Sheriff's Office, one to the Bend Police "
    "Department.": {LANE: 2, BEND: 1},
    "ICE subpoenas, Oregon, 2020\n\n* Lane County Sheriff's Office: two, Feb. 3\n* Bend Police Department: one, "
    "Feb. 4": {LANE: 2, BEND: 1},
    "ICE served five subpoenas in Oregon. Three went to the Lane County Sheriff's Office and two to the Bend Police "
    "Department.": {LANE: 3, BEND: 2},
    "ICE wrote to the Lane County Sheriff's Office and the Bend Police Department in Oregon about subpoenas. The two, "
    "along with the Polk County Sheriff's Office, were served on Monday.": {LANE: None, BEND: None, POLK: None},
    "ICE has served two agencies in Oregon, the Lane County Sheriff's Office and the Bend Police Department, with "
    "subpoenas.": {LANE: None, BEND: None},
    "The Lane County Sheriff's Office in Oregon refused an ICE subpoena. The Bend Police Department, served the same "
    "week, complied.": {LANE: None, BEND: None},
}
BACKGROUND = {
    "The United States asked a judge to enforce two subpoenas that ICE served on the Lane County Sheriff's Office in "
    "Oregon.": {LANE: 2},
    "Lane County Sheriff in Oregon to defy ICE subpoena": {LANE: None},
    "The Lane County Sheriff's Office in Oregon has yet to say whether it will answer. ICE served the subpoenas last "
    "Friday, seeking two files.": {LANE: None},
    "The Lane County Sheriff's Office in Oregon, which received an ICE subpoena in January, has hired counsel.": {
        LANE: None
    },
    "The Lane County Sheriff's Office in Oregon fought an ICE subpoena last year.": {LANE: None},
    "The Lane County Sheriff's Office in Oregon never answered the ICE subpoena.": {LANE: None},
}


@pytest.mark.parametrize(
    ("text", "want"),
    [pair for group in (ACTIVE, PASSIVE, RECEIVED, POINTING, LISTS, BACKGROUND) for pair in group.items()],
)
def test_who_was_served(bench: Any, text: str, want: dict[str, int | None]) -> None:
    told = bench.read(text).subpoenas()
    assert sorted(t["servedOn"] for t in told) == sorted(want)
    assert {t["servedOn"]: t["count"] for t in told} == want
    assert {t["issuedBy"] for t in told} == {ICE}


@pytest.mark.parametrize(
    "text",
    [
        "ICE served subpoenas on Bend restaurants in Oregon.",
        "ICE served a subpoena on a Bend dairy in Oregon.",
        "ICE subpoenaed the payroll of a farm near Bend, Oregon.",
        "A Bend police officer in Oregon was served with an ICE subpoena over his divorce.",
        "The company said it received a subpoena from ICE. The Bend Police Department in Oregon watched.",
        "ICE could serve the Bend Police Department in Oregon with subpoenas next.",
        "ICE is weighing subpoenas to the Bend Police Department in Oregon.",
        "The Bend Police Department in Oregon will fight any ICE subpoena.",
        "The Bend Police Department in Oregon has not been served, ICE said of its subpoenas.",
        "The Bend Police Department in Oregon asked what an ICE subpoena is.",
        "The Bend Police Department in Oregon received nothing from ICE, and no subpoena.",
        "If ICE serves the Bend Police Department in Oregon with a subpoena, it will call a lawyer.",
        "The county issued a subpoena to the Bend Police Department in Oregon; ICE had no part in it.",
        "A grand jury has subpoenaed the Bend Police Department in Oregon. The subpoena was served on Friday. ICE is a "
        "tenant of the city.",
        "The Bend Police Department in Oregon served soup. ICE has subpoena power.",
        "THE CLAIM\n\nICE just served the Bend Police Department in Oregon with 12 subpoenas.",
        "The Bend Police Department in Oregon got two vans in January. ICE got four.",
        "Subpoenas are what ICE would rather not use, the Bend Police Department in Oregon was told.",
        "ICE has subpoenaed nobody in Bend, Oregon.",
        "Nobody at the Bend Police Department in Oregon has seen an ICE subpoena.",
    ],
)
def test_nobody_was_served(bench: Any, text: str) -> None:
    assert bench.read(text).recipients() == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("ICE served two subpoenas on Denver. Denver was served with two subpoenas.", 1),
        ("ICE subpoenas Denver\n\nICE served two subpoenas on the Denver Sheriff Department on Monday.", 1),
        ("ICE subpoenas Oregon police\n\nICE served two subpoenas on the Bend Police Department on Monday.", 1),
        ("DHS subpoenaed Denver on Feb. 3. ICE served the subpoena on Denver on Feb. 3.", 1),
        ("ICE subpoenaed Denver on Jan. 13. ICE subpoenaed Denver again on Feb. 3.", 2),
        ("ICE served a subpoena on Denver on Jan. 13. A second subpoena was served on Denver on Feb. 3.", 2),
        ("ICE served subpoenas on the Lane County Sheriff's Office in Oregon. The Lane County Jail got them.", 1),
    ],
)
def test_one_event_is_told_once(bench: Any, text: str, number: int) -> None:
    assert len(bench.read(text).subpoenas()) == number
