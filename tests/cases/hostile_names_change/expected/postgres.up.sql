-- rename table `"a ""b"" `c`'d"` to `"e ""f"" `g`'h"`
ALTER TABLE "a ""b"" `c`'d" RENAME TO "e ""f"" `g`'h";

-- its primary key follows
ALTER TABLE "e ""f"" `g`'h" RENAME CONSTRAINT "a ""b"" `c`'d_pkey" TO "e ""f"" `g`'h_pkey";

-- rename column `"e ""f"" `g`'h".x"y`z'` to `u"v`w'`
ALTER TABLE "e ""f"" `g`'h" RENAME COLUMN "x""y`z'" TO "u""v`w'";

-- add column `"e ""f"" `g`'h".new"`'`: i32, null
ALTER TABLE "e ""f"" `g`'h" ADD COLUMN "new""`'" integer;

-- alter column `"e ""f"" `g`'h".u"v`w'`: varchar(20) -> varchar(30), null -> not null, default none -> "'\"`\\", existing NULLs get "'\"`\\"
ALTER TABLE "e ""f"" `g`'h"
    ALTER COLUMN "u""v`w'" TYPE varchar(30),
    ALTER COLUMN "u""v`w'" SET DEFAULT E'\'"`\\';

-- alter column `"e ""f"" `g`'h".u"v`w'`: varchar(20) -> varchar(30), null -> not null, default none -> "'\"`\\", existing NULLs get "'\"`\\"
UPDATE "e ""f"" `g`'h" SET "u""v`w'" = E'\'"`\\' WHERE "u""v`w'" IS NULL;

-- alter column `"e ""f"" `g`'h".u"v`w'`: varchar(20) -> varchar(30), null -> not null, default none -> "'\"`\\", existing NULLs get "'\"`\\"
ALTER TABLE "e ""f"" `g`'h" ALTER COLUMN "u""v`w'" SET NOT NULL;

-- drop column `"e ""f"" `g`'h".gone`
-- hazard[drop-column]: deletes all values of `"e ""f"" `g`'h".gone`
ALTER TABLE "e ""f"" `g`'h" DROP COLUMN "gone";
