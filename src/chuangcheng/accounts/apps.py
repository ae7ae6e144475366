from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "chuangcheng.accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from chuangcheng.accounts.citizen_keys import NAME, PHONE
        from chuangcheng.kit import resealing

        resealing.register(
            "accounts.CitizenAccount",
            {"phone_sealed": PHONE, "name_sealed": NAME},
            {"phone_hash": ("phone_sealed", PHONE)},
        )
        resealing.register("accounts.CitizenCode", {"phone_sealed": PHONE}, {"phone_hash": ("phone_sealed", PHONE)})
