-- add column `"e ""f"" `g`'h".gone`: i32, null
ALTER TABLE "e ""f"" `g`'h" ADD COLUMN "gone" integer;

-- alter column `"e ""f"" `g`'h".u"v`w'`: varchar(30) -> varchar(20), not null -> null, default "'\"`\\" -> none
-- hazard: fails or cuts where a value of `"e ""f"" `g`'h".u"v`w'` does not fit the new type
ALTER TABLE "e ""f"" `g`'h"
    ALTER COLUMN "u""v`w'" DROP DEFAULT,
    ALTER COLUMN "u""v`w'" TYPE varchar(20),
    ALTER COLUMN "u""v`w'" DROP NOT NULL;

-- drop column `"e ""f"" `g`'h".new"`'`
-- hazard: loses the values of `"e ""f"" `g`'h".new"`'`
ALTER TABLE "e ""f"" `g`'h" DROP COLUMN "new""`'";

-- rename column `"e ""f"" `g`'h".u"v`w'` to `x"y`z'`
ALTER TABLE "e ""f"" `g`'h" RENAME COLUMN "u""v`w'" TO "x""y`z'";

-- rename table `"e ""f"" `g`'h"` to `"a ""b"" `c`'d"`
ALTER TABLE "e ""f"" `g`'h" RENAME TO "a ""b"" `c`'d";

-- its primary key follows
ALTER TABLE "a ""b"" `c`'d" RENAME CONSTRAINT "e ""f"" `g`'h_pkey" TO "a ""b"" `c`'d_pkey";
