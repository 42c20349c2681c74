-- create table `users`: 3 columns
CREATE TABLE "users" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" VARCHAR(80) NOT NULL,
    "bio" TEXT
);
