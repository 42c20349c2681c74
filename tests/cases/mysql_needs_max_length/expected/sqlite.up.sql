-- create table `note`: 2 columns
CREATE TABLE "note" (
    "id" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    PRIMARY KEY ("id")
);

-- unique constraint `uq_note_title`
CREATE UNIQUE INDEX "uq_note_title" ON "note" ("title");
