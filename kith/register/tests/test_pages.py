"""The pages of the register: who may open them, what they say, and that a longer list asks no more of the database."""

import io
import re
import zipfile
from datetime import timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member, a_user
from kith.audit.models import Look
from kith.foundation.dates import day_words, last_quarter_end, today
from kith.foundation.uploads import MOST_BYTES
from kith.people.actions import involve
from kith.people.models import Child, Involvement
from kith.register import actions, tasks
from kith.register.models import CoverageSheet, ImportRun, Offer, PathwayPoint
from kith.register.tests.factories import (
    a_child_on_the_register,
    a_point,
    an_import,
    an_offer,
    episode,
    header,
    review,
)
from kith.register.tests.test_previewing import sent
from kith.schemes.tests.factories import an_authority

pytestmark = pytest.mark.django_db


def signed_in(client, role: Role, authority=None):
    user = a_member(role, authority or an_authority())
    client.force_login(user)
    return user


def words(page: str) -> str:
    """What is to be read on a page: the random names in its addresses may hold any digits."""
    return unescape(re.sub(r"<[^>]*>", " ", page))


def page(client, name: str, *args, **query) -> str:
    response = client.get(reverse(f"register:{name}", args=args), query)
    assert response.status_code == 200
    return response.content.decode()


def status(client, name: str, *args) -> int:
    return client.get(reverse(f"register:{name}", args=args)).status_code


# ------------------------------------------------------------------------------------------ sending


def test_a_return_is_sent_read_looked_at_and_saved(client, django_capture_on_commit_callbacks):
    officer = signed_in(client, Role.DATA_OFFICER)
    assert "None yet" in page(client, "import")
    answer = client.post(reverse("register:import"), {"sent": sent()})
    run = ImportRun.objects.get()
    assert answer.url == reverse("register:run", args=[run.public_id])
    waiting = client.get(answer.url)
    assert waiting.headers["Refresh"] == "2"
    assert "is being read" in waiting.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        tasks.read_import.call(str(run.public_id), str(officer.public_id))
    report = client.get(answer.url)
    assert "Refresh" not in report.headers
    assert "Your return was read: 1 of 1 child is ready" in report.content.decode()
    assert Child.objects.count() == 0
    client.post(reverse("register:save", args=[run.public_id]))
    assert "is being saved" in page(client, "run", run.public_id)
    tasks.save_import.call(str(run.public_id), str(officer.public_id))
    assert "Saved: 1 child from this return" in page(client, "run", run.public_id)
    assert Child.objects.count() == 1


def test_the_work_is_left_to_the_worker_and_waits_for_the_page_to_be_done(client):
    from django_tasks_db.models import DBTaskResult

    signed_in(client, Role.DATA_OFFICER)
    client.post(reverse("register:import"), {"sent": sent()})
    assert DBTaskResult.objects.get().task_path == "kith.register.tasks.read_import"


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([], "Choose the files of the return"),
        ([("photo.png", b"x")], "photo.png is of a kind that Kith does not read"),
        ([("header.csv", b"")], "One of the files is empty"),
    ],
    ids=["nothing", "a picture", "an empty file"],
)
def test_what_cannot_be_a_return_is_refused_at_the_box(client, files, said):
    signed_in(client, Role.DATA_OFFICER)
    given = [SimpleUploadedFile(name, content) for name, content in files]
    answer = client.post(reverse("register:import"), {"sent": given})
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert not ImportRun.objects.exists()


def test_too_much_at_once_is_refused_at_the_box(client):
    signed_in(client, Role.DATA_OFFICER)
    large = SimpleUploadedFile("return.zip", b"x" * (MOST_BYTES + 1))
    answer = client.post(reverse("register:import"), {"sent": [large]})
    assert "must be smaller than 50 MB" in answer.content.decode()


def test_a_zip_file_is_a_return_too(client):
    officer = signed_in(client, Role.DATA_OFFICER)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as inside:
        for file in sent():
            inside.writestr(file.name, file.read())
    client.post(reverse("register:import"), {"sent": [SimpleUploadedFile("r.zip", packed.getvalue())]})
    run = ImportRun.objects.get()
    tasks.read_import.call(str(run.public_id), str(officer.public_id))
    run.refresh_from_db()
    assert (run.status, run.children["new"]) == ("read", 1)


