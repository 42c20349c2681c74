-- cargo-schema: foreign-keys=off

-- alter enum `state`: fresh, lost, done -> open, done, paused, rows with fresh get open, rows with lost get done
CREATE TABLE "_schema_rebuild_task" (
    "id" INTEGER NOT NULL,
    "state" TEXT NOT NULL CONSTRAINT "ck_task_state" CHECK ("state" IN ('open', 'done', 'paused')),
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_task" ("id", "state")
SELECT "id", CASE "state" WHEN 'fresh' THEN 'open' WHEN 'lost' THEN 'done' ELSE "state" END
FROM "task";

-- the new table takes the place of the old one
DROP TABLE "task";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_task" RENAME TO "task";

PRAGMA legacy_alter_table = OFF;
