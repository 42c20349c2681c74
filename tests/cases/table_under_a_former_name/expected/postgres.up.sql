-- rename table `account` to `person`
ALTER TABLE "account" RENAME TO "person";

-- its primary key follows
ALTER TABLE "person" RENAME CONSTRAINT "account_pkey" TO "person_pkey";

-- create table `account`: 2 columns
CREATE TABLE "account" (
    "id" bigint NOT NULL,
    "person" bigint NOT NULL,
    CONSTRAINT "account_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "fk_account_person" FOREIGN KEY ("person") REFERENCES "person" ("id")
);

-- create table `visit`: 2 columns
CREATE TABLE "visit" (
    "id" bigint NOT NULL,
    "account" bigint NOT NULL,
    CONSTRAINT "visit_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "fk_visit_account" FOREIGN KEY ("account") REFERENCES "account" ("id")
);
