"""What is spent: the month's budget, miles by date, and two people for every pound."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.dates import today
from kith.matching.models import Match
from kith.meetings import actions
from kith.meetings.models import Expense, Payment
from kith.meetings.money.mileage import Rate, rate_on, reckon, tax_year_begins
from kith.meetings.money.receipts import CannotRead
from kith.meetings.queries.money import alike, budget_of, months_of
from kith.meetings.tests.factories import a_match, a_png, may_meet
from kith.meetings.tests.factories import at as clock
from kith.meetings.tests.pages import a_pair_lately, days_ago, page, send, text, told, typed_claim, typed_day
from kith.messages.models import OutboxMessage
from kith.recruitment.actions import suspend
from kith.schemes.tests.factories import a_scheme

ON = date(2026, 11, 20)
AT = clock(ON, 18)

pytestmark = pytest.mark.django_db


def a_claim(match, **changed):
    given = {
        "match": match, "kind": "activity", "day": ON, "words": "Two swims", "amount": Decimal("9.60"),
        "why_no_receipt": "A machine without paper", "by": match.volunteer.user, "at": AT,
    } | changed  # fmt: skip
    return actions.claim(**given)


def a_pair_with_money(**agreed):
    scheme = a_scheme()
    volunteer = may_meet("Ruth", scheme, date(2026, 9, 1))
    return a_match("Ana", volunteer, scheme=scheme, agreed={"budget_per_month": 25} | agreed)


# --------------------------------------------------------------------------------------------- miles


def test_a_mile_is_worth_what_its_day_says():
    assert rate_on("car", ON).pence == 45
    assert rate_on("bicycle", ON).pence == 20
    assert rate_on("car", date(2001, 1, 1)) is None
    assert rate_on("hovercraft", ON) is None


def test_beyond_the_first_miles_of_a_tax_year_the_rate_falls():
    rate = Rate(date(2011, 4, 6), "car", 45, 10_000, 25)
    assert reckon(Decimal("10"), rate, Decimal(0)).amount == Decimal("4.50")
    both = reckon(Decimal("10"), rate, Decimal("9996"))
    assert both.amount == Decimal("3.30")
    assert both.by == "4 miles at 45p, 6 miles at 25p"
    assert tax_year_begins(date(2026, 4, 5)) == date(2025, 4, 6)
    assert tax_year_begins(date(2026, 4, 6)) == date(2026, 4, 6)


def test_what_is_left_is_the_months_budget_less_what_was_done_together():
    match = a_pair_with_money()
    a_claim(match)
    a_claim(match, kind="fare", amount=Decimal("4.20"), words="Bus")
    a_claim(match, day=date(2026, 10, 31), amount=Decimal("20"))
    assert budget_of(match, ON).words == "£15.40 of £25 left in November"
    a_claim(match, amount=Decimal("20"), words="The museum shop")
    assert budget_of(match, ON).words == "£4.60 over the £25 of November"
    assert [month.spent for month in months_of(match, ON)] == [Decimal("29.60"), Decimal("20"), Decimal("0")]


def test_what_was_sent_back_or_withdrawn_counts_no_more():
    match = a_pair_with_money()
    expense = a_claim(match)
    coordinator = a_member(Role.COORDINATOR, match.scheme)
    actions.send_back(expense=expense, words="Which pool?", by=coordinator, on=ON)
    assert budget_of(match, ON).spent == 0
    actions.send_again(
        expense=expense,
        words="Two swims at Aireborough",
        amount=Decimal("9.10"),
        by=match.volunteer.user,
        at=AT,
    )
    assert budget_of(match, ON).spent == Decimal("9.10")
    actions.withdraw_expense(expense=expense, by=match.volunteer.user, on=ON)
    assert budget_of(match, ON).spent == 0


def test_miles_are_reckoned_by_kith():
    match = a_pair_with_money()
    expense = a_claim(
        match, kind="miles", amount=None, miles=Decimal("12.4"), vehicle="car", words="There and back"
    )
    assert expense.amount == Decimal("5.58")
    assert expense.pence_a_mile == "12.4 miles at 45p"
    with pytest.raises(actions.CannotClaim, match="how many miles"):
        a_claim(match, kind="miles", amount=None, vehicle="car")


def test_what_cannot_be_claimed_is_refused_in_words():
    match = a_pair_with_money()
    stranger = a_member(Role.VOLUNTEER, match.scheme)
    for changed, sentence in (
        ({"by": stranger}, "Only the volunteer"),
        ({"day": ON + timedelta(days=1)}, "has not come yet"),
        ({"day": date(2026, 8, 1)}, "not within the time"),
        ({"amount": None}, "how much"),
        ({"why_no_receipt": ""}, "picture of the receipt"),
        ({"receipts": [b"hello"], "why_no_receipt": ""}, "Choose a JPEG"),
    ):
        with pytest.raises((actions.CannotClaim, CannotRead), match=sentence):
            a_claim(match, **changed)
    a_claim(match, amount=Decimal("4.80"), why_no_receipt="")
    assert Expense.objects.count() == 1


def test_nobody_approves_or_pays_their_own():
    match = a_pair_with_money()
    expense = a_claim(match)
    own = match.volunteer.user
    for deed in (actions.approve_expense, actions.take_approval_back):
        with pytest.raises(actions.CannotApprove, match="your own"):
            deed(expense=expense, by=own, on=ON)
    coordinator, manager = a_member(Role.COORDINATOR, match.scheme), a_member(Role.MANAGER, match.scheme)
    actions.approve_expense(expense=expense, by=coordinator, on=ON)
    with pytest.raises(actions.CannotApprove, match="your own"):
        actions.pay(scheme=match.scheme, expenses=[expense], reference="BACS 1", by=own, on=ON)
    assert not Payment.objects.exists()
    paid = actions.pay(scheme=match.scheme, expenses=[expense], reference="BACS 1", by=manager, on=ON)
    expense.refresh_from_db()
    assert (expense.status, expense.payment) == ("paid", paid)
    with pytest.raises(actions.CannotApprove, match="has been paid"):
        actions.take_approval_back(expense=expense, by=coordinator, on=ON)


def test_a_payment_has_its_own_reference_and_one_scheme():
    match = a_pair_with_money()
    manager = a_member(Role.MANAGER, match.scheme)
    first, second = a_claim(match), a_claim(match, words="Chips", amount=Decimal("6"))
    for expense in (first, second):
        actions.approve_expense(expense=expense, by=manager, on=ON)
    given = {"scheme": match.scheme, "by": manager, "on": ON}
    with pytest.raises(actions.CannotApprove, match="reference"):
        actions.pay(expenses=[first], reference=" ", **given)
    with pytest.raises(actions.CannotApprove, match="Choose what"):
        actions.pay(expenses=[], reference="BACS 1", **given)
    actions.pay(expenses=[first], reference="BACS 1", **given)
    with pytest.raises(actions.CannotApprove, match="already"):
        actions.pay(expenses=[second], reference="BACS 1", **given)


def test_the_same_receipt_twice_is_pointed_out():
    match = a_pair_with_money()
    first = a_claim(match, amount=Decimal("20"))
    assert alike(first) == []
    second = a_claim(match, amount=Decimal("20"))
    assert "twice" in alike(second)[0]
    assert "over the £25" in alike(second)[1]


# --------------------------------------------------------------------------------------------- pages


def test_a_volunteer_says_on_the_phone_what_was_spent(client):
    match = a_pair_lately()
    ruth = match.volunteer.user
    assert "£25 of £25 left" in text(page(client, ruth, "claim", match))
    picture = SimpleUploadedFile("receipt.png", a_png(), "image/png")
    answer = send(client, ruth, "claim", match, **typed_claim(receipt=picture, why_no_receipt=""))
    assert answer.status_code == 302
    assert told(answer)[0].startswith("£9.60 sent. £15.40 of £25 left")
    expense = Expense.objects.get()
    shown = page(client, ruth, "receipt", expense.receipts.get())
    assert shown["Content-Type"] == "image/png"
    assert shown.content.startswith(b"\x89PNG")
    assert "Two swims" in text(page(client, ruth, "money", match))


def test_a_mistake_keeps_what_was_typed(client):
    match = a_pair_lately()
    answer = text(
        send(client, match.volunteer.user, "claim", match, **typed_claim(amount="", words="Two swims"))
    )
    assert "Say how much it was" in answer
    assert "Two swims" in answer
    miles = text(send(client, match.volunteer.user, "claim", match, **typed_claim(kind="miles", amount="")))
    assert "Say how many miles" in miles
    assert "what you drove" in miles


@pytest.mark.parametrize("amount", ["£12.40", " 12.40 ", "12,40"])
def test_money_is_understood_as_people_type_it(client, amount):
    match = a_pair_lately()
    send(client, match.volunteer.user, "claim", match, **typed_claim(amount=amount))
    assert Expense.objects.get().amount == Decimal("12.40")


def test_a_coordinator_approves_and_a_manager_pays_and_takes_it_out_for_finance(client):
    match = a_pair_lately()
    send(client, match.volunteer.user, "claim", match, **typed_claim())
    expense = Expense.objects.get()
    coordinator = match.child.involvements.get(part="coordinator").user
    manager = a_member(Role.MANAGER, match.scheme)
    assert "Two swims" in text(page(client, coordinator, "expenses"))
    assert send(client, coordinator, "approve_expense", expense).status_code == 302
    assert page(client, coordinator, "pay", match.scheme).status_code == 403
    assert "£9.60" in text(page(client, manager, "pay", match.scheme))
    answer = send(client, manager, "pay", match.scheme, expense=[str(expense.public_id)], reference="BACS 7")
    assert answer.status_code == 302
    payment = Payment.objects.get()
    sheet = page(client, manager, "payment", payment, **{"as": "csv"})
    rows = sheet.content.decode("utf-8-sig").splitlines()
    assert rows[1].startswith(f"{match.volunteer.name},")
    assert "9.6" in rows[1]
    assert "Ana" not in rows[1]
    assert page(client, manager, "payment", payment, **{"as": "xlsx"}).content[:2] == b"PK"


def test_what_comes_back_is_put_right_by_the_volunteer(client):
    match = a_pair_lately()
    ruth = match.volunteer.user
    coordinator = match.child.involvements.get(part="coordinator").user
    send(client, ruth, "claim", match, **typed_claim())
    expense = Expense.objects.get()
    send(client, coordinator, "send_back", expense, words="Which pool was it?")
    (letter,) = OutboxMessage.objects.filter(to=match.volunteer.user, event="something new")
    assert letter.values["link"].endswith(reverse("meetings:expense", args=[expense.public_id]))
    client.force_login(match.volunteer.user)
    home = client.get("/").content.decode()
    assert "came back to you" in home
    assert "Which pool was it?" in home
    assert "Which pool was it?" in text(page(client, ruth, "expense", expense))
    send(client, ruth, "send_again", expense, words="Two swims, Aireborough", amount="9.60")
    expense.refresh_from_db()
    assert (expense.status, expense.words) == ("sent", "Two swims, Aireborough")
    assert send(client, ruth, "withdraw_expense", expense).status_code == 302
    expense.refresh_from_db()
    assert expense.status == "withdrawn"


def test_money_is_seen_by_its_own_people_alone(client):
    match = a_pair_lately()
    send(client, match.volunteer.user, "claim", match, **typed_claim())
    expense = Expense.objects.get()
    stranger = a_member(Role.COORDINATOR, a_scheme("Elsewhere"))
    another = a_member(Role.VOLUNTEER, match.scheme)
    assert page(client, stranger, "expense", expense).status_code == 404
    assert page(client, another, "expense", expense).status_code == 404
    assert "Two swims" not in text(page(client, stranger, "expenses"))
    assert page(client, another, "expenses").status_code == 403


def test_the_list_of_expenses_asks_the_same_however_long_it_is(client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    match = a_pair_lately()
    coordinator = match.child.involvements.get(part="coordinator").user

    def cost():
        with CaptureQueriesContext(connection) as asked:
            page(client, coordinator, "expenses")
        return len(asked)

    send(client, match.volunteer.user, "claim", match, **typed_claim())
    cost()  # what was said at the last page is said once
    few = cost()
    for number in range(6):
        a_claim(match, day=today(), at=clock(today(), 23), amount=Decimal(number + 1))
    assert cost() == few
    assert "Nothing waits" not in text(page(client, coordinator, "expenses"))


def test_an_empty_list_says_what_to_expect(client):
    match = a_pair_lately()
    coordinator = match.child.involvements.get(part="coordinator").user
    assert "Nothing waits for a yes" in text(page(client, coordinator, "expenses"))
    assert "Nothing was spent yet" in text(page(client, match.volunteer.user, "money", match))


def test_what_the_last_day_cost_is_told_after_the_end_and_no_other_page_opens(client):
    match = a_pair_lately()
    ruth = match.volunteer.user
    Match.objects.filter(pk=match.pk).update(status="ended", ended_on=days_ago(2))
    assert page(client, ruth, "claim", match).status_code == 404
    shown = text(page(client, ruth, "my_spending"))
    assert "can still be told for three months" in shown
    late = send(client, ruth, "claim_after", match, **typed_claim())
    assert "is not within the time of" in text(late)
    answer = send(client, ruth, "claim_after", match, **(typed_claim() | typed_day(days_ago(2))))
    assert answer.url == reverse("meetings:my_spending")
    assert "Two swims" in text(page(client, ruth, "my_spending"))
    assert page(client, ruth, "expense", Expense.objects.get()).status_code == 200
    stranger = a_member(Role.VOLUNTEER, match.scheme)
    assert page(client, stranger, "claim_after", match).status_code == 404
    Match.objects.filter(pk=match.pk).update(ended_on=days_ago(91))
    assert page(client, ruth, "claim_after", match).status_code == 404


def test_while_a_concern_is_looked_into_nothing_is_claimed(client):
    match = a_pair_lately()
    Match.objects.filter(pk=match.pk).update(status="ended", ended_on=days_ago(2))
    ruth, by = match.volunteer.user, a_member(Role.MANAGER, match.scheme)
    suspend(volunteer=match.volunteer, reason="concern", by=by, on=today())
    assert page(client, ruth, "claim_after", match).status_code == 404
