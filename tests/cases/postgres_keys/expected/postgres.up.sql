-- rename primary key of `a` from its own name to `key of a`
ALTER TABLE "a" RENAME CONSTRAINT "a_pkey" TO "key of a";

-- add unique constraint `uq_b` on `b`: a, id, initially deferred
-- hazard[constraint-on-rows]: fails if existing rows of `b` violate `uq_b`
ALTER TABLE "b" ADD CONSTRAINT "uq_b" UNIQUE ("a", "id") DEFERRABLE INITIALLY DEFERRED;

-- add exclusion constraint `ex_b` on `b`: span with &&, deferrable
-- hazard[constraint-on-rows]: fails if existing rows of `b` violate `ex_b`
ALTER TABLE "b" ADD CONSTRAINT "ex_b" EXCLUDE USING gist ("span" WITH &&) WHERE (a is not null) DEFERRABLE;

-- add foreign key `fk_b` on `b`: a -> a.id, match full, deferrable
-- hazard[constraint-on-rows]: fails if existing rows of `b` violate `fk_b`
ALTER TABLE "b" ADD CONSTRAINT "fk_b" FOREIGN KEY ("a") REFERENCES "a" ("id") MATCH FULL DEFERRABLE;
