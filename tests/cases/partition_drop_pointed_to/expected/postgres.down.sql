-- add partition `events_high` to `events`: FOR VALUES FROM (1000) TO (2000)
CREATE TABLE "events_high" PARTITION OF "events" FOR VALUES FROM (1000) TO (2000);
