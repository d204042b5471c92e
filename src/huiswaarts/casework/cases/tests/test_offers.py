"""An invitation goes to an address; what comes of it is up to whoever has that mailbox."""

import datetime as dt
import uuid

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.foundation.accounts.jobs import send_waiting
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.events.models import OutboxMessage
from huiswaarts.foundation.network.models import Membership, Offer
from tests.database import as_owner
from tests.people import PASSWORD, sign_in

pytestmark = pytest.mark.django_db
BOTH = {"password1": PASSWORD, "password2": PASSWORD}


def invite(olga, email, role="support_worker", name="Nina Nieuw"):
    form = {"email": email, "name": name, "role": role, "key": str(uuid.uuid4())}
    answer = sign_in(Client(), olga).post(reverse("desk:people_invite"), form)
    assert answer.status_code == 302
    return offer()


def ask_along(people, email, who="Samir"):
    """Samir asks somebody to his table by e-mail."""
    number = people.case_of["Samir"].number
    form = {"name": "Karim", "kind": "relative", "way": "email", "email": email,
            "key": str(uuid.uuid4())}  # fmt: skip
    url = reverse("portal:add_person", args=[number])
    assert sign_in(Client(), people.by_name[who]).post(url, form).status_code == 302
    return offer()


def offer():
    with as_owner():
        return Offer.objects.latest("pk")


def now(row):
    with as_owner():
        return type(row).objects.get(pk=row.pk)


def link():
    return f"/uitgenodigd/{OutboxMessage.objects.latest('pk').secret}/"


def say(client, one, answer, **more):
    return client.post(reverse("answer_offer", args=[one.public_id]), {"answer": answer, **more})


def account(person):
    """All but when they signed in last."""
    row = User.objects.filter(pk=person.user.pk).values().get()
    return {name: value for name, value in row.items() if name != "last_login"}


@pytest.mark.parametrize("who", ["samir", "bea", "ria"])
def test_inviting_a_known_address_touches_no_account(people, olga, who):
    person = people.by_name[who.capitalize()]
    before, users, work = account(person), User.objects.count(), Membership.objects.count()
    invite(olga, person.user.email.upper())
    assert account(person) == before
    assert (User.objects.count(), Membership.objects.count()) == (users, work)


