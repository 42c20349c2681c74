-- cargo-schema: foreign-keys=off

-- add column `post.author`: i64, null
-- add foreign key `fk_author` on `post`: author -> person.id
-- add foreign key `fk_post` on `post`: author -> post.id
CREATE TABLE "_schema_rebuild_post" (
    "id" INTEGER NOT NULL,
    "author" INTEGER,
    PRIMARY KEY ("id"),
    CONSTRAINT "fk_author" FOREIGN KEY ("author") REFERENCES "person" ("id"),
    CONSTRAINT "fk_post" FOREIGN KEY ("author") REFERENCES "post" ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_post" ("id")
SELECT "id"
FROM "post";

-- the new table takes the place of the old one
DROP TABLE "post";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_post" RENAME TO "post";

PRAGMA legacy_alter_table = OFF;
