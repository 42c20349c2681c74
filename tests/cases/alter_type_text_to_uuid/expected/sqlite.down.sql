-- cargo-schema: foreign-keys=off

-- alter column `users.token`: uuid -> varchar(36)
-- hazard[narrow-type]: keeps values of `users.token` that do not fit the new type, which programs may fail to read
CREATE TABLE "_schema_rebuild_users" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "token" VARCHAR(36) NOT NULL
);

-- numbers that were given out are not given out again
INSERT INTO sqlite_sequence (name, seq) SELECT '_schema_rebuild_users', seq FROM sqlite_sequence WHERE name = 'users';

-- copy the rows
INSERT INTO "_schema_rebuild_users" ("id", "token")
SELECT "id", lower(substr(hex("token"), 1, 8) || '-' || substr(hex("token"), 9, 4) || '-' || substr(hex("token"), 13, 4) || '-' || substr(hex("token"), 17, 4) || '-' || substr(hex("token"), 21))
FROM "users";

-- the new table takes the place of the old one
DROP TABLE "users";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_users" RENAME TO "users";

PRAGMA legacy_alter_table = OFF;
