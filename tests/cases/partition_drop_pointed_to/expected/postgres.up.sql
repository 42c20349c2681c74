-- drop partition `events_high` of `events`
-- hazard[drop-table]: deletes all rows of `events_high`
ALTER TABLE "events" DETACH PARTITION "events_high";

DROP TABLE "events_high";
