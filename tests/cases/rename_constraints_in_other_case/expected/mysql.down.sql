-- rename unique constraint `ONE_MAIL` on `users` to `one_mail`
ALTER TABLE `users` RENAME INDEX `ONE_MAIL` TO `_schema_aside_ONE_MAIL`;

ALTER TABLE `users` RENAME INDEX `_schema_aside_ONE_MAIL` TO `one_mail`;

-- rename index `By_Name` on `users` to `by_name`
ALTER TABLE `users` RENAME INDEX `By_Name` TO `_schema_aside_By_Name`;

ALTER TABLE `users` RENAME INDEX `_schema_aside_By_Name` TO `by_name`;

-- rename foreign key `OF_TEAM` on `users` to `of_team`
ALTER TABLE `users` DROP FOREIGN KEY `OF_TEAM`;

-- rename check constraint `Positive` on `users` to `positive`
-- rename foreign key `OF_TEAM` on `users` to `of_team`
ALTER TABLE `users` RENAME INDEX `OF_TEAM` TO `_schema_aside_OF_TEAM`;

ALTER TABLE `users`
    DROP CONSTRAINT `Positive`,
    ADD CONSTRAINT `positive` CHECK (id > 0),
    DROP INDEX `_schema_aside_OF_TEAM`,
    ADD INDEX `of_team` (`team`);

-- rename foreign key `OF_TEAM` on `users` to `of_team`
ALTER TABLE `users` ADD CONSTRAINT `of_team` FOREIGN KEY (`team`) REFERENCES `teams` (`id`);
