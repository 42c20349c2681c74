-- cargo-schema: foreign-keys=off

-- alter enum `status`: {column}, {type}, it's {column} -> {type}, {column}, rows with it's {column} get {type}, rows with {column} get {type}, rows with {type} get {column}
CREATE TABLE "_schema_rebuild_post" (
    "id" INTEGER NOT NULL,
    "status" TEXT NOT NULL CONSTRAINT "ck_post_status" CHECK ("status" IN ('{type}', '{column}')),
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_post" ("id", "status")
SELECT "id", CASE "status" WHEN 'it''s {column}' THEN '{type}' WHEN '{column}' THEN '{type}' WHEN '{type}' THEN '{column}' ELSE "status" END
FROM "post";

-- the new table takes the place of the old one
DROP TABLE "post";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_post" RENAME TO "post";

PRAGMA legacy_alter_table = OFF;
