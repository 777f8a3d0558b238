"""Asking a store and giving it commands, as a user with a role."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import attrs
import pytest

from credits_cli.application import run
from credits_cli.failures import Exit

pytestmark = pytest.mark.extras

ROOT = Path(__file__).parents[2]
FRONT_PAGE = (ROOT / "README.md").read_text(encoding="utf-8")
PAGE = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
SVG = "{http://www.w3.org/2000/svg}"
LINES = [block.strip().splitlines() for block in BLOCKS]


@attrs.frozen
class Office:
    """The command line at one store, in this process."""

    store: str
    capture: pytest.CaptureFixture[str]

    def line(self, *words: str, role: str = "bookkeeper") -> tuple[int, str, str]:
        """The exit status, the output and the errors of one line."""
        at = ("--store", self.store, "--user", "anna", "--role", role)
        with pytest.raises(SystemExit) as ended:
            run([words[0], *at, *words[1:]])
        captured = self.capture.readouterr()
        assert isinstance(ended.value.code, int)
        return ended.value.code, captured.out, captured.err

    def done(self, *words: str) -> str:
        """The output of a line that is carried out."""
        status, output, errors = self.line(*words)
        assert (status, errors) == (Exit.FINE, ""), errors
        return output


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    """The story of the page, in an SQLite file."""
    found = Office(f"sqlite:///{tmp_path}/books.db", capsys)
    _tell(found)
    return found


def _tell(office: Office) -> None:
    for line in LINES[1]:
        words = line.split(" --store ")[0].split()
        office.done(*words[1:])


def test_the_page_answers_its_two_questions(office: Office) -> None:
    told = office.done("explain", "--invoice", "A-1001")

    assert "Invoice A-1001 has a total of 100.00 USD." in told
    assert "taken back on" in told
    assert "by anna (void application)." in told
    assert "15.00 USD is still due." in told
    went = office.done("explain", "--credit", "CR-7")
    assert re.search(r"25\.00\s+on invoice A-1001", went)
    assert re.search(r"15\.00\s+left", went)


def test_the_front_page_alone_leads_to_the_answers() -> None:
    """Its commands make the database that it asks, as those of the page do."""
    assert BLOCKS[1] in FRONT_PAGE
    questions = [line.split(" --user ")[0] for line in LINES[0]]
    assert "\n".join(questions) in FRONT_PAGE.split(BLOCKS[1])[1]


def test_whoever_may_not_is_told_which_role_may(office: Office) -> None:
    words = ("bill", "ACME", "B-1", "1.00", "--currency", "USD")

    status, _, errors = office.line(*words, role="viewer")

    assert status == Exit.REFUSED
    assert errors.endswith("Edit Invoices. Whoever has it says --role clerk.\n")


def test_every_line_of_the_page_is_carried_out(office: Office) -> None:
    for line in (*LINES[0], *LINES[2]):
        words = re.sub(r" --(store|user|role) \S+", "", line).split()
        assert words[0] == "credits"
        assert office.done(*words[1:])


@pytest.mark.postgres
def test_the_same_goes_for_postgresql(
    postgres_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    office = Office(postgres_url, capsys)
    _tell(office)

    assert "15.00 USD is still due." in office.done("explain", "--invoice", "A-1001")
    (row,) = json.loads(office.done("table", "--json", "--open"))["credits"]
    assert (row["credit"], row["left"]) == ("CR-7", "15.00")


def test_what_was_taken_back_is_struck_through_for_people(office: Office) -> None:
    shown = office.done("invoice", "A-1001")

    assert "~~15.00~~" in shown
    assert "\x1b[" not in shown


def test_programs_are_told_the_same_as_json_and_csv(office: Office) -> None:
    plain = json.loads(office.done("invoice", "A-1001", "--json"))
    rows = csv.DictReader(io.StringIO(office.done("table", "--csv")))

    assert [one["voided"] for one in plain["payments_and_credits"]] == [
        *(False, False, True)
    ]
    assert [(row["credit"], row["used"], row["left"]) for row in rows] == [
        ("CR-7", "25.00", "15.00")
    ]


def test_a_note_is_no_markup(office: Office) -> None:
    note = "[bold]broken[/bold] crate"
    office.done("issue", "ACME", "K", "1", "--currency", "USD", "--note", note)

    (row,) = json.loads(office.done("table", "--text", "BROKEN", "--json"))["credits"]
    assert row["note"] == note
    shown = "".join(office.done("table", "--text", "broken").split())
    assert "[bold]" in shown


def test_pages_lead_to_one_another(office: Office) -> None:
    for name in "KLM":
        office.done("issue", "ACME", name, "1", "--currency", "USD")

    first = json.loads(office.done("table", "--size", "3", "--json"))
    assert first["earlier"] is None
    later = json.loads(
        office.done("table", "--size", "3", "--cursor", first["later"], "--json")
    )

    found = [row["credit"] for row in (*first["credits"], *later["credits"])]
    assert found == ["CR-7", "K", "L", "M"]
    assert later["later"] is None


def test_a_preview_changes_nothing(office: Office) -> None:
    before = office.done("customer", "ACME")

    told = office.done("cancel", "ACME", "CR-7", "--preview")

    assert "CancelCredit would be entry 6 of ACME." in told
    assert office.done("customer", "ACME") == before


def test_a_key_keeps_a_command_from_being_carried_out_twice(office: Office) -> None:
    line = ("issue", "ACME", "K", "1", "--currency", "USD", "--key", "once")

    assert office.done(*line) == office.done(*line)
    (row,) = json.loads(office.done("table", "--text", "K", "--json"))["credits"]
    assert row["amount"] == "1.00"


def test_an_invoice_is_edited_by_a_difference(office: Office) -> None:
    line = (
        "edit",
        "ACME",
        "--invoice",
        "A-1001",
        "--edit-id",
        "E",
        "--currency",
        "USD",
    )

    told = office.done(*line, "--", "-20.00")

    assert "reduction:E" in told


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (("credit", "CR-9"), Exit.REFUSED, "There is no credit CR-9."),
        (("invoice", "A-9"), Exit.REFUSED, "There is no invoice A-9."),
        (("table", "--cursor", "x"), Exit.USAGE, "This is no cursor of this search."),
        (("explain",), Exit.USAGE, "Name --invoice, --credit, or both."),
        (("lineage",), Exit.USAGE, "Name --credit or --customer."),
        (
            ("issue", "ACME", "K", "1.234", "--currency", "USD"),
            Exit.USAGE,
            "1.234 has more than 2 decimal places.",
        ),
        (
            ("delete", "ACME", "CR-7"),
            Exit.REFUSED,
            "This would void applications: 25.00 USD of CR-7 on A-1001.",
        ),
        (
            ("void", "ACME", "--credit", "CR-7"),
            Exit.USAGE,
            "Name --invoice or --payment, or both with --credit.",
        ),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(
    office: Office, words: tuple[str, ...], status: Exit, sentence: str
) -> None:
    assert office.line(*words) == (status, "", f"{sentence}\n")


def test_a_role_does_no_more_than_it_may(office: Office) -> None:
    issue = ("issue", "ACME", "K", "1", "--currency", "USD")

    refused = office.line(*issue, role="viewer")
    unknown = office.line("table", role="king")

    assert refused[0] == Exit.REFUSED
    assert refused[2] == (
        "This needs a permission you do not have: Create Credits."
        " Whoever has it says --role bookkeeper.\n"
    )
    assert unknown[::2] == (
        Exit.USAGE,
        "There is no role 'king'; name viewer, clerk, bookkeeper.\n",
    )


def test_a_question_makes_no_database(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "nothing.db"

    status, _, errors = Office(f"sqlite:///{file}", capsys).line("table")

    assert status == Exit.USAGE
    told = f"There is no file {file}. A command such as credits bill makes one.\n"
    assert errors == told
    assert not file.exists()


def test_the_lineage_is_drawn_without_any_program_of_the_system(
    office: Office, tmp_path: Path
) -> None:
    """A picture with the names of documents in it, as text for every viewer."""
    file = tmp_path / "credits.svg"

    office.done("lineage", "--credit", "CR-7", "--svg", str(file))

    picture = ET.fromstring(file.read_text(encoding="utf-8"))
    texts = ["".join(one.itertext()) for one in picture.iter(f"{SVG}text")]
    assert picture.tag == f"{SVG}svg"
    assert {"anna", "40.00 USD granted"} <= set(texts)
    assert any(text.startswith("CR-7") for text in texts)
    assert list(picture.iter(f"{SVG}foreignObject")) == []
    assert list(picture.iter(f"{SVG}script")) == []


def test_a_picture_that_cannot_be_written_is_told_in_a_sentence(
    office: Office, tmp_path: Path
) -> None:
    file = tmp_path / "nowhere" / "credits.svg"

    status, _, errors = office.line("lineage", "--credit", "CR-7", "--svg", str(file))

    assert status == Exit.USAGE
    assert errors.startswith(f"Mermaid could not draw {file}: ")
