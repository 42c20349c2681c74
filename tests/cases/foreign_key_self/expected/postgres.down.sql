-- drop foreign key `fk_boss` on `person`
ALTER TABLE "person" DROP CONSTRAINT "fk_boss";

-- drop foreign key `fk_friend` on `person`
ALTER TABLE "person" DROP CONSTRAINT "fk_friend";

-- alter column `person.age`: i64 -> i32
-- hazard[narrow-type]: fails or truncates values of `person.age` that do not fit the new type
ALTER TABLE "person" ALTER COLUMN "age" TYPE integer;

-- drop column `person.friend`
-- hazard[drop-column]: deletes all values of `person.friend`
ALTER TABLE "person" DROP COLUMN "friend";

-- add foreign key `fk_boss` on `person`: boss -> person.id, on delete set null, on update cascade
ALTER TABLE "person" ADD CONSTRAINT "fk_boss" FOREIGN KEY ("boss") REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE;
