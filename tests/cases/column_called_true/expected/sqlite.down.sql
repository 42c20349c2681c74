-- cargo-schema: foreign-keys=off
-- cargo-schema: drop-column "post"."note"

-- drop column `post.note`
-- alter enum `status`: sketch, sent -> draft, sent, rows with sketch get draft
-- hazard[drop-column]: deletes all values of `post.note`
CREATE TABLE "_schema_rebuild_post" (
    "id" INTEGER NOT NULL,
    "true" VARCHAR(20) NOT NULL,
    "title" VARCHAR(20) NOT NULL,
    "status" TEXT NOT NULL CONSTRAINT "ck_post_status" CHECK ("status" IN ('draft', 'sent')),
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_post" ("id", "true", "title", "status")
SELECT "id", "true", "title", CASE "status" WHEN 'sketch' THEN 'draft' ELSE "status" END
FROM "post";

-- the new table takes the place of the old one
DROP TABLE "post";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_post" RENAME TO "post";

PRAGMA legacy_alter_table = OFF;
