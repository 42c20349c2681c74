-- rename unique constraint `one_mail` on `users` to `ONE_MAIL`
ALTER TABLE `users` RENAME INDEX `one_mail` TO `_schema_aside_one_mail`;

ALTER TABLE `users` RENAME INDEX `_schema_aside_one_mail` TO `ONE_MAIL`;

-- rename index `by_name` on `users` to `By_Name`
ALTER TABLE `users` RENAME INDEX `by_name` TO `_schema_aside_by_name`;

ALTER TABLE `users` RENAME INDEX `_schema_aside_by_name` TO `By_Name`;

-- rename foreign key `of_team` on `users` to `OF_TEAM`
ALTER TABLE `users` DROP FOREIGN KEY `of_team`;

-- rename check constraint `positive` on `users` to `Positive`
-- rename foreign key `of_team` on `users` to `OF_TEAM`
ALTER TABLE `users` RENAME INDEX `of_team` TO `_schema_aside_of_team`;

ALTER TABLE `users`
    DROP CONSTRAINT `positive`,
    ADD CONSTRAINT `Positive` CHECK (id > 0),
    DROP INDEX `_schema_aside_of_team`,
    ADD INDEX `OF_TEAM` (`team`);

-- rename foreign key `of_team` on `users` to `OF_TEAM`
ALTER TABLE `users` ADD CONSTRAINT `OF_TEAM` FOREIGN KEY (`team`) REFERENCES `teams` (`id`);
