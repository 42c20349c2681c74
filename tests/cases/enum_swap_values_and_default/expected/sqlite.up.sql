-- cargo-schema: foreign-keys=off

-- alter column `post.status`: default "draft" -> "sent"
-- alter enum `status`: draft, sent -> draft, sent, rows with draft get sent, rows with sent get draft
CREATE TABLE "_schema_rebuild_post" (
    "id" INTEGER NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'sent' CONSTRAINT "ck_post_status" CHECK ("status" IN ('draft', 'sent')),
    "word" TEXT NOT NULL DEFAULT 'draft' CONSTRAINT "ck_post_word" CHECK ("word" IN ('draft', 'sent')),
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_post" ("id", "status", "word")
SELECT "id", CASE "status" WHEN 'draft' THEN 'sent' WHEN 'sent' THEN 'draft' ELSE "status" END, CASE "word" WHEN 'draft' THEN 'sent' WHEN 'sent' THEN 'draft' ELSE "word" END
FROM "post";

-- the new table takes the place of the old one
DROP TABLE "post";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_post" RENAME TO "post";

PRAGMA legacy_alter_table = OFF;
