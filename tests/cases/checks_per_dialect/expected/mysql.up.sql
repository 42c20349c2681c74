-- add column `users.age`: i32, not null, existing rows get 30
ALTER TABLE `users` ADD COLUMN `age` int NOT NULL DEFAULT 30;

-- add column `users.age`: i32, not null, existing rows get 30
-- add check constraint `ck_age` on `users`: age > 0 AND age < 150
-- add check constraint `ck_name` on `users`: name REGEXP '^a'
-- hazard[constraint-on-rows]: fails if existing rows of `users` violate `ck_age`
-- hazard[constraint-on-rows]: fails if existing rows of `users` violate `ck_name`
ALTER TABLE `users`
    ALTER COLUMN `age` DROP DEFAULT,
    ADD CONSTRAINT `ck_age` CHECK (age > 0 AND age < 150),
    ADD CONSTRAINT `ck_name` CHECK (name REGEXP '^a');
