-- create table `measure`: 2 columns
CREATE TABLE "measure" (
    "sensor" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    PRIMARY KEY ("sensor", "at")
);

-- create table `reading`: 3 columns
CREATE TABLE "reading" (
    "id" INTEGER NOT NULL,
    "code" TEXT COLLATE "NOCASE" NOT NULL,
    "changed" TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY ("id")
) STRICT;

-- create table `span`: 4 columns
CREATE TABLE "span" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "first" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,
    "name" INTEGER,
    CONSTRAINT "ck_span_first_last" CHECK (first < last)
);

-- unique constraint `uq_span_name`
CREATE UNIQUE INDEX "uq_span_name" ON "span" ("name");
