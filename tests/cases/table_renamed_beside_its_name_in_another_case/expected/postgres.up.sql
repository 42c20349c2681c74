-- rename table `users` to `people`
ALTER TABLE "users" RENAME TO "people";

-- its primary key follows
ALTER TABLE "people" RENAME CONSTRAINT "users_pkey" TO "people_pkey";

-- create table `Users`: 1 column
CREATE TABLE "Users" (
    "id" bigint NOT NULL,
    CONSTRAINT "Users_pkey" PRIMARY KEY ("id")
);
