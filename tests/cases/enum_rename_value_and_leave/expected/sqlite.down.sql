-- cargo-schema: foreign-keys=off

-- alter column `post.mood`: text -> enum(state)
-- alter enum `state`: on, out -> on, off, rows with out get off
-- hazard[narrow-type]: keeps values of `post.mood` that do not fit the new type, which programs may fail to read
CREATE TABLE "_schema_rebuild_post" (
    "id" INTEGER NOT NULL,
    "mood" TEXT NOT NULL CONSTRAINT "ck_post_mood" CHECK ("mood" IN ('on', 'off')),
    "state" TEXT NOT NULL CONSTRAINT "ck_post_state" CHECK ("state" IN ('on', 'off')),
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_post" ("id", "mood", "state")
SELECT "id", "mood", CASE "state" WHEN 'out' THEN 'off' ELSE "state" END
FROM "post";

-- the new table takes the place of the old one
DROP TABLE "post";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_post" RENAME TO "post";

PRAGMA legacy_alter_table = OFF;
