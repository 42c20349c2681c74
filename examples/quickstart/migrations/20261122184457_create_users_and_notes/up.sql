-- create users and notes

-- create table `users`: 3 columns
CREATE TABLE "users" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "email" VARCHAR(254) NOT NULL,
    "name" TEXT
);

-- unique constraint `uq_users_email`
CREATE UNIQUE INDEX "uq_users_email" ON "users" ("email");

-- create table `notes`: 4 columns
CREATE TABLE "notes" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "user_id" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "done" BOOLEAN NOT NULL DEFAULT FALSE,
    CONSTRAINT "fk_notes_user_id" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE
);

-- index `ix_notes_user_id`
CREATE INDEX "ix_notes_user_id" ON "notes" ("user_id");
