-- drop partition `event_high` of `event`
-- hazard[drop-table]: deletes all rows of `event_high`
ALTER TABLE "event" DETACH PARTITION "event_high";

DROP TABLE "event_high";

-- drop partition `visit_two` of `visit`
-- hazard[drop-table]: deletes all rows of `visit_two`
ALTER TABLE "visit" DETACH PARTITION "visit_two";

DROP TABLE "visit_two";

-- drop index `ix_event_note` on `event`
DROP INDEX "ix_event_note";

-- add partition `event_rest` to `event`: DEFAULT
CREATE TABLE "event_rest" PARTITION OF "event" DEFAULT;

-- drop column `event.note`
-- hazard[drop-column]: deletes all values of `event.note`
ALTER TABLE "event" DROP COLUMN "note";

-- drop column `spread.weight`
-- hazard[drop-column]: deletes all values of `spread.weight`
ALTER TABLE "spread" DROP COLUMN "weight";
