-- rename table `users` to `people`
ALTER TABLE "users" RENAME TO "people";

-- create table `Users`: 1 column
CREATE TABLE "Users" (
    "id" INTEGER NOT NULL,
    PRIMARY KEY ("id")
);