def test_an_officer_of_two_authorities_says_whose_return_it_is(client):
    officer = signed_in(client, Role.DATA_OFFICER)
    a_member(Role.DATA_OFFICER, an_authority("Southbridge"), user=officer)
    assert "Whose return is it?" in page(client, "import")
    answer = client.post(reverse("register:import"), {"sent": sent()})
    assert "This needs an answer: Whose return is it?" in answer.content.decode()
    south = an_authority("Southbridge")
    client.post(reverse("register:import"), {"sent": sent(), "authority": south.pk})
    assert ImportRun.objects.get().authority == south


def test_throwing_away_is_asked_once_more(client):
    officer = signed_in(client, Role.DATA_OFFICER)
    run = actions.receive(authority=an_authority(), files=sent(), by=officer, on=today())
    actions.preview(run=run, by=officer, on=today())
    assert "Throw this return away?" in page(client, "throw_away", run.public_id)
    client.post(reverse("register:throw_away", args=[run.public_id]))
    run.refresh_from_db()
    assert run.status == "thrown away"
    assert "thrown away" in page(client, "run", run.public_id)


def test_a_refused_return_says_why_and_what_to_do(client):
    officer = signed_in(client, Role.DATA_OFFICER)
    spoilt = [*sent(), SimpleUploadedFile("other.csv", b"a,b\n1,2\n")]
    run = actions.receive(authority=an_authority(), files=spoilt, by=officer, on=today())
    actions.preview(run=run, by=officer, on=today())
    told = page(client, "run", run.public_id)
    assert "Your return was refused" in told
    assert "other.csv" in told
    assert "Save to the register" not in told


def test_findings_are_filtered_and_taken_away(client, tmp_path):
    signed_in(client, Role.DATA_OFFICER)
    run = an_import(
        tmp_path,
        header=[header(), header("1002")],
        episodes=[episode(home="ZZ9"), episode("1002", home="ZZ9")],
        reviews=[review(part="XX")],
    )
    assert "3 findings" in page(client, "findings", run.public_id)
    only = page(client, "findings", run.public_id, file="reviews_2026.csv", how_bad="warning")
    assert "1 finding" in only
    assert "1002" not in words(only)
    assert "Nothing of this kind" in page(client, "findings", run.public_id, kind="dob_mismatch")
    response = client.get(reverse("register:findings", args=[run.public_id]), {"as": "xlsx"})
    assert response.headers["Content-Disposition"] == 'attachment; filename="findings.xlsx"'


def test_an_import_is_open_to_the_officers_of_its_authority_alone(client, tmp_path):
    run = an_import(tmp_path)
    pages = [("run", run.public_id), ("findings", run.public_id), ("throw_away", run.public_id)]
    signed_in(client, Role.DATA_OFFICER)
    assert {status(client, *where) for where in pages} == {200}
    signed_in(client, Role.DATA_OFFICER, an_authority("Southbridge"))
    assert {status(client, *where) for where in pages} == {404}
    signed_in(client, Role.AUTHORITY_COORDINATOR)
    assert {status(client, *where) for where in pages} == {404}
    assert status(client, "import") == 403


# ------------------------------------------------------------------------------------------- the list


def names_on(told: str) -> list[str]:
    return [name for name in ("Tariq", "Maya", "Sam", "Lena") if f">{name} Shaw</a>" in told]


def test_an_empty_register_says_what_to_do_first(client):
    officer = signed_in(client, Role.AUTHORITY_COORDINATOR)
    assert "Ask the authority’s data officer" in page(client, "home")
    a_member(Role.DATA_OFFICER, an_authority(), user=officer)
    assert "Send a return" in page(client, "home")


