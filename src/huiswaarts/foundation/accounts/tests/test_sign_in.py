import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from huiswaarts.foundation.accounts.actions import recovery
from huiswaarts.foundation.accounts.models import User
from tests.database import as_owner

from .conftest import PASSWORD, app_code, do, is_in, sign_in, try_password

pytestmark = pytest.mark.django_db


def test_a_professional_needs_password_and_code(client, worker):
    answer = try_password(client, worker.email, PASSWORD)
    assert answer["Location"] == "/inloggen/tweede-stap/"
    assert not is_in(client)
    answer = client.post("/inloggen/tweede-stap/", {"code": app_code()})
    assert answer["Location"] == "/"
    assert is_in(client)


def test_capitals_and_spaces_in_the_login_do_not_matter(client, worker):
    assert try_password(client, " Bea@Voorbeeld.NL ", PASSWORD).status_code == 302


def test_a_login_name_from_paper_works_without_second_step(client, resident):
    sign_in(client, resident)
    assert is_in(client)


def test_a_code_works_once(worker):
    first, second, code = Client(), Client(), app_code()
    for one in (first, second):
        try_password(one, worker.email, PASSWORD)
    assert first.post("/inloggen/tweede-stap/", {"code": code}).status_code == 302
    assert "al gebruikt" in second.post("/inloggen/tweede-stap/", {"code": code}).content.decode()
    assert not is_in(second)


def test_a_recovery_code_works_once(worker):
    code = RecoveryCodes.activate(worker).get_unused_codes()[0]
    for expected in (302, 200):
        one = Client()
        try_password(one, worker.email, PASSWORD)
        assert one.post("/inloggen/tweede-stap/", {"code": code}).status_code == expected


def test_a_closed_account_gets_the_same_answer_as_a_wrong_password(client, worker):
    wrong = try_password(client, worker.email, "niet dit wachtwoord").content
    worker.is_active = False
    worker.save()
    closed = try_password(client, worker.email, PASSWORD).content
    assert visible(wrong) == visible(closed)


def test_unknown_and_known_get_the_same_answer_for_the_same_work(client, worker, quick):
    answers, work = [], []
    for login in (worker.email, "niemand@voorbeeld.nl", worker.username, "aaaa-bbbb"):
        quick.checked = quick.made = 0
        page = try_password(client, login, "niet dit wachtwoord").content
        answers.append(visible(page).replace(login, "LOGIN"))
        work.append(quick.checked + quick.made)
    assert set(work) == {1}
    assert len(set(answers)) == 1


def visible(page):
    """Without the form's own secret, which differs every time."""
    lines = page.decode().split(">")
    return ">".join(line for line in lines if "csrfmiddlewaretoken" not in line)


def test_the_session_gets_a_new_key(client, worker):
    try_password(client, worker.email, PASSWORD)
    before = client.session.session_key
    client.post("/inloggen/tweede-stap/", {"code": app_code()})
    assert client.session.session_key != before


def test_signing_out_clears_what_the_browser_kept(client, worker):
    sign_in(client, worker)
    answer = client.post("/uitloggen/")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert answer["Location"] == "/inloggen/"
    assert not is_in(client)


def test_the_page_after_signing_in_is_never_elsewhere(client, resident):
    answer = client.post(
        "/inloggen/?next=https://kwaad.example/",
        {"login": resident.username, "password": PASSWORD, "next": "https://kwaad.example/"},
    )
    assert answer["Location"] == "/"


