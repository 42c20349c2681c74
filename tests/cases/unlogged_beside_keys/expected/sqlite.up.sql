-- create table `note`: 2 columns
CREATE TABLE "note" (
    "id" INTEGER NOT NULL,
    "post" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    CONSTRAINT "fk_note_post" FOREIGN KEY ("post") REFERENCES "post" ("id")
);