def test_the_register_is_shown_in_several_ways(client):
    signed_in(client, Role.AUTHORITY_COORDINATOR)
    day = today()
    a_child_on_the_register("Tariq", summary__review_due=day + timedelta(days=3), summary__placements=3)
    a_child_on_the_register(
        "Maya", summary__asked_on=day, summary__last_answer="accepted", summary__last_answer_on=day
    )
    a_child_on_the_register("Sam", in_latest_import=False, born=day.replace(year=day.year - 5, day=1))
    a_child_on_the_register("Lena", looked_after=False, summary__period_ended=day)
    shown = {
        "looked-after": ["Tariq", "Maya", "Sam"],
        "never-asked": ["Tariq"],
        "review-soon": ["Tariq"],
        "moved": ["Tariq"],
        "aged-8": ["Tariq", "Maya"],
        "gone-quiet": ["Sam"],
        "left-care": ["Lena"],
        "turning": [],
        "review-late": [],
        "ask-again": [],
    }
    for way, children in shown.items():
        assert names_on(page(client, "home", show=way)) == children, way
    assert names_on(page(client, "home", q="may")) == ["Maya"]
    assert "gone quiet" in page(client, "home", q="Sam")


def test_a_child_without_a_name_is_called_by_when_they_were_born(client):
    signed_in(client, Role.AUTHORITY_COORDINATOR)
    a_child_on_the_register("", last_name="", gender="F", authority_ref="NB77")
    told = page(client, "home", q="nb77")
    assert "A girl born in May 2013" in told


def test_the_list_is_taken_away_as_it_is_shown(client):
    signed_in(client, Role.AUTHORITY_COORDINATOR)
    a_child_on_the_register()
    response = client.get(reverse("register:home"), {"as": "xlsx", "show": "never-asked"})
    assert response.headers["Content-Disposition"] == 'attachment; filename="register.xlsx"'


def test_a_longer_list_asks_no_more_of_the_database(
    client, django_assert_num_queries, django_assert_max_num_queries
):
    signed_in(client, Role.AUTHORITY_COORDINATOR)

    def asked() -> int:
        with django_assert_max_num_queries(60) as counted:
            page(client, "home")
        return len(counted)

    for _ in range(3):
        a_child_on_the_register()
    few = asked()
    for _ in range(27):
        a_child_on_the_register()
    assert asked() == few


def test_workers_see_their_own_children_and_strangers_nobody(client):
    tariq, maya = a_child_on_the_register("Tariq"), a_child_on_the_register("Maya")
    worker = signed_in(client, Role.WORKER)
    involve(child=maya, person=worker, part=Involvement.Part.SOCIAL_WORKER, by=None, on=today(), act="test")
    assert names_on(page(client, "home")) == ["Maya"]
    assert status(client, "child", maya.public_id) == 200
    assert status(client, "child", tariq.public_id) == 404
    assert status(client, "offer", a_point(tariq).public_id) == 404
    signed_in(client, Role.AUTHORITY_COORDINATOR, an_authority("Southbridge"))
    assert names_on(page(client, "home")) == []
    assert status(client, "child", maya.public_id) == 404
    signed_in(client, Role.COMMISSIONER)
    assert status(client, "home") == 403


def test_a_sealed_child_is_on_nobody_s_list_but_their_own_worker_s(client):
    sealed = a_child_on_the_register("Tariq", sealed=True)
    signed_in(client, Role.AUTHORITY_COORDINATOR)
    assert names_on(page(client, "home")) == []
    assert status(client, "child", sealed.public_id) == 404


# ------------------------------------------------------------------------------------------ one child


def test_a_child_s_time_in_care_is_told_without_an_address(client, tmp_path):
    signed_in(client, Role.AUTHORITY_COORDINATOR)
    an_import(
        tmp_path,
        episodes=[
            episode(ended="01/05/2025", why_ended="X1", postcode="LS11 5AB"),
            episode(began="01/05/2025", new="P", home="K2", postcode="BD4 7AA"),
        ],
        reviews=[review(day="04/03/2025"), review(day="20/10/2025")],
        oc2=["1001,15/06/2012,18,,0,1,1,1,1,0,0,0"],
    )
    told = page(client, "child", Child.objects.get().public_id)
    assert "Children's home" in unescape(told)
    assert "days late" in told
    assert "18, a cause for concern" in told
    assert "1001" not in words(told)
    assert not any(code in told for code in ("LS11", "BD4", "7AA", "5AB"))


def test_opening_a_child_is_written_down(client):
    coordinator = signed_in(client, Role.AUTHORITY_COORDINATOR)
    child = a_child_on_the_register()
    page(client, "child", child.public_id)
    look = Look.objects.order_by("-id").first()
    assert (look.by, look.child, look.page) == (coordinator.public_id, child.public_id, "register:child")


