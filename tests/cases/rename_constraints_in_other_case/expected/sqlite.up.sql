-- cargo-schema: foreign-keys=off

-- rename unique constraint `one_mail` on `users` to `ONE_MAIL`
DROP INDEX IF EXISTS "one_mail";

-- rename index `by_name` on `users` to `By_Name`
DROP INDEX "by_name";

-- rename unique constraint `one_mail` on `users` to `ONE_MAIL`
-- rename index `by_name` on `users` to `By_Name`
-- rename foreign key `of_team` on `users` to `OF_TEAM`
-- rename check constraint `positive` on `users` to `Positive`
CREATE TABLE "_schema_rebuild_users" (
    "id" INTEGER NOT NULL,
    "name" VARCHAR(80) NOT NULL,
    "mail" VARCHAR(80) NOT NULL,
    "team" INTEGER,
    PRIMARY KEY ("id"),
    CONSTRAINT "OF_TEAM" FOREIGN KEY ("team") REFERENCES "teams" ("id"),
    CONSTRAINT "Positive" CHECK (id > 0)
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

-- unique constraint `ONE_MAIL`
CREATE UNIQUE INDEX "ONE_MAIL" ON "users" ("mail");

-- index `By_Name`
CREATE INDEX "By_Name" ON "users" ("name");
