-- drop index `the_index` on `other`
ALTER TABLE `other` DROP INDEX `the_index`;

-- add index `the_index` on `users`: name
ALTER TABLE `users` ADD INDEX `the_index` (`name`);