def test_a_stranger_chooses_a_password_and_a_second_step_and_then_says_yes(people, olga):
    made = invite(olga, "Nina@Elders.nl")
    nina = Client()
    assert nina.get(link())["Location"] == "/uitgenodigd/"
    assert "nina@elders.nl" in nina.get("/uitgenodigd/").content.decode()
    assert nina.post("/uitgenodigd/", BOTH)["Location"] == "/uitnodigingen/"
    assert nina.get("/casussen/")["Location"] == "/uitnodigingen/"
    page = nina.get("/uitnodigingen/").content.decode()
    assert "De Luwte" in page
    assert "begeleider" in page
    assert say(nina, made, "yes")["Location"] == "/account/tweede-stap/"
    user = User.objects.get(email="nina@elders.nl")
    assert not Membership.objects.filter(user=user).exists()
    TOTP.activate(user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    _strengthen(nina)
    assert say(nina, made, "yes", name="Nina N.")["Location"] == "/"
    work = Membership.objects.get(user=user)
    assert (work.role, work.organisation.name, work.user.name) == (
        "support_worker", "De Luwte", "Nina N.",
    )  # fmt: skip
    assert nina.get("/casussen/").status_code == 200


def _strengthen(client):
    inside = client.session
    inside["second_factor"] = True
    inside.save()


def test_a_client_who_works_elsewhere_keeps_mijn_thuis_and_chooses(people, olga, samir, the_case):
    made = invite(olga, samir.user.email)
    browser = sign_in(Client(), samir)
    home = reverse("portal:plan", args=[the_case.number])
    assert "Uitnodiging" in browser.get(home).content.decode()
    assert browser.get(home).status_code == 200, "nothing has changed yet"
    say(browser, made, "yes", name="Samir Y.")
    assert browser.get(reverse("desk:case_list")).status_code == 200
    work = browser.get(reverse("desk:case_list")).content.decode()
    assert the_case.number not in work, "nobody works at their own table"
    assert browser.get(reverse("desk:case", args=[the_case.number])).status_code == 404
    assert "Mijn Thuis" in browser.get("/kies-organisatie/").content.decode()
    chosen = browser.post("/kies-organisatie/", {"membership": "home"})
    assert chosen.headers.get("Location") == "/"
    page = browser.get(home)
    assert page.status_code == 200
    assert "/kies-organisatie/" in page.content.decode()
    assert browser.get(reverse("desk:case_list")).status_code == 404


def test_with_two_sides_one_chooses_and_only_work_asks_a_second_step(olga, samir, the_case):
    with as_owner():
        _employ(samir, olga)
    browser = Client()
    browser.post("/inloggen/", {"login": samir.user.email, "password": PASSWORD})
    assert browser.get("/")["Location"] == "/kies-organisatie/?next=%2F"
    assert "Uitloggen" in browser.get("/kies-organisatie/").content.decode()
    browser.post("/kies-organisatie/", {"membership": "home"})
    home = browser.get(reverse("portal:plan", args=[the_case.number])).content.decode()
    assert reverse("recovery_sheet") in home, "codes come with an app, a sheet with a home"
    assert reverse("mfa_view_recovery_codes") not in home
    account = browser.get(reverse("mfa_index")).content.decode()
    assert reverse("recovery_sheet") in account
    assert "beheerder van" not in account
    assert browser.get(reverse("portal:plan", args=[the_case.number])).status_code == 200
    work = Membership.objects.get(user=samir.user)
    browser.post("/kies-organisatie/", {"membership": work.public_id})
    assert browser.get("/casussen/")["Location"] == "/account/tweede-stap/"
    page = browser.get("/account/tweede-stap/").content.decode()
    assert 'name="membership" value="home"' in page, "and the way back"
    browser.post("/kies-organisatie/", {"membership": "home"})
    assert browser.get(reverse("portal:plan", args=[the_case.number])).status_code == 200


def _employ(person, like):
    work = like.membership
    return Membership.objects.create(
        region=work.region, organisation=work.organisation, user=person.user,
        role="support_worker", from_at=timezone.now(),
    )  # fmt: skip


def test_no_leaves_everything_as_it_was_and_olga_hears_it(people, olga, samir):
    made = invite(olga, samir.user.email)
    before = account(samir)
    browser = sign_in(Client(), samir)
    assert say(browser, made, "no")["Location"] == "/uitnodigingen/"
    assert account(samir) == before
    assert not Membership.objects.filter(user=samir.user).exists()
    told = sign_in(Client(), olga).get(reverse("desk:inbox")).content.decode()
    assert "De uitnodiging aan samir@voorbeeld.nl is niet aangenomen" in told
    assert "niet aangenomen" in sign_in(Client(), olga).get(reverse("desk:people")).content.decode()
    assert say(browser, made, "yes").status_code == 410


def test_a_stranger_who_says_no_is_out_again(olga):
    made = invite(olga, "nina@elders.nl")
    nina = Client()
    nina.get(link())
    nina.post("/uitgenodigd/", BOTH)
    say(nina, made, "no")
    assert nina.get("/uitnodigingen/")["Location"].startswith("/inloggen/")


def test_withdrawn_is_gone_for_the_link_the_account_and_the_mail(olga, samir):
    made = invite(olga, samir.user.email)
    opened = link()
    url = reverse("desk:people_withdraw", args=[made.public_id])
    assert sign_in(Client(), olga).post(url).status_code == 302
    browser = sign_in(Client(), samir)
    browser.get(opened)
    assert browser.get("/uitgenodigd/").status_code == 410
    assert say(browser, made, "yes").status_code == 410
    send_waiting(at=timezone.now())
    assert not mail.outbox


def test_inviting_again_replaces_the_first(olga, samir):
    first, second = invite(olga, samir.user.email), invite(olga, samir.user.email)
    assert (now(first).state, now(second).state) == ("replaced", "open")


def test_the_mail_is_the_same_for_every_address(olga, people):
    for address in ("nina@elders.nl", "samir@voorbeeld.nl", "ria@voorbeeld.nl"):
        invite(olga, address)
    send_waiting(at=timezone.now())
    texts = {(one.subject, one.body.split("http")[0]) for one in mail.outbox}
    assert (len(mail.outbox), len(texts)) == (3, 1)
    assert not OutboxMessage.objects.exclude(address="", secret="").exists()


def test_a_relative_by_mail_sits_there_after_yes(people, samir, the_case):
    made = ask_along(people, "karim@elders.nl")
    with as_owner():
        assert TeamMember.objects.get(pk=made.seat_id).user is None
    karim = Client()
    karim.get(link())
    karim.post("/uitgenodigd/", BOTH)
    assert "Meekijken met Samir" in karim.get("/uitnodigingen/").content.decode()
    assert karim.get(reverse("portal:plan", args=[the_case.number])).status_code == 302
    assert say(karim, made, "yes")["Location"] == "/"
    assert karim.get(reverse("portal:plan", args=[the_case.number])).status_code == 200
    told = sign_in(Client(), samir).get(reverse("portal:inbox")).content.decode()
    assert "De uitnodiging aan karim@elders.nl is aangenomen" in told


def test_the_link_of_another_address_is_not_for_this_account(people, bea):
    ask_along(people, "karim@elders.nl")
    browser = sign_in(Client(), bea)
    browser.get(link())
    assert browser.get("/uitgenodigd/").status_code == 409
    assert "Geen uitnodiging" in browser.get("/uitnodigingen/").content.decode()


def test_an_account_without_address_answers_by_the_link_while_signed_in(people, stan):
    with as_owner():
        User.objects.filter(pk=stan.user.pk).update(email=None)
    made = ask_along(people, "karim@elders.nl")
    browser = sign_in(Client(), stan)
    browser.get(link())
    assert browser.get("/uitgenodigd/")["Location"] == "/uitnodigingen/"
    say(browser, made, "yes")
    with as_owner():
        assert TeamMember.objects.get(pk=made.seat_id).user == stan.user
    assert not User.objects.filter(email="karim@elders.nl").exists()


def test_an_account_without_address_does_not_answer_for_one_with_it(people, stan, ria):
    with as_owner():
        User.objects.filter(pk=stan.user.pk).update(email=None)
    ask_along(people, ria.user.email)
    browser = sign_in(Client(), stan)
    browser.get(link())
    assert browser.get("/uitgenodigd/").status_code == 409


def test_nobody_accepts_the_own_invitation(olga):
    made = invite(olga, "elders@voorbeeld.nl")
    with as_owner():  # the address that was invited became that of who invited
        User.objects.filter(pk=olga.user.pk).update(email=made.address)
    assert say(sign_in(Client(), olga), made, "yes").status_code == 403
    assert not Membership.objects.filter(user=olga.user, role="support_worker").exists()


@pytest.mark.parametrize("stands_still", [False, True])
def test_who_works_at_a_table_does_not_sit_there_for_themselves(people, bea, stands_still):
    made = ask_along(people, bea.user.email)
    if stands_still:
        with as_owner():
            TeamMember.objects.filter(pk=people.seat_of["Samir", "Bea"].pk).update(
                state="suspended",
                question="ending",
                question_until=people.at + dt.timedelta(days=1),
            )
    browser = sign_in(Client(), bea)
    assert say(browser, made, "yes")["Location"] == "/uitnodigingen/"
    assert "vanuit het werk" in browser.get("/uitnodigingen/").content.decode()
    with as_owner():
        assert TeamMember.objects.get(pk=made.seat_id).user is None


@pytest.mark.parametrize("turned", [False, True])
def test_the_database_lets_nobody_sit_on_both_sides(people, olga, mina, the_case, turned):
    """Whichever came first, by whatever way."""
    with as_owner():
        work = _employ(mina, olga)
        facts = {"case": the_case, "state": "active", "from_at": timezone.now()}
        if turned:
            seat = TeamMember(kind="relative", user=people.bea.user, **facts)
        else:
            seat = TeamMember(
                kind="bw_provider", membership=work, organisation=work.organisation, **facts
            )
        with pytest.raises(IntegrityError, match="both sides"), transaction.atomic():
            seat.save()


def test_work_that_was_prepared_passes_to_who_accepts(people, olga, samir, the_case):
    """A kit names somebody whose address has an account: the work waits under another account."""
    with as_owner():
        holder = User.objects.create_user(name="Sam Kit")
        work = Membership.objects.create(
            region=olga.membership.region, organisation=olga.membership.organisation, user=holder,
            role="support_worker", from_at=timezone.now(),
        )  # fmt: skip
    made = invite(olga, samir.user.email)
    with as_owner():
        Offer.objects.filter(pk=made.pk).update(membership=work)
    say(sign_in(Client(), samir), made, "yes", name="Samir Y.")
    work.refresh_from_db()
    assert work.user == samir.user
    assert Membership.objects.filter(user=samir.user).count() == 1


def test_ending_a_membership_leaves_mijn_thuis_and_other_work(people, olga, samir, the_case):
    with as_owner():
        work = _employ(samir, olga)
    browser = sign_in(Client(), samir)
    browser.post("/kies-organisatie/", {"membership": "home"})
    url = reverse("desk:people_end", args=[work.public_id])
    assert sign_in(Client(), olga).post(url, {"reason": "ander werk"}).status_code == 302
    assert browser.get(reverse("portal:plan", args=[the_case.number])).status_code == 200
    before = account(samir)
    assert (before["is_active"], before["session_stamp"]) == (True, samir.user.session_stamp)


def test_only_the_inviters_side_reads_an_invitation(people, samir):
    made = ask_along(people, "karim@elders.nl")
    readers = set()
    for person in people:
        with as_owner():
            seated = TeamMember.objects.filter(user=person.user, membership=None)
            if person.membership is None and not seated.exists():
                continue
        from huiswaarts.foundation.access.session import acting
        from tests.people import actor_of

        with acting(actor_of(person)):
            if Offer.objects.filter(pk=made.pk).exists():
                readers.add(person.name)
    assert readers == {"Samir", "Bea", "Amir", "Gerda"}
    assert Case.objects.count() == 0, "nobody is set, nothing is seen"
