-- cargo-schema: foreign-keys=off

-- rename unique constraint `unique_users_mail` on `users` to `uq_users_mail`
DROP INDEX IF EXISTS "unique_users_mail";

-- rename index `index_users_on_name_age` on `users` to `ix_users_name_age`
DROP INDEX "index_users_on_name_age";

-- rename foreign key `posts_author_to_users` on `posts` to `fk_posts_author`
CREATE TABLE "_schema_rebuild_posts" (
    "id" INTEGER NOT NULL,
    "author" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    CONSTRAINT "fk_posts_author" FOREIGN KEY ("author") REFERENCES "users" ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_posts" ("id", "author")
SELECT "id", "author"
FROM "posts";

-- the new table takes the place of the old one
DROP TABLE "posts";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_posts" RENAME TO "posts";

PRAGMA legacy_alter_table = OFF;

-- rename unique constraint `unique_users_mail` on `users` to `uq_users_mail`
-- rename index `index_users_on_name_age` on `users` to `ix_users_name_age`
-- rename check constraint `check_users_age` on `users` to `ck_users_age`
CREATE TABLE "_schema_rebuild_users" (
    "id" INTEGER NOT NULL,
    "mail" VARCHAR(80) NOT NULL,
    "name" VARCHAR(80) NOT NULL,
    "age" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    CONSTRAINT "ck_users_age" CHECK (age >= 0)
);

-- copy the rows
INSERT INTO "_schema_rebuild_users" ("id", "mail", "name", "age")
SELECT "id", "mail", "name", "age"
FROM "users";

-- the new table takes the place of the old one
DROP TABLE "users";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_users" RENAME TO "users";

PRAGMA legacy_alter_table = OFF;

-- unique constraint `uq_users_mail`
CREATE UNIQUE INDEX "uq_users_mail" ON "users" ("mail");

-- index `ix_users_name_age`
CREATE INDEX "ix_users_name_age" ON "users" ("name", "age");
