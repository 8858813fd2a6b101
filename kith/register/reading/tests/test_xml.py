"""The return as XML: the same rows as the tables, and nothing that could harm."""

from datetime import date

import pytest

from kith.register.reading.tests.files import a_return, codes, read, the, write
from kith.register.reading.xml_return import xml_records

CHILD = """
  <CHILD>
    <HEADER>
      <CHILDID>1001</CHILDID><UPN>A012345678901</UPN><SEX>2</SEX><DOB>15/06/2008</DOB><ETHNIC>WBRI</ETHNIC>
      <UASC>1</UASC><DUC>15/06/2026</DUC>
      <IN_TOUCH>YES</IN_TOUCH><ACTIV>F2</ACTIV><ACCOM>U1</ACCOM>
      <AMISSING><MISSING>M</MISSING><MIS_START>01/05/2025</MIS_START><MIS_END>02/05/2025</MIS_END></AMISSING>
      <AREVIEW><REVIEW>01/03/2019</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW>
      <AREVIEW><REVIEW>01/06/2019</REVIEW><REVIEW_CODE>PN2</REVIEW_CODE></AREVIEW>
      <MOTHER>0</MOTHER><MC_DOB/>
      <OC2><SDQ_SCORE>17</SDQ_SCORE><CONVICTED>0</CONVICTED></OC2>
      <SWEPISODE><SW_ID>9</SW_ID><SW_DECOM>04/02/2019</SW_DECOM><SW_REASON>FCONTA</SW_REASON></SWEPISODE>
    </HEADER>
    <EPISODE><DECOM>04/02/2019</DECOM><RNE>S</RNE><LS>C2</LS><CIN>N1</CIN><PL>U6</PL><PL_POST>LS11 5AB</PL_POST>
      <HOME_POST>LS1 4DY</HOME_POST><URN>SC123456</URN><PLACE_PROVIDER>PR1</PLACE_PROVIDER><DEC/><REC/>
    </EPISODE>
  </CHILD>
"""


def xml(*children: str) -> str:
    return f"<?xml version='1.0' encoding='utf-8'?>\n<EXPSSDA903>{''.join(children)}</EXPSSDA903>\n"


def test_one_child_of_the_xml_becomes_rows_of_every_table(tmp_path):
    reading = read(write(tmp_path, "return_2026.xml", xml(CHILD)))
    child = reading.children["1001"]
    assert child.header is not None
    assert child.uasc is not None
    assert (child.header.sex, child.header.dob, child.header.mother) == ("F", date(2008, 6, 15), False)
    assert child.uasc.ceased == date(2026, 6, 15)
    (episode,) = child.episodes
    assert (episode.placement, episode.ended, episode.placement_postcode) == ("U6", None, "LS11 5AB")
    assert [(row.day, row.part) for row in child.reviews] == [
        (date(2019, 3, 1), "PN1"),
        (date(2019, 6, 1), "PN2"),
    ]
    assert [(row.sdq_score, row.convicted, row.year) for row in child.measures] == [(17, False, 2026)]
    assert [row.accommodation for row in child.leavers] == ["U1"]
    assert [row.began for row in child.missing] == [date(2025, 5, 1)]
    assert [(row.worker, row.began) for row in child.workers] == [("9", date(2019, 2, 4))]


def test_rows_of_the_xml_know_their_lines(tmp_path):
    reading = read(write(tmp_path, "return_2026.xml", xml(CHILD)))
    assert [row.line for row in reading.reviews] == [9, 10]
    assert [row.line for row in reading.episodes] == [15]


def test_a_child_with_nothing_but_a_header_has_nothing_else(tmp_path):
    bare = "<CHILD><HEADER><CHILDID>7</CHILDID><SEX>F</SEX><DOB>15/06/2012</DOB><ETHNIC>WBRI</ETHNIC><UASC/></HEADER></CHILD>"
    reading = read(write(tmp_path, "return_2026.xml", xml(CHILD, bare)))
    assert len(reading.children["7"].rows()) == 1


def test_the_xml_in_other_encodings_reads_the_same(tmp_path):
    content = xml(CHILD).replace("utf-8", "utf-16")
    assert read(write(tmp_path, "return_2026.xml", content.encode("utf-16"))).counts()["reviews"] == 2


@pytest.mark.parametrize(
    "content",
    [
        "<!DOCTYPE x [<!ENTITY a 'b'>]><EXPSSDA903>&a;</EXPSSDA903>",
        "<!DOCTYPE x SYSTEM 'file:///etc/passwd'><EXPSSDA903/>",
        "<!DOCTYPE lolz [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><EXPSSDA903>&b;</EXPSSDA903>",
    ],
)
def test_xml_that_brings_entities_is_refused(tmp_path, content):
    assert codes(read(write(tmp_path, "return.xml", content))) == {"xml_unsafe"}


def test_xml_that_is_something_else_is_refused_when_chosen(tmp_path):
    assert codes(read(write(tmp_path, "return.xml", "<feed/>"))) == {"xml_not_a_return"}


def test_damaged_xml_is_refused_with_its_line(tmp_path):
    content = xml(CHILD).replace("</EPISODE>", "</EPISODES>")
    finding = the(read(write(tmp_path, "return.xml", content)), "xml_unreadable")
    assert finding.line == 17


def test_a_text_without_end_is_refused(tmp_path):
    content = xml(CHILD.replace("PN1", "P" * 20_000))
    assert codes(read(write(tmp_path, "return.xml", content))) == {"line_too_long"}


def test_the_xml_is_read_as_a_stream(tmp_path):
    """The first child is there before the rest of the file has been read."""
    path = write(tmp_path, "return.xml", xml(*[CHILD] * 400))
    with path.open("rb") as stream:
        next(xml_records(stream))
        assert stream.tell() < path.stat().st_size


def test_the_xml_beside_other_tables_is_read(tmp_path):
    folder = tmp_path / "return"
    write(folder, "return_2026.xml", xml(CHILD))
    write(folder, "who.csv", "CHILD,First name\n1001,Ada\n")
    names = read(folder).children["1001"].names
    assert names is not None
    assert names.first_names == "Ada"


def test_the_xml_beside_the_header_table_is_left_alone(tmp_path):
    folder = a_return(tmp_path / "return")
    write(folder, "return_2026.xml", xml(CHILD))
    reading = read(folder)
    assert "xml_beside_csv" in codes(reading)
    assert reading.counts()["reviews"] == 1
