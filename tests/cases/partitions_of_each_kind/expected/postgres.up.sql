-- drop partition `event_rest` of `event`
-- hazard[drop-table]: deletes all rows of `event_rest`
ALTER TABLE "event" DETACH PARTITION "event_rest";

DROP TABLE "event_rest";

-- add column `event.note`: varchar(20), null
ALTER TABLE "event" ADD COLUMN "note" varchar(20);

-- add column `spread.weight`: i32, not null, default 7
ALTER TABLE "spread" ADD COLUMN "weight" integer NOT NULL DEFAULT 7;

-- add partition `event_high` to `event`: FOR VALUES FROM (100) TO (200)
CREATE TABLE "event_high" PARTITION OF "event" FOR VALUES FROM (100) TO (200);

-- add partition `visit_two` to `visit`: FOR VALUES IN (2, 3)
CREATE TABLE "visit_two" PARTITION OF "visit" FOR VALUES IN (2, 3);

-- add index `ix_event_note` on `event`: note
CREATE INDEX "ix_event_note" ON "event" ("note");
