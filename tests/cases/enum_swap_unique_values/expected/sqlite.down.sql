-- cargo-schema: foreign-keys=off

-- alter enum `status`: sent, draft -> draft, sent, rows with draft get sent, rows with sent get draft
CREATE TABLE "_schema_rebuild_post" (
    "id" INTEGER NOT NULL,
    "author" INTEGER NOT NULL,
    "status" TEXT NOT NULL CONSTRAINT "ck_post_status" CHECK ("status" IN ('draft', 'sent')),
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_post" ("id", "author", "status")
SELECT "id", "author", CASE "status" WHEN 'draft' THEN 'sent' WHEN 'sent' THEN 'draft' ELSE "status" END
FROM "post";

-- the new table takes the place of the old one
DROP TABLE "post";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_post" RENAME TO "post";

PRAGMA legacy_alter_table = OFF;

-- unique constraint `uq_post_status`
CREATE UNIQUE INDEX "uq_post_status" ON "post" ("status");

-- index `ix_post_author_status`
CREATE UNIQUE INDEX "ix_post_author_status" ON "post" ("author", "status");
