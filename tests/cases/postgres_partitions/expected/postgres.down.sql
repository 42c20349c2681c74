-- drop partition `events_2020` of `events`
-- hazard: loses the rows of `events_2020`
DROP TABLE "events_2020";

-- add partition `events_rest` to `events`: DEFAULT
CREATE TABLE "events_rest" PARTITION OF "events" DEFAULT;
