-- drop partition `events_rest` of `events`
-- hazard: loses the rows of `events_rest`
DROP TABLE "events_rest";

-- add partition `events_2020` to `events`: FOR VALUES FROM ('2020-01-01') TO ('2021-01-01')
CREATE TABLE "events_2020" PARTITION OF "events" FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
