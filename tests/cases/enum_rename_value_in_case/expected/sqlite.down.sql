-- cargo-schema: foreign-keys=off

-- alter enum `status`: Draft, away, done -> draft, sent, done, rows with Draft get draft, rows with away get sent
CREATE TABLE "_schema_rebuild_exact" (
    "id" INTEGER NOT NULL,
    "status" TEXT NOT NULL CONSTRAINT "ck_exact_status" CHECK ("status" IN ('draft', 'sent', 'done')),
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_exact" ("id", "status")
SELECT "id", CASE "status" WHEN 'Draft' THEN 'draft' WHEN 'away' THEN 'sent' ELSE "status" END
FROM "exact";

-- the new table takes the place of the old one
DROP TABLE "exact";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_exact" RENAME TO "exact";

PRAGMA legacy_alter_table = OFF;

-- alter enum `status`: Draft, away, done -> draft, sent, done, rows with Draft get draft, rows with away get sent
CREATE TABLE "_schema_rebuild_post" (
    "id" INTEGER NOT NULL,
    "status" TEXT NOT NULL CONSTRAINT "ck_post_status" CHECK ("status" IN ('draft', 'sent', 'done')),
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_post" ("id", "status")
SELECT "id", CASE "status" WHEN 'Draft' THEN 'draft' WHEN 'away' THEN 'sent' ELSE "status" END
FROM "post";

-- the new table takes the place of the old one
DROP TABLE "post";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_post" RENAME TO "post";

PRAGMA legacy_alter_table = OFF;
