-- drop primary key of `users`
-- drop unique constraint `uq_users_mail` on `users`
-- add primary key to `users`: mail
-- add unique constraint `uq_users_id` on `users`: id
-- hazard[primary-key-on-rows]: fails if the new primary key has duplicates in `users`
-- hazard[constraint-on-rows]: fails if existing rows of `users` violate `uq_users_id`
ALTER TABLE `users`
    DROP PRIMARY KEY,
    DROP INDEX `uq_users_mail`,
    ADD PRIMARY KEY (`mail`),
    ADD CONSTRAINT `uq_users_id` UNIQUE (`id`);
