-- cargo-schema: foreign-keys=off

-- alter column `post.mood`: enum(state) -> text
-- alter enum `state`: on, off -> on, out, rows with off get out
CREATE TABLE "_schema_rebuild_post" (
    "id" INTEGER NOT NULL,
    "mood" TEXT NOT NULL,
    "state" TEXT NOT NULL CONSTRAINT "ck_post_state" CHECK ("state" IN ('on', 'out')),
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_post" ("id", "mood", "state")
SELECT "id", "mood", CASE "state" WHEN 'off' THEN 'out' ELSE "state" END
FROM "post";

-- the new table takes the place of the old one
DROP TABLE "post";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_post" RENAME TO "post";

PRAGMA legacy_alter_table = OFF;
