-- drop check constraint `ck_positive` on `b`
ALTER TABLE "b" DROP CONSTRAINT "ck_positive";

-- add check constraint `ck_positive` on `a`: id > 0
-- hazard[constraint-on-rows]: fails if existing rows of `a` violate `ck_positive`
ALTER TABLE "a" ADD CONSTRAINT "ck_positive" CHECK (id > 0);
