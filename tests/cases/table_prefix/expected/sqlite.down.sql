-- cargo-schema: foreign-keys=off

-- rename table `shop_post` to `post`
ALTER TABLE "shop_post" RENAME TO "post";

-- rename table `shop_person` to `person`
ALTER TABLE "shop_person" RENAME TO "person";

-- rename unique constraint `uq_shop_person_mail` on `person` to `uq_person_mail`
DROP INDEX IF EXISTS "uq_shop_person_mail";

-- rename index `ix_shop_person_name_age` on `person` to `ix_person_name_age`
DROP INDEX "ix_shop_person_name_age";

-- rename unique constraint `uq_shop_person_mail` on `person` to `uq_person_mail`
-- rename index `ix_shop_person_name_age` on `person` to `ix_person_name_age`
-- rename check constraint `ck_shop_person_age` on `person` to `ck_person_age`
CREATE TABLE "_schema_rebuild_person" (
    "id" INTEGER NOT NULL,
    "mail" VARCHAR(80) NOT NULL,
    "name" VARCHAR(80) NOT NULL,
    "age" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    CONSTRAINT "ck_person_age" CHECK (age >= 0)
);

-- copy the rows
INSERT INTO "_schema_rebuild_person" ("id", "mail", "name", "age")
SELECT "id", "mail", "name", "age"
FROM "person";

-- the new table takes the place of the old one
DROP TABLE "person";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_person" RENAME TO "person";

PRAGMA legacy_alter_table = OFF;

-- unique constraint `uq_person_mail`
CREATE UNIQUE INDEX "uq_person_mail" ON "person" ("mail");

-- index `ix_person_name_age`
CREATE INDEX "ix_person_name_age" ON "person" ("name", "age");

-- rename foreign key `fk_shop_post_author` on `post` to `fk_post_author`
CREATE TABLE "_schema_rebuild_post" (
    "id" INTEGER NOT NULL,
    "author" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    CONSTRAINT "fk_post_author" FOREIGN KEY ("author") REFERENCES "person" ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_post" ("id", "author")
SELECT "id", "author"
FROM "post";

-- the new table takes the place of the old one
DROP TABLE "post";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_post" RENAME TO "post";

PRAGMA legacy_alter_table = OFF;
