-- drop exclusion constraint `ex_place` on `stay`: initially deferred
ALTER TABLE "stay" DROP CONSTRAINT "ex_place";

-- drop exclusion constraint `ex_span` on `stay`
ALTER TABLE "stay" DROP CONSTRAINT "ex_span";

-- add exclusion constraint `ex_gone` on `stay`: sql(int4range(first, last)) with &&
-- hazard[constraint-on-rows]: fails if existing rows of `stay` violate `ex_gone`
ALTER TABLE "stay" ADD CONSTRAINT "ex_gone" EXCLUDE USING gist ((int4range(first, last)) WITH &&);

-- add exclusion constraint `ex_span` on `stay`: sql(int4range(first, last)) with &&
-- hazard[constraint-on-rows]: fails if existing rows of `stay` violate `ex_span`
ALTER TABLE "stay" ADD CONSTRAINT "ex_span" EXCLUDE USING gist ((int4range(first, last)) WITH &&) WHERE (room > 0);
