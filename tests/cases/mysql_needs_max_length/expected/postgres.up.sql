-- create table `note`: 2 columns
CREATE TABLE "note" (
    "id" bigint NOT NULL,
    "title" text NOT NULL,
    CONSTRAINT "note_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "uq_note_title" UNIQUE ("title")
);
