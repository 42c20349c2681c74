-- drop foreign key `fk_boss` on `person`
ALTER TABLE "person" DROP CONSTRAINT "fk_boss";

-- add column `person.friend`: i64, null
ALTER TABLE "person" ADD COLUMN "friend" bigint;

-- alter column `person.age`: i32 -> i64
ALTER TABLE "person" ALTER COLUMN "age" TYPE bigint;

-- add foreign key `fk_boss` on `person`: boss -> person.id, on delete cascade, on update cascade
ALTER TABLE "person" ADD CONSTRAINT "fk_boss" FOREIGN KEY ("boss") REFERENCES "person" ("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- add foreign key `fk_friend` on `person`: friend -> person.id, on delete set null
ALTER TABLE "person" ADD CONSTRAINT "fk_friend" FOREIGN KEY ("friend") REFERENCES "person" ("id") ON DELETE SET NULL;
