-- drop partition `events_high` of `events`
-- hazard[drop-table]: loses the rows of `events_high`
ALTER TABLE "events" DETACH PARTITION "events_high";

DROP TABLE "events_high";
