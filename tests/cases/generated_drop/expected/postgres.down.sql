-- add column `items.twice`: i32, not null, generated stored as price * 2
ALTER TABLE "items" ADD COLUMN "twice" integer NOT NULL GENERATED ALWAYS AS (price * 2) STORED;
