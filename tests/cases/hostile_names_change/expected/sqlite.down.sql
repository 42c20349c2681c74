-- cargo-schema: foreign-keys=off
-- cargo-schema: drop-column "a ""b"" `c`'d"."new""`'"

-- rename column `"e ""f"" `g`'h".u"v`w'` to `x"y`z'`
ALTER TABLE "e ""f"" `g`'h" RENAME COLUMN "u""v`w'" TO "x""y`z'";

-- rename table `"e ""f"" `g`'h"` to `"a ""b"" `c`'d"`
ALTER TABLE "e ""f"" `g`'h" RENAME TO "a ""b"" `c`'d";

-- add column `"a ""b"" `c`'d".gone`: i32, null
-- alter column `"a ""b"" `c`'d".x"y`z'`: varchar(30) -> varchar(20), not null -> null, default "'\"`\\" -> none
-- drop column `"a ""b"" `c`'d".new"`'`
-- hazard[narrow-type]: keeps values of `"a ""b"" `c`'d".x"y`z'` that do not fit the new type, which programs may fail to read
-- hazard[drop-column]: deletes all values of `"a ""b"" `c`'d".new"`'`
CREATE TABLE "_schema_rebuild_a ""b"" `c`'d" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "x""y`z'" VARCHAR(20),
    "gone" INTEGER
);

-- numbers that were given out are not given out again
INSERT INTO sqlite_sequence (name, seq) SELECT '_schema_rebuild_a "b" `c`''d', seq FROM sqlite_sequence WHERE name = 'a "b" `c`''d';

-- copy the rows
INSERT INTO "_schema_rebuild_a ""b"" `c`'d" ("id", "x""y`z'")
SELECT "id", "x""y`z'"
FROM "a ""b"" `c`'d";

-- the new table takes the place of the old one
DROP TABLE "a ""b"" `c`'d";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_a ""b"" `c`'d" RENAME TO "a ""b"" `c`'d";

PRAGMA legacy_alter_table = OFF;

-- index `i"`'`
CREATE INDEX "i""`'" ON "a ""b"" `c`'d" ("x""y`z'");
