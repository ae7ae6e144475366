"""Addresses of the pages of questionnaires."""

from django.urls import URLPattern, path

from chuangcheng.desk.surveys import builder, exchange, hints, planning, results, sampling

urlpatterns: list[URLPattern] = [
    path("surveys/", planning.surveys, name="surveys"),
    path("surveys/new/", planning.new_survey, name="new_survey"),
    path("surveys/<int:pk>/", planning.survey, name="survey"),
    path("surveys/<int:pk>/results/", results.results, name="survey_results"),
    path("surveys/<int:pk>/results.xlsx", results.results_file, name="survey_results_file"),
    path("surveys/<int:pk>/hints/", hints.hints, name="survey_hints"),
    path("surveys/<int:pk>/samples/new/", planning.new_sample, name="new_survey_sample"),
    path("surveys/<int:pk>/<slug:move>/", planning.move, name="survey_move"),
    path("surveys/exclusions/<int:pk>/include/", hints.include, name="include_answers"),
    path("surveys/samples/<int:pk>/", sampling.sample, name="survey_sample"),
    path("surveys/samples/<int:pk>/totals/", sampling.totals, name="survey_totals"),
    path("surveys/samples/<int:pk>/draw/", sampling.draw, name="survey_draw"),
    path("surveys/samples/<int:pk>/take/", sampling.take, name="survey_take"),
    path("surveys/samples/<int:pk>/links/", sampling.links, name="survey_links"),
    path("surveys/samples/<int:pk>/quota/", sampling.quota, name="survey_quota"),
    path("surveys/clusters/<int:pk>/households/", sampling.households, name="survey_households"),
    path("surveys/clusters/<int:pk>/interviewer/", sampling.interviewer, name="survey_interviewer"),
    path("survey-forms/", builder.forms_page, name="survey_forms"),
    path("survey-forms/new/", builder.new_form, name="new_survey_form"),
    path("survey-forms/<int:pk>/", builder.form_page, name="survey_form"),
    path("survey-forms/<int:pk>/preview/", builder.preview, name="survey_form_preview"),
    path("survey-forms/<int:pk>/publish/", builder.publish, name="publish_survey_form"),
    path("survey-forms/<int:pk>/version/", builder.next_version, name="survey_form_version"),
    path("survey-forms/<int:pk>/file.xlsx", exchange.export, name="export_survey_form"),
    path("survey-forms/<int:pk>/import/", exchange.import_form, name="import_survey_form"),
    path("survey-forms/<int:pk>/questions/<int:number>/", builder.question, name="survey_question"),
    path("survey-forms/<int:pk>/questions/<int:number>/<slug:change>/", builder.rearrange, name="survey_question_move"),
]
