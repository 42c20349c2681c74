-- drop exclusion constraint `ex_gone` on `stay`
ALTER TABLE "stay" DROP CONSTRAINT "ex_gone";

-- drop exclusion constraint `ex_span` on `stay`
ALTER TABLE "stay" DROP CONSTRAINT "ex_span";

-- fix existing rows for `ex_place`
UPDATE stay SET place = id;

-- deferred constraints look at the rows now: a table that waits for that cannot be altered
SET CONSTRAINTS ALL IMMEDIATE;

-- add exclusion constraint `ex_place` on `stay`: place with =, initially deferred
-- hazard[constraint-on-rows]: fails if existing rows of `stay` violate `ex_place`
ALTER TABLE "stay" ADD CONSTRAINT "ex_place" EXCLUDE USING hash ("place" WITH =) DEFERRABLE INITIALLY DEFERRED;

-- add exclusion constraint `ex_span` on `stay`: sql(int4range(first, last)) with &&
-- hazard[constraint-on-rows]: fails if existing rows of `stay` violate `ex_span`
ALTER TABLE "stay" ADD CONSTRAINT "ex_span" EXCLUDE USING gist ((int4range(first, last)) WITH &&) WHERE (room > 1);
