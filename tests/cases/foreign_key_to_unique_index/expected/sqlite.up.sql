-- add column `codes.short`: i32, null
ALTER TABLE "codes" ADD COLUMN "short" INTEGER;

-- create table `uses`: 5 columns
CREATE TABLE "uses" (
    "id" INTEGER NOT NULL,
    "code" VARCHAR(9) NOT NULL,
    "short" INTEGER,
    "own" INTEGER,
    "other" INTEGER,
    PRIMARY KEY ("id"),
    CONSTRAINT "fk_uses_code" FOREIGN KEY ("code") REFERENCES "codes" ("code"),
    CONSTRAINT "fk_uses_other" FOREIGN KEY ("other") REFERENCES "uses" ("own"),
    CONSTRAINT "fk_uses_short" FOREIGN KEY ("short") REFERENCES "codes" ("short")
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
