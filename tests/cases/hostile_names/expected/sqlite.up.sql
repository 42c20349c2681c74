-- create table `"select ""from"" `where`; --"`: 5 columns
CREATE TABLE "select ""from"" `where`; --" (
    "id; --" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "order" VARCHAR(20) NOT NULL,
    "naïve 数" INTEGER,
    "kind" TEXT NOT NULL DEFAULT 'it''s' CONSTRAINT "ck_select ""from"" `where`; --_kind" CHECK ("kind" IN ('it''s', 'say "hi" \ `now`')),
    "self""`" INTEGER,
    CONSTRAINT "fk_select ""from"" `where`; --_self""`" FOREIGN KEY ("self""`") REFERENCES "select ""from"" `where`; --" ("id; --")
);

-- unique constraint `uq'"``
CREATE UNIQUE INDEX "uq'""`" ON "select ""from"" `where`; --" ("order");

-- index `the "index" of 'it'`
CREATE INDEX "the ""index"" of 'it'" ON "select ""from"" `where`; --" ("order");
