-- cargo-schema: foreign-keys=off

-- drop primary key of `post`
-- add primary key to `post`: status, number
-- alter enum `status`: draft, sent -> sent, draft, rows with draft get sent, rows with sent get draft
-- hazard[primary-key-on-rows]: fails if the new primary key has duplicates in `post`
CREATE TABLE "_schema_rebuild_post" (
    "author" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "status" TEXT NOT NULL CONSTRAINT "ck_post_status" CHECK ("status" IN ('sent', 'draft')),
    PRIMARY KEY ("status", "number"),
    CONSTRAINT "fk_post_author" FOREIGN KEY ("author") REFERENCES "author" ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_post" ("rowid", "author", "number", "status")
SELECT "rowid", "author", "number", CASE "status" WHEN 'draft' THEN 'sent' WHEN 'sent' THEN 'draft' ELSE "status" END
FROM "post";

-- the new table takes the place of the old one
DROP TABLE "post";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_post" RENAME TO "post";

PRAGMA legacy_alter_table = OFF;
