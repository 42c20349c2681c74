-- cargo-schema: foreign-keys=off

-- alter column `task.state`: enum(state) -> varchar(10)
-- hazard[narrow-type]: keeps values of `task.state` that do not fit the new type, which programs may fail to read
CREATE TABLE "_schema_rebuild_task" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "state" VARCHAR(10) NOT NULL DEFAULT 'open'
);

-- numbers that were given out are not given out again
INSERT INTO sqlite_sequence (name, seq) SELECT '_schema_rebuild_task', seq FROM sqlite_sequence WHERE name = 'task';

-- copy the rows
INSERT INTO "_schema_rebuild_task" ("id", "state")
SELECT "id", "state"
FROM "task";

-- the new table takes the place of the old one
DROP TABLE "task";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_task" RENAME TO "task";

PRAGMA legacy_alter_table = OFF;
