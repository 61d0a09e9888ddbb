"""The parser's layer on one event told in many ways, and on its denials: a table to add to.

Each line was written for the grammar that it shows, not for a frame; those that fail are in no list, and none is left
out for giving a wrong event.
"""

from __future__ import annotations

from typing import Any

import pytest

from kg.extract import Layers

PARSER = Layers(patterns=False, parser=True)
SALEM = "Salem Police Department"
TOLD = [
    "ICE served two subpoenas on the Salem Police Department in Oregon.",
    "ICE has served the Salem Police Department in Oregon with two subpoenas.",
    "In Oregon, ICE served two subpoenas on the Salem Police Department.",
    "On Friday, ICE quietly issued a subpoena to the Salem Police Department in Oregon.",
    "The Salem Police Department in Oregon was served with two subpoenas by ICE.",
    "The Salem Police Department in Oregon, a body of 190 officers, was served with two ICE subpoenas.",
    "The Salem Police Department in Oregon has been sent two subpoenas by ICE.",
    "The Salem Police Department in Oregon received an ICE subpoena.",
    "The Salem Police Department in Oregon, which received an ICE subpoena, did not comment.",
    "An ICE subpoena reached the Salem Police Department in Oregon on Friday.",
    "An ICE subpoena arrived at the Salem Police Department in Oregon on Friday.",
    "Two subpoenas, both from ICE, landed at the Salem Police Department in Oregon.",
    "The subpoenas served on the Salem Police Department in Oregon by ICE are the first of their kind.",
    "The subpoenas that ICE served on the Salem Police Department in Oregon are the first of their kind.",
    "ICE's move came after it served two subpoenas on the Salem Police Department in Oregon.",
    "Critics attacked ICE for serving subpoenas on the Salem Police Department in Oregon.",
    "The mayor said ICE had served subpoenas on the Salem Police Department in Oregon.",
    "The Salem Police Department in Oregon confirmed on Friday that it received a subpoena from ICE.",
    "The Salem Police Department in Oregon said it was subpoenaed by ICE.",
    "Having subpoenaed the Salem Police Department in Oregon, ICE waited.",
    "ICE subpoenaed the Salem Police Department in Oregon for the files of four men.",
    "ICE officers dropped a subpoena at the Salem Police Department in Oregon.",
    "ICE agents delivered two subpoenas to the front desk of the Salem Police Department in Oregon.",
    "ICE agents came to the lobby of the Salem Police Department in Oregon and left a subpoena there.",
    "Service of two ICE subpoenas on the Salem Police Department in Oregon is on record.",
    "The Salem Police Department in Oregon handled two subpoenas from ICE in May.",
    "The Salem Police Department in Oregon complied with the ICE subpoena.",
    "The Salem Police Department in Oregon may fight the subpoena that ICE served on it.",
    "ICE used subpoenas in May. The Salem Police Department in Oregon got such papers in June.",
    "ICE used subpoenas in May. The Salem Police Department in Oregon, served with a like demand, gave in.",
    "ICE used subpoenas in May. It has since served the Salem Police Department in Oregon.",
    "ICE used subpoenas in May. One more, naming a sixth man, went to the Salem Police Department in Oregon.",
    "In Oregon, ICE agents hand-served a subpoena on the Salem Police Department.",
]
# Nothing is told as done; what is done is another's; or what is done is something else.
NOT_TOLD = [
    "ICE may serve two subpoenas on the Salem Police Department in Oregon.",
    "ICE will soon serve the Salem Police Department in Oregon with two subpoenas.",
    "ICE did not serve a subpoena on the Salem Police Department in Oregon.",
    "ICE never issued a subpoena to the Salem Police Department in Oregon.",
    "ICE threatened to issue a subpoena to the Salem Police Department in Oregon.",
    "ICE tried to serve a subpoena on the Salem Police Department in Oregon.",
    "ICE vowed to subpoena the Salem Police Department in Oregon.",
    "ICE refused to say whether it had served a subpoena on the Salem Police Department in Oregon.",
    "Nobody knows if ICE served a subpoena on the Salem Police Department in Oregon.",
    "The Salem Police Department in Oregon has received no subpoena from ICE.",
    "The Salem Police Department in Oregon denied that it had received a subpoena from ICE.",
    "The Salem Police Department in Oregon would answer any subpoena that ICE sends.",
    "The Salem Police Department in Oregon expects to receive a subpoena from ICE.",
    "The Salem Police Department in Oregon might have been served with a subpoena by ICE.",
    "Unless ICE serves the Salem Police Department in Oregon with a subpoena, no file will be shared.",
    "Without a subpoena from ICE, the Salem Police Department in Oregon shares no files.",
    "Did ICE serve a subpoena on the Salem Police Department in Oregon?",
    "ICE wants the court to enforce a subpoena to the Salem Police Department in Oregon.",
    "ICE lawyers sought a subpoena to the Salem Police Department in Oregon.",
    "A judge sent a subpoena to the Salem Police Department in Oregon.",
    "The Senate committee served the Salem Police Department in Oregon with a subpoena.",
    "The Salem Police Department in Oregon served a subpoena on a bank.",
    "A deputy of the Salem Police Department in Oregon served a subpoena on ICE.",
    "Salem's mayor fears that ICE will hit the Salem Police Department in Oregon with subpoenas.",
    "ICE has authority to serve subpoenas on the Salem Police Department in Oregon.",
    "It was not ICE that served a subpoena on the Salem Police Department in Oregon.",
    "ICE almost served a subpoena on the Salem Police Department in Oregon.",
    "What if ICE served a subpoena on the Salem Police Department in Oregon.",
    "The Salem Police Department in Oregon asked ICE for a subpoena.",
    "The Salem Police Department in Oregon insists on a subpoena before it tells ICE anything.",
    "The Salem Police Department in Oregon shares files only under a subpoena from ICE.",
    "ICE promised the Salem Police Department in Oregon that no subpoena would come.",
    "ICE could have served two subpoenas on the Salem Police Department in Oregon but chose not to.",
    "ICE has yet to serve a subpoena on the Salem Police Department in Oregon.",
    "The Salem Police Department in Oregon sent ICE a subpoena.",
    "ICE served a subpoena on an employer near the Salem Police Department in Oregon.",
    "ICE sent the Salem Police Department in Oregon a letter about subpoenas.",
    "A post that many shared says ICE served the Salem Police Department in Oregon with two subpoenas.",
    "A rumor holds that ICE served the Salem Police Department in Oregon with two subpoenas.",
    "ICE thanked the Salem Police Department in Oregon.",
]


