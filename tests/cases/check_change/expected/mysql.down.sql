-- drop check `ck_age` on `users`
-- add check `ck_age` on `users`: age >= 0
-- hazard[constraint-on-rows]: fails where rows of `users` break `ck_age`
ALTER TABLE `users`
    DROP CONSTRAINT `ck_age`,
    ADD CONSTRAINT `ck_age` CHECK (age >= 0);
