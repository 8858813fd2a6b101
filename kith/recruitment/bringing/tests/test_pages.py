"""The pages of bringing in: send, name the columns, look, save, mend; nobody without the right comes near."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.people.models import Volunteer
from kith.recruitment.bringing import tasks
from kith.recruitment.bringing.table import read_table
from kith.recruitment.bringing.tests.lists import a_line, as_csv
from kith.recruitment.models import Bringing
from kith.schemes.tests.factories import a_scheme

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheme():
    return a_scheme()


@pytest.fixture
def manager(client, scheme):
    user = a_member(Role.MANAGER, scheme, first_name="Mona")
    client.force_login(user)
    return user


@pytest.fixture
def send(client):
    def sending(content, name="list.csv", **more):
        sent = SimpleUploadedFile(name, content)
        return client.post(reverse("recruitment:bring"), {"sent": sent, **more}, follow=True)

    return sending


def latest():
    return Bringing.objects.order_by("-pk").first()


def at(name):
    return reverse(f"recruitment:{name}", args=[latest().public_id])


def the_worker_does(task):
    bringing = latest()
    task.call(str(bringing.public_id), str(bringing.created_by.public_id))


def as_guessed(page):
    return {name: field.initial or "" for name, field in page.context["form"].fields.items()}


def test_a_list_is_sent_named_looked_at_and_saved(client, manager, send):
    page = send(as_csv(a_line(1), a_line(2, DOB="31/02/1980")))
    assert "Which column is which?" in page.text
    assert "Ruth, Omar" in page.text, "what stands in the column"
    assert "000000000001" not in page.text, "certificate numbers are not shown"
    page = client.post(at("bring_columns"), as_guessed(page), follow=True)
    assert "is being looked through" in page.text
    the_worker_does(tasks.look_through)
    page = client.get(at("bringing"))
    assert "1 of 2 rows can be saved" in page.text
    assert "“31/02/1980” is not a day there is." in page.text
    assert not Volunteer.objects.exists()
    client.post(at("save_list"), {"invites": ["yes"]})
    the_worker_does(tasks.save)
    assert "1 of 2 rows are saved" in client.get(at("bringing")).text
    assert Volunteer.objects.get().user is not None


def test_the_rows_to_mend_are_sent_again_and_saved(client, manager, send):
    page = send(as_csv(a_line(1), a_line(2, DOB="31/02/1980")))
    client.post(at("bring_columns"), as_guessed(page))
    the_worker_does(tasks.look_through)
    client.post(at("save_list"))
    the_worker_does(tasks.save)
    mend = client.get(at("failed_rows")).content
    table = read_table(mend, lambda titles: 9 * ("Surname" in titles))
    line = dict(zip(table.titles, table.rows[0][1], strict=True))
    assert "is not a day there is" in line.pop("What is wrong")
    line.pop("What to do")
    page = send(as_csv(line | {"DOB": "28/02/1980"}))
    client.post(at("bring_columns"), as_guessed(page))
    the_worker_does(tasks.look_through)
    client.post(at("save_list"))
    the_worker_does(tasks.save)
    assert Volunteer.objects.count() == 2


def test_a_file_of_the_wrong_kind_is_named_at_the_box(client, manager, send):
    page = send(b"%PDF-1.7\n\x00\x00", name="list.pdf")
    assert "list.pdf is of a kind that Kith does not read" in page.text
    assert not Bringing.objects.exists()
    page = send(b"\x89PNG\r\n\x1a\n\x00\x00", name="list.csv")
    assert "This is not a list" in page.text
    assert page.context["form"].errors["sent"]
    assert not Bringing.objects.exists()


def test_two_columns_cannot_hold_the_same_thing(client, manager, send):
    page = send(as_csv(a_line(1)))
    said = as_guessed(page) | {"column_24": "phone"}
    page = client.post(at("bring_columns"), said)
    assert "“Mobile” is said to hold this too" in page.text
    assert latest().status == "mapping"


def test_without_a_name_the_question_comes_back(client, manager, send):
    page = send(as_csv(a_line(1)))
    page = client.post(at("bring_columns"), as_guessed(page) | {"column_0": "", "column_1": ""})
    assert "Say which columns hold the first name and the last name" in page.text


def test_a_list_is_thrown_away_when_confirmed(client, manager, send):
    send(as_csv(a_line(1)))
    assert "Throw this list away?" in client.get(at("throw_list_away")).text
    client.post(at("throw_list_away"))
    assert latest().content == ""
    assert "was thrown away" in client.get(at("bringing")).text


def test_a_list_with_no_good_row_cannot_be_saved(client, manager, send):
    page = send(as_csv(a_line(1, DOB="x")))
    client.post(at("bring_columns"), as_guessed(page))
    the_worker_does(tasks.look_through)
    assert "Save the good" not in client.get(at("bringing")).text
    page = client.post(at("save_list"), follow=True)
    assert "There is no row to save" in page.text


def test_what_many_lines_have_alike_is_said_once_with_the_lines(client, manager, send):
    page = send(as_csv(*(a_line(number, DOB="x") for number in (1, 2, 3)), a_line(4), a_line(5, DOB="x")))
    client.post(at("bring_columns"), as_guessed(page))
    the_worker_does(tasks.look_through)
    told = client.get(at("bringing")).text
    assert told.count("“x” is not a day there is") == 1
    assert "2 to 4, 6" in told


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.VETTING_OFFICER, Role.SAFEGUARDING_LEAD])
def test_only_a_manager_brings_people_in(client, scheme, role):
    client.force_login(a_member(role, scheme))
    assert client.get(reverse("recruitment:bring")).status_code == 403


def test_a_manager_elsewhere_finds_nothing_there(client, manager, send):
    send(as_csv(a_line(1)))
    client.force_login(a_member(Role.MANAGER, a_scheme("Elsewhere")))
    for name in ("bringing", "bring_columns", "throw_list_away", "failed_rows"):
        assert client.get(at(name)).status_code == 404, name


def test_the_list_of_lists_costs_the_same_however_many(client, manager, send, django_assert_max_num_queries):
    send(as_csv(a_line(1)))
    for number in range(6):
        Bringing.objects.create(scheme=latest().scheme, on=latest().on, file_name=f"{number}.csv")
    with django_assert_max_num_queries(25):
        client.get(reverse("recruitment:bring"))


def test_rows_are_kept_unreadable_in_the_database(client, manager, send):
    from django.db import connection

    send(as_csv(a_line(1)))
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM recruitment_bringing")
        assert "Ashwortha" not in cursor.fetchone()[0]