def test_a_longer_life_asks_no_more_of_the_database(client, django_assert_max_num_queries, tmp_path):
    signed_in(client, Role.AUTHORITY_COORDINATOR)
    child = a_child_on_the_register()

    def asked() -> int:
        with django_assert_max_num_queries(60) as counted:
            page(client, "child", child.public_id)
        return len(counted)

    an_offer(a_point(child, on=today()), created_by=a_user())
    few = asked()
    for days in range(1, 20):
        an_offer(a_point(child, on=today() - timedelta(days=days)), created_by=a_user())
    assert asked() == few


# --------------------------------------------------------------------------------------------- offers


def on(day) -> dict[str, str]:
    return {"on_day": str(day.day), "on_month": str(day.month), "on_year": str(day.year)}


def test_a_yes_is_written_down_and_leads_to_a_referral(client):
    signed_in(client, Role.AUTHORITY_COORDINATOR)
    child = a_child_on_the_register("Tariq")
    point = a_point(child, on=today())
    assert "Ask Tariq now" in page(client, "child", child.public_id)
    told = {"answer": "accepted", "asked": "talk", "child_words": "Yes please.", **on(today())}
    answer = client.post(reverse("register:offer", args=[point.public_id]), told, follow=True)
    said = answer.content.decode()
    assert "Tariq said yes" in said
    assert reverse("referral:refer_child", args=[child.public_id]) in said
    assert Offer.objects.get().created_by.first_name == "Sam"


def test_what_does_not_hold_together_is_said_and_the_words_stay(client):
    signed_in(client, Role.AUTHORITY_COORDINATOR)
    point = a_point(on=today())
    told = {"answer": "declined", "asked": "", "child_words": "I have enough people.", **on(today())}
    answer = client.post(reverse("register:offer", args=[point.public_id]), told)
    said = answer.content.decode()
    assert "Say how they were asked" in said
    assert "I have enough people." in said
    assert not Offer.objects.exists()


def test_an_answer_of_tomorrow_is_not_taken(client):
    signed_in(client, Role.AUTHORITY_COORDINATOR)
    point = a_point(on=today())
    told = {"answer": "accepted", "asked": "talk", **on(today() + timedelta(days=1))}
    answer = client.post(reverse("register:offer", args=[point.public_id]), told)
    assert f"must be {day_words(today())} or earlier" in answer.content.decode()


def test_a_mistake_is_put_right_on_the_same_page(client):
    signed_in(client, Role.AUTHORITY_COORDINATOR)
    point = a_point(on=today())
    an_offer(point, Offer.Answer.ACCEPTED)
    assert "Put it right" in page(client, "offer", point.public_id)
    told = {"answer": "undecided", "asked": "talk", **on(today())}
    client.post(reverse("register:offer", args=[point.public_id]), told)
    assert Offer.objects.standing().get().answer == "undecided"
    assert Offer.objects.count() == 2


# ------------------------------------------------------------------------------------------- coverage


def covered(count: int, answer: Offer.Answer | None, kind=PathwayPoint.Kind.REVIEW, on=None):
    """Points a few days before the end of the last quarter, so that everybody may read of them."""
    for _ in range(count):
        day = on or last_quarter_end(today()) - timedelta(days=5)
        point = a_point(a_child_on_the_register(), kind=kind, on=day)
        if answer:
            an_offer(point, answer)


def figures(told: str) -> list[str]:
    row = told.split('<th scope="row">Review</th>')[1].split("</tr>")[0]
    return [cell.split("<")[0].strip() for cell in row.split('<td class="kith-number">')[1:]]


def test_coverage_counts_children_by_the_best_that_came_of_a_point(client):
    signed_in(client, Role.AUTHORITY_COORDINATOR)
    covered(12, Offer.Answer.ACCEPTED)
    covered(9, Offer.Answer.DECLINED)
    covered(8, Offer.Answer.NOT_NOW)
    covered(11, None)
    twice = a_child_on_the_register()
    an_offer(a_point(twice, on=today() - timedelta(days=9)), Offer.Answer.NOT_CONSIDERED)
    an_offer(a_point(twice, on=today() - timedelta(days=2)), Offer.Answer.ACCEPTED)
    assert figures(page(client, "coverage")) == ["41", "30", "22", "13"]


