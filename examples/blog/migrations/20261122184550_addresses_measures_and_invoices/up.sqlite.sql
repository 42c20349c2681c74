-- addresses, measures and invoices

-- cargo-schema: foreign-keys=off

-- alter column `sessions.address`: text -> native(postgres = inet, otherwise = varchar(45)), not null -> null
-- hazard[narrow-type]: fails or truncates values of `sessions.address` that do not fit the new type
CREATE TABLE "_schema_rebuild_sessions" (
    "token" BLOB NOT NULL,
    "account_id" INTEGER NOT NULL,
    "address" VARCHAR(45),
    "expires_at" TIMESTAMP NOT NULL,
    PRIMARY KEY ("token"),
    CONSTRAINT "fk_sessions_account_id" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE CASCADE
);

-- copy the rows
INSERT INTO "_schema_rebuild_sessions" ("token", "account_id", "address", "expires_at")
SELECT "token", "account_id", "address", "expires_at"
FROM "sessions";

-- the new table takes the place of the old one
DROP TABLE "sessions";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_sessions" RENAME TO "sessions";

PRAGMA legacy_alter_table = OFF;

-- index `ix_sessions_account_id`
CREATE INDEX "ix_sessions_account_id" ON "sessions" ("account_id");

-- create table `invoices`: 5 columns
CREATE TABLE "invoices" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "account_id" INTEGER NOT NULL,
    "amount" TEXT NOT NULL,
    "issued_on" DATE NOT NULL DEFAULT (CURRENT_DATE),
    "sent_at" TIME,
    CONSTRAINT "fk_invoices_account_id" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE RESTRICT
);

-- index `ix_invoices_account_id`
CREATE INDEX "ix_invoices_account_id" ON "invoices" ("account_id");

-- create table `sensors`: 7 columns
CREATE TABLE "sensors" (
    "id" INTEGER NOT NULL,
    "channel" INTEGER NOT NULL,
    "offset" INTEGER NOT NULL,
    "celsius" INTEGER NOT NULL,
    "pressure" INTEGER NOT NULL,
    "ticks" INTEGER NOT NULL,
    "uptime" INTEGER NOT NULL,
    PRIMARY KEY ("id")
);

-- create table `visits`: 7 columns
CREATE TABLE "visits" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "post_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "at" TIME NOT NULL,
    "moment" TIMESTAMP NOT NULL,
    "seconds" REAL NOT NULL,
    "depth" REAL NOT NULL,
    CONSTRAINT "fk_visits_post_id" FOREIGN KEY ("post_id") REFERENCES "posts" ("id") ON DELETE CASCADE
);

-- index `ix_visits_day`
CREATE INDEX "ix_visits_day" ON "visits" ("day");
