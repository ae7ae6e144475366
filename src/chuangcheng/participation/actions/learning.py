"""Training on the city's own closed reports; a model suggests nothing before a person has accepted it."""

import hashlib
import io
import secrets
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from chuangcheng.journal.acts import act
from chuangcheng.kit import storage
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.participation.models import LearntModel, LearntState
from chuangcheng.participation.queries.choosing import suggested
from chuangcheng.participation.queries.learning import closed_reports
from chuangcheng.participation.workflow import check_model, model_moved


def train_model(*, by: Actor, at: datetime) -> LearntModel:
    """Learn from the closed reports, measure on those held out, and offer the model for a decision. What was offered
    before and not decided is refused with it. Takes minutes: for jobs and the command line.

    Refused: `cannot_train` with what is lacking.
    """
    by.must("participation.train_model")
    # scikit-learn is large: only whoever trains needs it.
    from chuangcheng.participation.triage.model import save
    from chuangcheng.participation.triage.own import learn
    from chuangcheng.participation.triage.training import CannotTrain

    check_model("participation.train_model", None)
    texts, kinds = closed_reports()
    try:
        learnt = learn(texts, kinds, _suggested_now)
    except CannotTrain as wrong:
        said = _("There is too little to learn from: %(what)s") % {"what": wrong}
        raise Refused("cannot_train", said) from None
    target = io.BytesIO()
    save(learnt.model, target)
    content = target.getvalue()
    path = f"models/{secrets.token_hex(16)}.npz"
    # Bytes before the row; whatever a failed transaction leaves is a file that nothing names.
    storage.write(path, content)
    with act("participation.train_model", by=by, at=at) as record:
        stale = list(LearntModel.objects.filter(state=LearntState.OFFERED))
        LearntModel.objects.filter(pk__in=[one.pk for one in stale]).delete()
        made = LearntModel.objects.create(
            path=path,
            sha256=hashlib.sha256(content).hexdigest(),
            trained_at=at,
            trained_on=learnt.trained_on,
            held_out=learnt.held_out,
            before=learnt.before,
            after=learnt.after,
        )
        record.on(made, reports=learnt.trained_on, f1=_percent(made.after), before=_percent(made.before))
        for one in stale:
            transaction.on_commit(partial(storage.discard, one.path))
    return made


def _suggested_now(text: str) -> str:
    found = suggested(text, most=1, for_public=False)
    return found[0].category.code if found else ""


def _percent(measured: dict[str, float]) -> str:
    return f"{100 * measured['macro_f1']:.1f}"


def accept_model(*, by: Actor, at: datetime, model: LearntModel) -> LearntModel:
    """From now on it suggests; the one before is kept and can be looked up. Refused: `wrong_state`."""
    by.must("participation.accept_model")
    move = check_model("participation.accept_model", model)
    with act("participation.accept_model", by=by, at=at, on=model, f1=_percent(model.after)):
        LearntModel.objects.filter(state=LearntState.IN_FORCE).update(state=LearntState.RETIRED)
        model_moved(model, move, decided_at=at, decided_by_id=by.person_id)
    return model


def refuse_model(*, by: Actor, at: datetime, model: LearntModel) -> LearntModel:
    """It never suggests anything, and its file is deleted."""
    by.must("participation.refuse_model")
    move = check_model("participation.refuse_model", model)
    with act("participation.refuse_model", by=by, at=at, on=model, f1=_percent(model.after)):
        model_moved(model, move, decided_at=at, decided_by_id=by.person_id)
        transaction.on_commit(lambda: storage.discard(model.path))
    return model


def retire_model(*, by: Actor, at: datetime, model: LearntModel) -> LearntModel:
    """Out of force: the keywords, or the file of the settings, suggest again."""
    by.must("participation.retire_model")
    move = check_model("participation.retire_model", model)
    with act("participation.retire_model", by=by, at=at, on=model):
        model_moved(model, move, decided_at=at, decided_by_id=by.person_id)
    return model
