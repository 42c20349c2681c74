-- rename column `"e ""f"" `g`'h".u"v`w'` to `x"y`z'`
ALTER TABLE "e ""f"" `g`'h" RENAME COLUMN "u""v`w'" TO "x""y`z'";

-- rename table `"e ""f"" `g`'h"` to `"a ""b"" `c`'d"`
ALTER TABLE "e ""f"" `g`'h" RENAME TO "a ""b"" `c`'d";

-- its primary key follows
ALTER TABLE "a ""b"" `c`'d" RENAME CONSTRAINT "e ""f"" `g`'h_pkey" TO "a ""b"" `c`'d_pkey";

-- add column `"a ""b"" `c`'d".gone`: i32, null
ALTER TABLE "a ""b"" `c`'d" ADD COLUMN "gone" integer;

-- alter column `"a ""b"" `c`'d".x"y`z'`: varchar(30) -> varchar(20), not null -> null, default "'\"`\\" -> none
-- hazard[narrow-type]: fails or truncates values of `"a ""b"" `c`'d".x"y`z'` that do not fit the new type
ALTER TABLE "a ""b"" `c`'d"
    ALTER COLUMN "x""y`z'" DROP DEFAULT,
    ALTER COLUMN "x""y`z'" TYPE varchar(20),
    ALTER COLUMN "x""y`z'" DROP NOT NULL;

-- drop column `"a ""b"" `c`'d".new"`'`
-- hazard[drop-column]: deletes all values of `"a ""b"" `c`'d".new"`'`
ALTER TABLE "a ""b"" `c`'d" DROP COLUMN "new""`'";
