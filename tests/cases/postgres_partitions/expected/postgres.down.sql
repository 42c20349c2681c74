-- drop partition `events_rest` of `events`
-- hazard[drop-table]: deletes all rows of `events_rest`
ALTER TABLE "events" DETACH PARTITION "events_rest";

DROP TABLE "events_rest";

-- add partition `events_old` to `events`: FOR VALUES FROM (MINVALUE) TO ('2020-01-01')
CREATE TABLE "events_old" PARTITION OF "events" FOR VALUES FROM (MINVALUE) TO ('2020-01-01');
