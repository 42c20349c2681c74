-- cargo-schema: foreign-keys=off

-- rename table `person` to `shop_person`
ALTER TABLE "person" RENAME TO "shop_person";

-- rename table `post` to `shop_post`
ALTER TABLE "post" RENAME TO "shop_post";

-- rename unique constraint `uq_person_mail` on `shop_person` to `uq_shop_person_mail`
DROP INDEX IF EXISTS "uq_person_mail";

-- rename index `ix_person_name_age` on `shop_person` to `ix_shop_person_name_age`
DROP INDEX "ix_person_name_age";

-- rename unique constraint `uq_person_mail` on `shop_person` to `uq_shop_person_mail`
-- rename index `ix_person_name_age` on `shop_person` to `ix_shop_person_name_age`
-- rename check constraint `ck_person_age` on `shop_person` to `ck_shop_person_age`
CREATE TABLE "_schema_rebuild_shop_person" (
    "id" INTEGER NOT NULL,
    "mail" VARCHAR(80) NOT NULL,
    "name" VARCHAR(80) NOT NULL,
    "age" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    CONSTRAINT "ck_shop_person_age" CHECK (age >= 0)
);

-- copy the rows
INSERT INTO "_schema_rebuild_shop_person" ("id", "mail", "name", "age")
SELECT "id", "mail", "name", "age"
FROM "shop_person";

-- the new table takes the place of the old one
DROP TABLE "shop_person";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_shop_person" RENAME TO "shop_person";

PRAGMA legacy_alter_table = OFF;

-- unique constraint `uq_shop_person_mail`
CREATE UNIQUE INDEX "uq_shop_person_mail" ON "shop_person" ("mail");

-- index `ix_shop_person_name_age`
CREATE INDEX "ix_shop_person_name_age" ON "shop_person" ("name", "age");

-- rename foreign key `fk_post_author` on `shop_post` to `fk_shop_post_author`
CREATE TABLE "_schema_rebuild_shop_post" (
    "id" INTEGER NOT NULL,
    "author" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    CONSTRAINT "fk_shop_post_author" FOREIGN KEY ("author") REFERENCES "shop_person" ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_shop_post" ("id", "author")
SELECT "id", "author"
FROM "shop_post";

-- the new table takes the place of the old one
DROP TABLE "shop_post";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_shop_post" RENAME TO "shop_post";

PRAGMA legacy_alter_table = OFF;
