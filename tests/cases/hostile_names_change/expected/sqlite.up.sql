-- cargo-schema: foreign-keys=off
-- cargo-schema: drop-column "e ""f"" `g`'h"."gone"

-- rename table `"a ""b"" `c`'d"` to `"e ""f"" `g`'h"`
ALTER TABLE "a ""b"" `c`'d" RENAME TO "e ""f"" `g`'h";

-- rename column `"e ""f"" `g`'h".x"y`z'` to `u"v`w'`
ALTER TABLE "e ""f"" `g`'h" RENAME COLUMN "x""y`z'" TO "u""v`w'";

-- add column `"e ""f"" `g`'h".new"`'`: i32, null
-- alter column `"e ""f"" `g`'h".u"v`w'`: varchar(20) -> varchar(30), null -> not null, default none -> "'\"`\\", existing NULLs get "'\"`\\"
-- drop column `"e ""f"" `g`'h".gone`
-- hazard[drop-column]: deletes all values of `"e ""f"" `g`'h".gone`
CREATE TABLE "_schema_rebuild_e ""f"" `g`'h" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "u""v`w'" VARCHAR(30) NOT NULL DEFAULT '''"`\',
    "new""`'" INTEGER
);

-- numbers that were given out are not given out again
INSERT INTO sqlite_sequence (name, seq) SELECT '_schema_rebuild_e "f" `g`''h', seq FROM sqlite_sequence WHERE name = 'e "f" `g`''h';

-- copy the rows
INSERT INTO "_schema_rebuild_e ""f"" `g`'h" ("id", "u""v`w'")
SELECT "id", coalesce("u""v`w'", '''"`\')
FROM "e ""f"" `g`'h";

-- the new table takes the place of the old one
DROP TABLE "e ""f"" `g`'h";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_e ""f"" `g`'h" RENAME TO "e ""f"" `g`'h";

PRAGMA legacy_alter_table = OFF;

-- index `i"`'`
CREATE INDEX "i""`'" ON "e ""f"" `g`'h" ("u""v`w'");
