-- add index `the_index` on `other`: a
ALTER TABLE `other` ADD INDEX `the_index` (`a`);

-- drop index `the_index` on `users`
ALTER TABLE `users` DROP INDEX `the_index`;
