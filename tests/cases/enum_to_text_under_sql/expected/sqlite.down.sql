-- cargo-schema: foreign-keys=off

-- alter column `jobs.state`: varchar(9) -> enum(state)
-- hazard[narrow-type]: keeps values of `jobs.state` that do not fit the new type, which programs may fail to read
CREATE TABLE "_schema_rebuild_jobs" (
    "id" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'new' CONSTRAINT "ck_jobs_state" CHECK ("state" IN ('new', 'old', 'done')),
    "is_done" BOOLEAN NOT NULL GENERATED ALWAYS AS (state = 'done') VIRTUAL,
    PRIMARY KEY ("id"),
    CONSTRAINT "ck_state" CHECK (state <> 'old' OR id > 1)
);

-- copy the rows
INSERT INTO "_schema_rebuild_jobs" ("id", "state")
SELECT "id", "state"
FROM "jobs";

-- the new table takes the place of the old one
DROP TABLE "jobs";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_jobs" RENAME TO "jobs";

PRAGMA legacy_alter_table = OFF;

-- index `ix_done`
CREATE INDEX "ix_done" ON "jobs" ("id") WHERE state = 'done';
