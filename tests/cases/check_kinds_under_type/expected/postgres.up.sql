-- temporarily drop check constraint `ck_size` on `items` while a column under it changes
ALTER TABLE "items" DROP CONSTRAINT "ck_size";

-- alter column `items.size`: varchar(20) -> i32
-- hazard[narrow-type]: fails or truncates values of `items.size` that do not fit the new type
ALTER TABLE "items" ALTER COLUMN "size" TYPE integer USING "size"::integer;

-- create check constraint `ck_size` on `items` again
ALTER TABLE "items" ADD CONSTRAINT "ck_size" CHECK (size IS NOT NULL) NO INHERIT NOT VALID;
