"""What is known of a party: cleaned, masked, compared however it was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.outcomes import applicants
from mingbai_web.parties.details import KINDS, Agent, BadDetails, Details, Joint, cleaned, normal
from mingbai_web.parties.labels import label
from tests.web.parties.making import details

RARE = "𬱟"  # outside the BMP


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("王小满", "王某某"),
        ("王满", "王某"),
        ("欧阳小满", "欧阳某某"),
        ("欧阳", "欧某"),
        ("王小满满满", "王某某"),
        (f"{RARE}小满", f"{RARE}某某"),
        (f"王{RARE}", "王某"),
        ("葛\U000e0100小满", "葛\U000e0100某某"),
        ("阿依古丽·买买提", "阿某某"),
        ("John Smith", "J***"),
        ("王", "王某"),
        ("", "未具名"),
    ],
)
def test_a_person_is_shown_by_the_surname_alone(name: str, shown: str) -> None:
    assert label(name, "natural_person", person=True) == shown


def test_an_organisation_is_shown_in_full_but_not_a_business_named_after_its_owner() -> None:
    assert label("清河区小满贸易有限公司", "company", person=False) == "清河区小满贸易有限公司"
    assert label("王小满", "individual_business", person=False) == "王某某"
    assert label("清河区小满面馆", "individual_business", person=False) == "清河区小满面馆"


def test_the_kinds_are_those_that_the_report_counts_and_who_is_asked() -> None:
    assert list(KINDS) == [*applicants(), "third_party", "organ"]


def test_a_third_party_is_taken_for_a_person_unless_said_otherwise() -> None:
    assert cleaned(Details("清河建材厂"), "third_party").person
    assert not cleaned(Details("清河建材厂", person=False), "third_party").person
    assert cleaned(Details("王小满", person=False), "natural_person").person
    assert not cleaned(Details("清河区财政局"), "organ").person


@given(st.text(min_size=1, max_size=40), st.text(max_size=40), st.lists(st.text(max_size=10), max_size=3))
def test_details_that_can_be_taken_are_read_as_they_were_sealed(
    name: str, notes: str, joint: list[str]
) -> None:
    given_ = Details(name, notes=notes, agent=Agent(name), joint=tuple(Joint(each) for each in joint))
    try:
        made = cleaned(given_, "natural_person")
    except BadDetails:
        return
    assert Details.read(made.said()) == made
    assert cleaned(made, "natural_person") == made


def test_what_a_later_version_of_the_program_knew_is_left_aside() -> None:
    assert Details.read(
        '{"name": "王小满", "fax": "1", "agent": {"name": "李", "seal": "x"}}'.encode()
    ) == Details("王小满", agent=Agent("李"))


@pytest.mark.parametrize(
    "name",
    ["\u202e王小满", "王\0小满", "王\u200b小\u2066满", "\ufeff王小满\x1b", " 王小满\r\n", "王\ud800小满"],
)
def test_direction_marks_controls_and_halves_of_characters_do_not_get_into_a_name(name: str) -> None:
    assert cleaned(details(name=name), "natural_person").name == "王小满"


def test_notes_keep_their_lines_and_a_line_keeps_none() -> None:
    made = cleaned(details(notes="一\n二\x00", address="一\n二"), "natural_person")
    assert (made.notes, made.address) == ("一\n二", "一 二")


@pytest.mark.parametrize("name", ["name", "notes", "address", "number", "email"])
def test_a_million_characters_are_refused_in_one_clear_line(name: str) -> None:
    with pytest.raises(BadDetails, match="最多"):
        cleaned(details(**{name: "王" * 1_000_000}), "natural_person")


def test_what_is_of_no_known_kind_is_refused() -> None:
    for given_, kind in (
        (details(), "ghost"),
        (details(identity="ghost"), "natural_person"),
        (details(name=" \u200b"), "natural_person"),
        (details(joint=tuple(Joint("王") for _ in range(201))), "natural_person"),
    ):
        with pytest.raises(BadDetails):
            cleaned(given_, kind)


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        ("number", "110000199003070132", "１１００００ 19900307 0132"),
        ("number", "110000900307013", "110000199003070132"),
        ("number", "91110000-MA001234-5X", "91110000MA0012345x"),
        ("phone", "+86 138-0000-1234", "13800001234"),
        ("phone", "008613800001234", "１３８００００１２３４"),
        ("phone", "(010) 1234 5678", "010-12345678"),
        ("name", "阿依古丽·买买提", "阿依古丽•买买提"),
        ("name", " 王 小满", "王小满"),
        ("name", "葛\U000e0100小满", "葛小满"),
        ("name", "John  SMITH", "john smith"),
        ("name", f"{RARE}小满", f" {RARE}小满\u202c"),
    ],
)
def test_the_same_value_typed_otherwise_is_the_same(field: str, one: str, other: str) -> None:
    assert normal(field, one) == normal(field, other) != ""


def test_there_is_no_looking_up_by_address() -> None:
    with pytest.raises(BadDetails):
        normal("address", "临水路")


@pytest.mark.parametrize("name", ["王\ue3a1", "赵\U000f0041一"])
def test_a_rare_character_that_an_old_system_keeps_in_a_private_area_stays_in_the_name(name: str) -> None:
    assert cleaned(Details(name), "natural_person").name == name
    assert normal("name", f" {name} ") == name