def test_a_review_still_expected_counts_once_it_is_answered(client):
    signed_in(client, Role.AUTHORITY_COORDINATOR)
    covered(11, None)
    point = a_point(a_child_on_the_register(), on=today() - timedelta(days=3), expected=True)
    assert figures(page(client, "coverage"))[0] == "11"
    an_offer(point)
    assert figures(page(client, "coverage"))[0] == "12"


def test_small_numbers_are_kept_back_from_whoever_is_outside_the_caseload(client):
    covered(20, Offer.Answer.ACCEPTED)
    covered(2, Offer.Answer.DECLINED)
    covered(30, None)
    signed_in(client, Role.AUTHORITY_COORDINATOR)
    assert figures(page(client, "coverage")) == ["52", "22", "22", "20"]
    signed_in(client, Role.COMMISSIONER)
    told = page(client, "coverage")
    assert "c" in figures(told)
    assert "2" not in figures(told)
    assert "22" not in figures(told)
    assert "is kept back" in told


def test_outside_coverage_is_of_a_quarter_and_stands_as_it_was_first_read(client):
    """Day by day a rounded number would tell of the child who took it over the edge, and so would other days."""
    covered(12, Offer.Answer.ACCEPTED)
    for place in range(3):
        a_point(a_child_on_the_register(sealed=True), on=last_quarter_end(today()) - timedelta(days=place))
    signed_in(client, Role.ELECTED_MEMBER)
    told = page(client, "coverage")
    assert figures(told) == ["10", "10", "10", "10"]
    assert "the same for everybody who looks until the next" in told
    assert 'name="since_day"' not in told
    covered(1, Offer.Answer.ACCEPTED)
    covered(6, Offer.Answer.ACCEPTED, on=today())
    assert figures(page(client, "coverage")) == ["10", "10", "10", "10"]
    assert figures(page(client, "coverage", since_day=today().day, since_month=1, since_year=2020))[0] == "10"
    signed_in(client, Role.AUTHORITY_COORDINATOR)
    assert figures(page(client, "coverage"))[0] == "19"
    ImportRun.objects.create(authority=an_authority(), on=today(), status="saved")
    signed_in(client, Role.COMMISSIONER)
    assert figures(page(client, "coverage"))[0] == "15", "a newer return makes it anew"
    assert CoverageSheet.objects.count() == 2


def test_whoever_looks_after_one_authority_s_children_is_an_outsider_to_another_s(client):
    covered(12, Offer.Answer.ACCEPTED)
    both = signed_in(client, Role.COMMISSIONER)
    southmoor = an_authority("Southmoor")
    a_member(Role.AUTHORITY_COORDINATOR, southmoor, both)
    chosen = {"authority": str(an_authority().public_id)}
    assert figures(page(client, "coverage", **chosen)) == ["10", "10", "10", "10"]
    assert 'name="since_day"' in page(client, "coverage", authority=str(southmoor.public_id))


def test_coverage_is_of_one_s_own_authority_and_of_the_days_asked_for(client):
    covered(11, None)
    signed_in(client, Role.COMMISSIONER, an_authority("Southbridge"))
    assert "No child reached a point" in page(client, "coverage")
    signed_in(client, Role.AUTHORITY_COORDINATOR)
    long_ago = {
        "until_day": "1",
        "until_month": "1",
        "until_year": "2020",
        "since_day": "1",
        "since_month": "1",
        "since_year": "2019",
    }
    assert "No child reached a point" in page(client, "coverage", **long_ago)
    assert "must not be before the first" in page(client, "coverage", **long_ago | {"since_year": "2021"})
    signed_in(client, Role.WORKER)
    assert status(client, "coverage") == 403


def test_coverage_is_taken_away_as_it_is_shown(client):
    covered(3, None)
    signed_in(client, Role.COMMISSIONER)
    response = client.get(reverse("register:coverage"), {"as": "xlsx"})
    assert response.headers["Content-Disposition"] == 'attachment; filename="coverage.xlsx"'
