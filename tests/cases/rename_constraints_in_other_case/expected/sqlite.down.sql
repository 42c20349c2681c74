-- cargo-schema: foreign-keys=off

-- rename unique constraint `ONE_MAIL` on `users` to `one_mail`
DROP INDEX IF EXISTS "ONE_MAIL";

-- rename index `By_Name` on `users` to `by_name`
DROP INDEX "By_Name";

-- rename unique constraint `ONE_MAIL` on `users` to `one_mail`
-- rename index `By_Name` on `users` to `by_name`
-- rename foreign key `OF_TEAM` on `users` to `of_team`
-- rename check constraint `Positive` on `users` to `positive`
CREATE TABLE "_schema_rebuild_users" (
    "id" INTEGER NOT NULL,
    "name" VARCHAR(80) NOT NULL,
    "mail" VARCHAR(80) NOT NULL,
    "team" INTEGER,
    PRIMARY KEY ("id"),
    CONSTRAINT "of_team" FOREIGN KEY ("team") REFERENCES "teams" ("id"),
    CONSTRAINT "positive" CHECK (id > 0)
);

-- copy the rows
INSERT INTO "_schema_rebuild_users" ("id", "name", "mail", "team")
SELECT "id", "name", "mail", "team"
FROM "users";

-- the new table takes the place of the old one
DROP TABLE "users";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_users" RENAME TO "users";

PRAGMA legacy_alter_table = OFF;

-- unique constraint `one_mail`
CREATE UNIQUE INDEX "one_mail" ON "users" ("mail");

-- index `by_name`
CREATE INDEX "by_name" ON "users" ("name");
