-- alter column `items.size`: i32 -> varchar(20)
-- hazard: fails or cuts where a value of `items.size` does not fit the new type
ALTER TABLE "items" ALTER COLUMN "size" TYPE varchar(20);