@pytest.mark.parametrize("text", TOLD)
def test_told(bench: Any, text: str) -> None:
    reading = bench.read(text, layers=PARSER)
    assert reading.recipients() == [SALEM]
    assert reading.one("Subpoena")["issuedBy"] == "U.S. Immigration and Customs Enforcement"


@pytest.mark.parametrize("text", NOT_TOLD)
def test_not_told(bench: Any, text: str) -> None:
    assert bench.read(text, layers=PARSER).recipients() == []


@pytest.mark.parametrize("text", NOT_TOLD)
def test_both_layers_together_tell_no_more_than_they_should(bench: Any, text: str) -> None:
    """What the patterns alone would not say, the two together do not say either."""
    patterns = bench.read(text, layers=Layers(patterns=True, parser=False)).recipients()
    assert bench.read(text, layers=Layers()).recipients() == patterns


# The recipient is one of several things that a sentence names, or is named in an unusual place: recipient by text.
PLACED = {
    "ICE, which sued Denver in May, served a subpoena on the Salem Police Department in Oregon.": [SALEM],
    "The sheriff told reporters that ICE had served the Salem Police Department in Oregon with two subpoenas.": [SALEM],
    "Unlike Denver, the Salem Police Department in Oregon received a subpoena from ICE.": [SALEM],
    "The Salem Police Department in Oregon received a subpoena from ICE, but Denver did not.": [SALEM],
    "ICE wrote to Denver and served a subpoena on the Salem Police Department in Oregon.": [SALEM],
    "ICE agents served the city's jail in Denver with a subpoena.": ["Denver, Colorado"],
    "After it got a subpoena from ICE, the Salem Police Department in Oregon called Denver.": [SALEM],
    "ICE served subpoenas on Denver and the Salem Police Department in Oregon.": ["Denver, Colorado", SALEM],
}
# How many, where the number stands in an unusual place.
COUNTED = {
    "ICE served at least three subpoenas on the Salem Police Department in Oregon.": 3,
    "ICE served three more subpoenas on the Salem Police Department in Oregon.": 3,
    "Three ICE subpoenas reached the Salem Police Department in Oregon.": 3,
    "The Salem Police Department in Oregon was hit with three ICE subpoenas.": 3,
    "Of the subpoenas that ICE served, three went to the Salem Police Department in Oregon.": 3,
    "ICE served subpoenas for three men on the Salem Police Department in Oregon.": None,
    "ICE served an administrative subpoena on the Salem Police Department in Oregon.": None,
}


@pytest.mark.parametrize(("text", "recipients"), PLACED.items())
def test_placed(bench: Any, text: str, recipients: list[str]) -> None:
    assert bench.read(text, layers=PARSER).recipients() == recipients


@pytest.mark.parametrize(("text", "count"), COUNTED.items())
def test_counted(bench: Any, text: str, count: int | None) -> None:
    assert bench.read(text, layers=PARSER).served_on(SALEM)["count"] == count
