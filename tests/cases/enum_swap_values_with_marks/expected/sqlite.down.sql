-- cargo-schema: foreign-keys=off

-- alter enum `status`: {type}, {column} -> {column}, {type}, it's {column}, rows with {column} get {type}, rows with {type} get {column}
CREATE TABLE "_schema_rebuild_post" (
    "id" INTEGER NOT NULL,
    "status" TEXT NOT NULL CONSTRAINT "ck_post_status" CHECK ("status" IN ('{column}', '{type}', 'it''s {column}')),
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_post" ("id", "status")
SELECT "id", CASE "status" WHEN '{column}' THEN '{type}' WHEN '{type}' THEN '{column}' ELSE "status" END
FROM "post";

-- the new table takes the place of the old one
DROP TABLE "post";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_post" RENAME TO "post";

PRAGMA legacy_alter_table = OFF;
