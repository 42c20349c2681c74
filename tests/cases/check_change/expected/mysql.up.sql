-- drop check constraint `ck_age` on `users`
-- add check constraint `ck_age` on `users`: age >= 1
-- hazard[constraint-on-rows]: fails if existing rows of `users` violate `ck_age`
ALTER TABLE `users`
    DROP CONSTRAINT `ck_age`,
    ADD CONSTRAINT `ck_age` CHECK (age >= 1);
