-- drop check constraint `ck_positive` on `a`
ALTER TABLE "a" DROP CONSTRAINT "ck_positive";

-- add check constraint `ck_positive` on `b`: id > 0
-- hazard[constraint-on-rows]: fails if existing rows of `b` violate `ck_positive`
ALTER TABLE "b" ADD CONSTRAINT "ck_positive" CHECK (id > 0);
