-- drop primary key of `users`
-- drop unique `uq_users_id` on `users`
-- add primary key to `users`: id
-- add unique `uq_users_mail` on `users`: mail
-- hazard[primary-key-on-rows]: fails where rows of `users` are not told apart by the new primary key
-- hazard[constraint-on-rows]: fails where rows of `users` break `uq_users_mail`
ALTER TABLE `users`
    DROP PRIMARY KEY,
    DROP INDEX `uq_users_id`,
    ADD PRIMARY KEY (`id`),
    ADD CONSTRAINT `uq_users_mail` UNIQUE (`mail`);
