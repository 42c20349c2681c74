-- add column `codes.short`: i32, null
ALTER TABLE "codes" ADD COLUMN "short" integer;

-- create table `uses`: 5 columns
CREATE TABLE "uses" (
    "id" bigint NOT NULL,
    "code" varchar(9) NOT NULL,
    "short" integer,
    "own" integer,
    "other" integer,
    CONSTRAINT "uses_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "fk_uses_code" FOREIGN KEY ("code") REFERENCES "codes" ("code")
);

-- index `ix_uses_code`
CREATE INDEX "ix_uses_code" ON "uses" ("code");

-- index `ix_uses_other`
CREATE INDEX "ix_uses_other" ON "uses" ("other");

-- index `ix_uses_short`
CREATE INDEX "ix_uses_short" ON "uses" ("short");

-- index `uses_own`
CREATE UNIQUE INDEX "uses_own" ON "uses" ("own");

-- add index `codes_short` on `codes`: short
CREATE UNIQUE INDEX "codes_short" ON "codes" ("short");

-- add foreign key `fk_uses_other` on `uses`: other -> uses.own
ALTER TABLE "uses" ADD CONSTRAINT "fk_uses_other" FOREIGN KEY ("other") REFERENCES "uses" ("own");

-- add foreign key `fk_uses_short` on `uses`: short -> codes.short
ALTER TABLE "uses" ADD CONSTRAINT "fk_uses_short" FOREIGN KEY ("short") REFERENCES "codes" ("short");
