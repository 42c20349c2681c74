-- create table `note`: 2 columns
CREATE TABLE "note" (
    "id" INTEGER NOT NULL,
    "title" TEXT NOT NULL DEFAULT '',
    PRIMARY KEY ("id")
);
