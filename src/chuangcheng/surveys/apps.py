from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "chuangcheng.surveys"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from chuangcheng.kit import resealing
        from chuangcheng.surveys.actions.drawing import SEALED_FOR as HOUSEHOLDS
        from chuangcheng.surveys.actions.storing import SEALED_FOR as ANSWERS
        from chuangcheng.surveys.entering import SEALED_FOR as RECORD

        resealing.register("surveys.Address", {"address_sealed": HOUSEHOLDS})
        resealing.register("surveys.Cluster", {"list_sealed": HOUSEHOLDS})
        resealing.register("surveys.WaitingAnswers", {"sealed": ANSWERS})
        resealing.register("receipts.Submission", {"content__sealed": RECORD})
