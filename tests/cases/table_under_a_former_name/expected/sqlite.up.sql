-- rename table `account` to `person`
ALTER TABLE "account" RENAME TO "person";

-- create table `account`: 2 columns
CREATE TABLE "account" (
    "id" INTEGER NOT NULL,
    "person" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    CONSTRAINT "fk_account_person" FOREIGN KEY ("person") REFERENCES "person" ("id")
);

-- create table `visit`: 2 columns
CREATE TABLE "visit" (
    "id" INTEGER NOT NULL,
    "account" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    CONSTRAINT "fk_visit_account" FOREIGN KEY ("account") REFERENCES "account" ("id")
);
