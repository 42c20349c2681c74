-- drop exclusion `ex_place` on `stay`: initially deferred
ALTER TABLE "stay" DROP CONSTRAINT "ex_place";

-- drop exclusion `ex_span` on `stay`
ALTER TABLE "stay" DROP CONSTRAINT "ex_span";

-- add exclusion `ex_gone` on `stay`: sql(int4range(first, last)) with &&
-- hazard[constraint-on-rows]: fails where rows of `stay` break `ex_gone`
ALTER TABLE "stay" ADD CONSTRAINT "ex_gone" EXCLUDE USING gist ((int4range(first, last)) WITH &&);

-- add exclusion `ex_span` on `stay`: sql(int4range(first, last)) with &&
-- hazard[constraint-on-rows]: fails where rows of `stay` break `ex_span`
ALTER TABLE "stay" ADD CONSTRAINT "ex_span" EXCLUDE USING gist ((int4range(first, last)) WITH &&) WHERE (room > 0);
