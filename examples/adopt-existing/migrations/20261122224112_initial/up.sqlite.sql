-- initial

-- create table `guests`: 3 columns
CREATE TABLE "guests" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "email" VARCHAR(120) NOT NULL,
    "name" VARCHAR(80)
);

-- unique constraint `uq_guests_email`
CREATE UNIQUE INDEX "uq_guests_email" ON "guests" ("email");

-- create table `entries`: 3 columns
CREATE TABLE "entries" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "guest" INTEGER NOT NULL,
    "line" VARCHAR(500) NOT NULL,
    CONSTRAINT "fk_entries_guest" FOREIGN KEY ("guest") REFERENCES "guests" ("id") ON DELETE CASCADE
);

-- index `ix_entries_guest`
CREATE INDEX "ix_entries_guest" ON "entries" ("guest");
