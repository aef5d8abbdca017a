"""The addresses of sign-in, accounts, agencies and their people."""

from django.conf import settings
from django.urls import path, re_path

from righthelp.agencies.views import account, agencies, demo, invitations, people, sign_in

AGENCY = "agencies/<uuid:agency_id>"
PERSON = f"{AGENCY}/people/<uuid:person_id>"
ROLE = f"{PERSON}/roles/<uuid:membership_id>"
STEP = "account/second-step"

sign_in_pages = [
    path("sign-in", sign_in.sign_in, name="account_login"),
    path("sign-out", sign_in.sign_out, name="account_logout"),
    path("sign-in/ended", sign_in.account_ended, name="account_inactive"),
    path("sign-in/code", sign_in.second_step, name="mfa_authenticate"),
    path("sign-in/passkey", sign_in.passkey_sign_in, name="mfa_login_webauthn"),
    path("sign-in/again", sign_in.ask_again, name="account_reauthenticate"),
    path("sign-in/again/code", sign_in.ask_again_code, name="mfa_reauthenticate"),
    path("sign-in/again/passkey", sign_in.ask_again_passkey, name="mfa_reauthenticate_webauthn"),
    path("account/password", sign_in.change_password, name="account_change_password"),
    path("password/forgotten", sign_in.forgotten_password, name="account_reset_password"),
    path("password/forgotten/sent", sign_in.forgotten_password_sent, name="account_reset_password_done"),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)$",
        sign_in.password_from_link,
        name="account_reset_password_from_key",
    ),
    path("password/changed", sign_in.password_from_link_done, name="account_reset_password_from_key_done"),
    path(STEP, sign_in.second_factor, name="mfa_index"),
    path(f"{STEP}/app/add", sign_in.add_app, name="mfa_activate_totp"),
    path(f"{STEP}/app/remove", sign_in.remove_app, name="mfa_deactivate_totp"),
    path(f"{STEP}/codes", sign_in.recovery_codes, name="mfa_view_recovery_codes"),
    path(f"{STEP}/codes/new", sign_in.new_recovery_codes, name="mfa_generate_recovery_codes"),
    path(f"{STEP}/codes/download", sign_in.download_recovery_codes, name="mfa_download_recovery_codes"),
    path(f"{STEP}/passkeys", sign_in.passkeys, name="mfa_list_webauthn"),
    path(f"{STEP}/passkeys/add", sign_in.add_passkey, name="mfa_add_webauthn"),
    path(f"{STEP}/passkeys/<int:pk>", sign_in.rename_passkey, name="mfa_edit_webauthn"),
    path(f"{STEP}/passkeys/<int:pk>/remove", sign_in.remove_passkey, name="mfa_remove_webauthn"),
]

work_account_pages = [
    path("work-account/<slug:provider_id>", sign_in.work_account, name="openid_connect_login"),
    path("work-account/<slug:provider_id>/answer", sign_in.work_account_answer, name="openid_connect_callback"),
]

# allauth asks for the addresses of these pages; people who type them find nothing
NOT_OFFERED = (
    "account_signup",
    "account_email",
    "account_email_verification_sent",
    "account_set_password",
    "account_confirm_login_code",
    "socialaccount_signup",
    "socialaccount_connections",
    "socialaccount_login_cancelled",
)
not_offered_pages = [path(f"not-offered/{name}", sign_in.not_offered, name=name) for name in NOT_OFFERED]

own_pages = [
    path("account", account.account, name="account"),
    path("demo/sign-in", demo.choose_person, name="demo_sign_in"),
    path("invitation/<str:token>", invitations.accept, name="accept_invitation"),
    path("agencies", agencies.agencies, name="agencies"),
    path("agencies/add", agencies.add, name="add_agency"),
    path("people", people.people, name="people"),
    path(f"{AGENCY}/people", people.agency_people, name="agency_people"),
    path(f"{AGENCY}/teams/add", agencies.add_team_page, name="add_team"),
    path(f"{AGENCY}/people/invite", invitations.invite_page, name="invite"),
    path(f"{AGENCY}/invitations/<uuid:invitation_id>/withdraw", invitations.withdraw, name="withdraw_invitation"),
    path(PERSON, people.person, name="person"),
    path(f"{PERSON}/roles/add", people.add_role, name="add_role"),
    path(f"{ROLE}/change", people.change_role_page, name="change_role"),
    path(f"{ROLE}/end", people.end_role, name="end_role"),
    path(f"{PERSON}/end-access", people.end_access_page, name="end_access"),
    path(f"{PERSON}/lift-suspension", people.lift, name="lift_suspension"),
    path(f"{PERSON}/remove-second-step", people.remove_second_step, name="remove_second_factor"),
]

urlpatterns = [*sign_in_pages, *own_pages, *not_offered_pages, *(work_account_pages if settings.OIDC_SERVER else [])]
