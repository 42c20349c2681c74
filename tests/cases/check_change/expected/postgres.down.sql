-- drop check constraint `ck_age` on `users`
ALTER TABLE "users" DROP CONSTRAINT "ck_age";

-- add check constraint `ck_age` on `users`: age >= 0
-- hazard[constraint-on-rows]: fails if existing rows of `users` violate `ck_age`
ALTER TABLE "users" ADD CONSTRAINT "ck_age" CHECK (age >= 0);
