-- create table `note`: 2 columns
CREATE TABLE "note" (
    "id" bigint NOT NULL,
    "title" text NOT NULL DEFAULT '',
    CONSTRAINT "note_pkey" PRIMARY KEY ("id")
);
