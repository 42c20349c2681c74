-- drop primary key of `users`
-- drop unique constraint `uq_users_id` on `users`
-- add primary key to `users`: id
-- add unique constraint `uq_users_mail` on `users`: mail
-- hazard[primary-key-on-rows]: fails if the new primary key has duplicates in `users`
-- hazard[constraint-on-rows]: fails if existing rows of `users` violate `uq_users_mail`
ALTER TABLE `users`
    DROP PRIMARY KEY,
    DROP INDEX `uq_users_id`,
    ADD PRIMARY KEY (`id`),
    ADD CONSTRAINT `uq_users_mail` UNIQUE (`mail`);
