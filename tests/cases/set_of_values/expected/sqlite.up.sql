-- cargo-schema: foreign-keys=off

-- add column `member.lost`: set(right), null
-- alter enum `right`: read, write, share -> read, share, own, rows with write get share
CREATE TABLE "_schema_rebuild_member" (
    "id" INTEGER NOT NULL,
    "rights" TEXT NOT NULL,
    "lost" TEXT,
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_member" ("id", "rights")
SELECT "id", trim(replace(replace(',' || "rights" || ',', ',write,', ',' || char(1) || 'share,'), char(1), ''), ',')
FROM "member";

-- the new table takes the place of the old one
DROP TABLE "member";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_member" RENAME TO "member";

PRAGMA legacy_alter_table = OFF;
