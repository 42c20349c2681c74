-- alter column `users.flag`: bool -> i16
ALTER TABLE "users" ALTER COLUMN "flag" TYPE smallint USING "flag"::integer::smallint;
