-- create table `users`: 2 columns
CREATE TABLE "users" (
    "id" INTEGER NOT NULL,
    "email" VARCHAR(80) NOT NULL,
    PRIMARY KEY ("id")
);

-- unique constraint `uq_users_email`
CREATE UNIQUE INDEX "uq_users_email" ON "users" ("email");

-- unique constraint `uq_users_id`
CREATE UNIQUE INDEX "uq_users_id" ON "users" ("id");

-- unique constraint `uq_users_mail`
CREATE UNIQUE INDEX "uq_users_mail" ON "users" ("email");
