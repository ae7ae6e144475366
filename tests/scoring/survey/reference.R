# Reference figures for tests/scoring/survey, by R's package survey (Debian: r-cran-survey). Run in this folder:
#   Rscript reference.R > reference.csv
# The tests read the figures only; R is not needed to run them.
suppressMessages(library(survey))
visits <- read.csv("visits.csv", stringsAsFactors = TRUE)
put <- function(name, estimate) {
  est <- as.numeric(coef(estimate)); se <- as.numeric(SE(estimate))
  for (i in seq_along(est)) {
    label <- if (length(est) > 1) paste0(name, ":", names(coef(estimate))[i]) else name
    cat(sprintf("%s,%.12g,%.12g\n", label, est[i], se[i]))
  }
}
cat("case,value,standard_error\n")
two <- subset(visits, stratum != "C"); two$stratum <- droplevels(two$stratum)
figures <- function(tag, d) {
  put(paste0(tag, "/mean"), svymean(~score, d))
  put(paste0(tag, "/total"), svytotal(~passed, d))
  put(paste0(tag, "/ratio"), svyratio(~passed, ~judged, d))
  put(paste0(tag, "/mean by kind"), svyby(~score, ~kind, d, svymean))
  put(paste0(tag, "/total by zone"), svyby(~passed, ~zone, d, svytotal))
  put(paste0(tag, "/ratio by kind"), svyby(~passed, denominator = ~judged, by = ~kind, d, svyratio))
}
figures("rows", svydesign(~1, weights = ~weight, data = two))
figures("strata", svydesign(~1, strata = ~stratum, weights = ~weight, data = two))
figures("one stage", svydesign(~district, strata = ~stratum, weights = ~weight, data = two))
figures("one stage finite", svydesign(~district, strata = ~stratum, weights = ~weight, fpc = ~districts, data = two))
figures("two stages", svydesign(~district + site, strata = ~stratum, fpc = ~districts + sites, data = two))
figures("two stages weighted",
        svydesign(~district + site, strata = ~stratum, fpc = ~districts + sites, weights = ~weight, data = two))
base <- svydesign(~district, strata = ~stratum, weights = ~weight, fpc = ~districts, data = two)
kinds <- data.frame(kind = c("market", "school", "street"), Freq = c(90, 120, 150))
zones <- data.frame(zone = c("east", "west"), Freq = c(200, 160))
figures("post-stratified", postStratify(base, ~kind, kinds))
figures("raked", rake(base, list(~kind, ~zone), list(kinds, zones), control = list(maxit = 500, epsilon = 1e-12)))
for (lonely in c("remove", "certainty", "adjust", "average")) {
  options(survey.lonely.psu = lonely)
  d <- svydesign(~district, strata = ~stratum, weights = ~weight, fpc = ~districts, data = visits)
  put(paste0(lonely, "/mean"), svymean(~score, d))
  put(paste0(lonely, "/total"), svytotal(~passed, d))
  put(paste0(lonely, "/ratio"), svyratio(~passed, ~judged, d))
}
options(survey.lonely.psu = "fail")
korn <- svyciprop(~met, base, method = "beta")
cat(sprintf("korn-graubard,%.12g,%.12g\n", attr(korn, "ci")[1], attr(korn, "ci")[2]))
