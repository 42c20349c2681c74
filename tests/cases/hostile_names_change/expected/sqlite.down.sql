-- cargo-schema: foreign-keys=off
-- cargo-schema: drop-column "e ""f"" `g`'h"."new""`'"

-- add column `"e ""f"" `g`'h".gone`: i32, null
-- alter column `"e ""f"" `g`'h".u"v`w'`: varchar(30) -> varchar(20), not null -> null, default "'\"`\\" -> none
-- drop column `"e ""f"" `g`'h".new"`'`
-- hazard: fails or cuts where a value of `"e ""f"" `g`'h".u"v`w'` does not fit the new type
-- hazard: loses the values of `"e ""f"" `g`'h".new"`'`
CREATE TABLE "_schema_rebuild_e ""f"" `g`'h" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "u""v`w'" VARCHAR(20),
    "gone" INTEGER
);

-- numbers that were given out are not given out again
INSERT INTO sqlite_sequence (name, seq) SELECT '_schema_rebuild_e "f" `g`''h', seq FROM sqlite_sequence WHERE name = 'e "f" `g`''h';

-- copy the rows
INSERT INTO "_schema_rebuild_e ""f"" `g`'h" ("id", "u""v`w'")
SELECT "id", "u""v`w'"
FROM "e ""f"" `g`'h";

-- the new table takes the place of the old one
DROP TABLE "e ""f"" `g`'h";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_e ""f"" `g`'h" RENAME TO "e ""f"" `g`'h";

PRAGMA legacy_alter_table = OFF;

-- index `i"`'`
CREATE INDEX "i""`'" ON "e ""f"" `g`'h" ("u""v`w'");

-- rename column `"e ""f"" `g`'h".u"v`w'` to `x"y`z'`
ALTER TABLE "e ""f"" `g`'h" RENAME COLUMN "u""v`w'" TO "x""y`z'";

-- rename table `"e ""f"" `g`'h"` to `"a ""b"" `c`'d"`
ALTER TABLE "e ""f"" `g`'h" RENAME TO "a ""b"" `c`'d";
