from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Wiring at start-up: the journal's one listener is set here, and nowhere else."""

    name = "chuangcheng.config"

    def ready(self) -> None:
        from chuangcheng.journal.acts import listen
        from chuangcheng.reactions.delivery import on_entry

        listen(on_entry)
