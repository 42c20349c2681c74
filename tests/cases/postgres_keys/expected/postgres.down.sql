-- rename primary key of `a` from `key of a` to its own name
ALTER TABLE "a" RENAME CONSTRAINT "key of a" TO "a_pkey";

-- drop foreign key `fk_b` on `b`
ALTER TABLE "b" DROP CONSTRAINT "fk_b";

-- drop unique constraint `uq_b` on `b`: initially deferred
ALTER TABLE "b" DROP CONSTRAINT "uq_b";

-- drop exclusion constraint `ex_b` on `b`: deferrable
ALTER TABLE "b" DROP CONSTRAINT "ex_b";
