-- drop partition `events_old` of `events`
-- hazard[drop-table]: deletes all rows of `events_old`
ALTER TABLE "events" DETACH PARTITION "events_old";

DROP TABLE "events_old";

-- add partition `events_rest` to `events`: DEFAULT
CREATE TABLE "events_rest" PARTITION OF "events" DEFAULT;
