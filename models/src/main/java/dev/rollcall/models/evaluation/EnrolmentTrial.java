package dev.rollcall.models.evaluation;

/** One way to enrol so many pictures a person, and what it gives. */
record EnrolmentTrial(int shots, EnrolmentTemplate.Way way, SearchRates rates) {}
