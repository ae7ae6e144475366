"""The one list of periodic jobs: every so often, or once a day at an hour of the city's own clock."""

from datetime import time, timedelta

from chuangcheng.kit.jobs import Daily, Periodic, Scheduled

PERIODIC: tuple[Scheduled, ...] = (
    Periodic("chuangcheng.journal.jobs.seal", timedelta(minutes=1)),
    Periodic("chuangcheng.operations.jobs.recover", timedelta(seconds=15)),
    Periodic("chuangcheng.operations.jobs.prune", timedelta(hours=6)),
    Periodic("chuangcheng.operations.jobs.reseal", timedelta(hours=12)),
    Daily("chuangcheng.evidence.jobs.sweep_orphans", time(1, 30)),
    Daily("chuangcheng.receipts.jobs.sweep", time(2, 0)),
    # Pictures stored before they were compared: no deed tells of them.
    Periodic("chuangcheng.evidence.jobs.compare_unread", timedelta(hours=1)),
    Periodic("chuangcheng.evidence.jobs.drop_originals", timedelta(hours=12)),
    Periodic("chuangcheng.cases.jobs.watch_deadlines", timedelta(minutes=5)),
    Periodic("chuangcheng.cases.jobs.watch_instructions", timedelta(minutes=5)),
    Daily("chuangcheng.scoring.jobs.draft_last_month", time(0, 30)),
    Periodic("chuangcheng.duties.jobs.watch_contracts", timedelta(hours=1)),
    Periodic("chuangcheng.duties.jobs.remind_of_rules", timedelta(hours=12)),
    # Counting the burden of a month walks many rows: pages read what was kept.
    Periodic("chuangcheng.scoring.jobs.count_burden", timedelta(minutes=50)),
    Periodic("chuangcheng.scoring.jobs.estimate_scores", timedelta(minutes=10)),
    Periodic("chuangcheng.scoring.jobs.compute_whole_scores", timedelta(minutes=30)),
    Periodic("chuangcheng.scoring.jobs.list_repairs", timedelta(hours=6)),
    Periodic("chuangcheng.scoring.jobs.rank", timedelta(minutes=30)),
    Periodic("chuangcheng.scoring.jobs.find_hotspots", timedelta(hours=2)),
    # Deeds that change a round bring this about at once; here is for rounds that came another way.
    Periodic("chuangcheng.scoring.jobs.refresh_summaries", timedelta(minutes=10)),
    Daily("chuangcheng.scoring.jobs.verify_summaries", time(4, 0)),
    Periodic("chuangcheng.patrols.jobs.watch", timedelta(minutes=2)),
    Daily("chuangcheng.patrols.jobs.forget", time(2, 15)),
    Periodic("chuangcheng.participation.jobs.forget", timedelta(hours=12)),
    Daily("chuangcheng.documents.jobs.write_open_data"),
    # Looks every day whether a month has passed since the last training, so that a day off delays it by a day.
    Daily("chuangcheng.participation.jobs.learn", time(3, 30)),
    # Reports are let through one by one; whoever listens to an area hears of them together.
    Periodic("chuangcheng.participation.jobs.tell_areas", timedelta(minutes=30)),
    Periodic("chuangcheng.volunteering.jobs.watch", timedelta(minutes=15)),
    Periodic("chuangcheng.proceedings.jobs.forget", timedelta(hours=12)),
    Periodic("chuangcheng.integrity.jobs.tend", timedelta(hours=12)),
    Periodic("chuangcheng.exposures.jobs.tend", timedelta(hours=12)),
    Periodic("chuangcheng.materials.jobs.watch", timedelta(hours=1)),
    # Answers wait until enough of them can be stored together: no deed may tell when one came.
    Periodic("chuangcheng.surveys.jobs.store", timedelta(minutes=30)),
    Periodic("chuangcheng.honours.jobs.mix", timedelta(hours=6)),
    Periodic("chuangcheng.honours.jobs.watch_checks", timedelta(hours=1)),
    Periodic("chuangcheng.notices.jobs.send_due", timedelta(seconds=30)),
    Daily("chuangcheng.notices.jobs.prune_deliveries", time(2, 30)),
    # A new version of the product may bring the table of another year: no deed tells of it.
    Daily("chuangcheng.cases.jobs.recompute_deadlines", time(1, 0)),
)
