-- add column `event.note`: varchar(20), null
ALTER TABLE "event" ADD COLUMN "note" VARCHAR(20);

-- add column `spread.weight`: i32, not null, default 7
ALTER TABLE "spread" ADD COLUMN "weight" INTEGER NOT NULL DEFAULT 7;

-- add index `ix_event_note` on `event`: note
CREATE INDEX "ix_event_note" ON "event" ("note");
