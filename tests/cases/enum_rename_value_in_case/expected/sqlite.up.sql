-- cargo-schema: foreign-keys=off

-- alter enum `status`: draft, sent, done -> Draft, away, done, rows with draft get Draft, rows with sent get away
CREATE TABLE "_schema_rebuild_exact" (
    "id" INTEGER NOT NULL,
    "status" TEXT NOT NULL CONSTRAINT "ck_exact_status" CHECK ("status" IN ('Draft', 'away', 'done')),
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_exact" ("id", "status")
SELECT "id", CASE "status" WHEN 'draft' THEN 'Draft' WHEN 'sent' THEN 'away' ELSE "status" END
FROM "exact";

-- the new table takes the place of the old one
DROP TABLE "exact";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_exact" RENAME TO "exact";

PRAGMA legacy_alter_table = OFF;

-- alter enum `status`: draft, sent, done -> Draft, away, done, rows with draft get Draft, rows with sent get away
CREATE TABLE "_schema_rebuild_post" (
    "id" INTEGER NOT NULL,
    "status" TEXT NOT NULL CONSTRAINT "ck_post_status" CHECK ("status" IN ('Draft', 'away', 'done')),
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_post" ("id", "status")
SELECT "id", CASE "status" WHEN 'draft' THEN 'Draft' WHEN 'sent' THEN 'away' ELSE "status" END
FROM "post";

-- the new table takes the place of the old one
DROP TABLE "post";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_post" RENAME TO "post";

PRAGMA legacy_alter_table = OFF;