@pytest.mark.parametrize(
    "name",
    [
        "account_signup",
        "account_email",
        "account_set_password",
        "account_inactive",
        "account_reset_password_from_key",
        "mfa_list_webauthn",
        "socialaccount_signup",
    ],
)
def test_what_is_not_used_does_not_exist(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_without_a_second_step_no_page_is_open(client, newcomer):
    newcomer.set_password(PASSWORD)
    newcomer.save()
    try_password(client, newcomer.email, PASSWORD)
    for path in ("/", "/account/beveiliging/", "/casussen/", "/account/wachtwoord/"):
        assert client.get(path)["Location"] == "/account/tweede-stap/"
    assert client.get("/account/tweede-stap/").status_code == 200
    part = client.get("/", headers={"HX-Request": "true"})
    assert part["HX-Redirect"] == "/account/tweede-stap/"


def test_a_second_step_set_up_elsewhere_does_not_open_this_session(client, newcomer):
    """Who only knows the password waits in vain for the owner to finish."""
    newcomer.set_password(PASSWORD)
    newcomer.save()
    try_password(client, newcomer.email, PASSWORD)
    Authenticator.objects.create(user=newcomer, type="totp", data={"secret": "x"})
    assert client.get("/account/beveiliging/")["Location"] == "/inloggen/"
    assert not is_in(client)


def test_setting_up_the_app_gives_recovery_codes_and_ends_other_sessions(newcomer):
    newcomer.set_password(PASSWORD)
    newcomer.save()
    here, elsewhere = Client(), Client()
    for one in (here, elsewhere):
        try_password(one, newcomer.email, PASSWORD)
    asked = here.get("/account/tweede-stap/app/")
    assert asked["Location"].startswith("/account/bevestigen/")
    here.post("/account/bevestigen/", {"password": PASSWORD})
    page = here.get("/account/tweede-stap/app/")
    assert "<svg" in page.content.decode()
    assert "data:image" not in page.content.decode()
    secret = here.session["mfa.totp.secret"]
    answer = here.post("/account/tweede-stap/app/", {"code": code_of(secret)})
    assert answer["Location"] == "/account/herstelcodes/"
    assert here.get("/account/herstelcodes/").content.count(b"<li>") >= 10
    assert is_in(here)
    assert elsewhere.get("/account/beveiliging/")["Location"].startswith("/inloggen/")


def code_of(secret):
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    return format_hotp_value(hotp_value(secret, int(timezone.now().timestamp()) // 30))


def test_secrets_of_the_app_are_not_readable_in_the_database(worker):
    from .conftest import SECRET

    for factor in Authenticator.objects.filter(user=worker):
        assert SECRET not in str(factor.data)


def test_the_last_second_step_of_a_professional_stays(client, worker):
    sign_in(client, worker)
    client.post("/account/bevestigen/", {"password": PASSWORD})
    assert "enige tweede stap" in client.get("/account/tweede-stap/app/weg/").content.decode()
    client.post("/account/tweede-stap/app/weg/")
    assert Authenticator.objects.filter(user=worker, type="totp").exists()


def test_a_changed_password_ends_the_other_sessions(worker):
    here, elsewhere = sign_in(Client(), worker), Client()
    elsewhere.force_login(worker)
    inside = elsewhere.session
    inside["second_factor"] = True
    inside.save()
    assert is_in(elsewhere)
    new = "vijf koeien in de zon"
    answer = here.post(
        "/account/wachtwoord/", {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    assert answer["Location"] == "/account/beveiliging/"
    assert is_in(here)
    assert not is_in(elsewhere)


@pytest.mark.parametrize(
    ("new", "again", "reason"),
    [
        ("kort", "kort", "12 tekens"),
        ("welkom123456", "andersandersanders", "niet hetzelfde"),
        ("password1234", "password1234", "te algemeen"),
        ("x" * 300, "x" * 300, "200"),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(client, worker, new, again, reason):
    sign_in(client, worker)
    data = {"oldpassword": PASSWORD, "password1": new, "password2": again}
    assert reason in client.post("/account/wachtwoord/", data).content.decode()


def test_two_admins_end_everything_of_a_lost_second_step(client, worker, admin, second_admin):
    sign_in(client, worker)
    asked = {"user": worker, "kind": "second_factor", "seen": recovery.Seen()}
    place = recovery.Place(organisation_id=admin.organisation_id)
    request, _ = do(recovery.ask_recovery, by=admin, timed=False, place=place, **asked)
    assert is_in(client)  # one alone changes nothing
    do(recovery.second_recovery, by=second_admin, timed=False, request=request, seen=asked["seen"])
    assert not is_in(client)
    worker.refresh_from_db()
    assert not worker.has_usable_password()
    assert worker.invitations.open(timezone.now()).count() == 1


def test_a_closed_account_is_out_at_the_next_request(client, worker):
    sign_in(client, worker)
    with as_owner():
        User.objects.filter(pk=worker.pk).update(is_active=False)
    assert not is_in(client)


def test_nobody_resets_their_own_second_step(admin):
    own = {"user": User.objects.get(pk=admin.user_id), "kind": "second_factor"}
    place = recovery.Place(organisation_id=admin.organisation_id)
    with pytest.raises(PermissionDenied, match="niet voor uzelf"):
        do(recovery.ask_recovery, by=admin, timed=False, place=place, seen=recovery.Seen(), **own)


def test_the_previous_sign_in_is_shown(worker):
    sign_in(Client(), worker)
    again = Client()
    try_password(again, worker.email, PASSWORD)
    again.post("/inloggen/tweede-stap/", {"code": app_code(1)})
    assert "vorige keer" in again.get("/account/beveiliging/").content.decode()


def test_all_other_devices_can_be_signed_out(client, resident):
    sign_in(client, resident)
    elsewhere = sign_in(Client(), resident)
    client.post("/account/uitloggen/")
    assert is_in(client)
    assert not is_in(elsewhere)


def test_the_labels_of_signing_in_follow_the_language(db, client):
    page = client.get("/inloggen/", headers={"accept-language": "en"}).content.decode()
    assert "E-mailadres of inlognaam" not in page
    assert ">Wachtwoord<" not in page
