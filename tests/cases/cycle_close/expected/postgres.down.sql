-- drop foreign key `fk_egg_from_hen` on `egg`
ALTER TABLE "egg" DROP CONSTRAINT "fk_egg_from_hen";
