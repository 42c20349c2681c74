-- drop foreign key `fk_b` on `b`
ALTER TABLE `b` DROP FOREIGN KEY `fk_b`;

-- drop unique constraint `uq_b` on `b`
ALTER TABLE `b` DROP INDEX `uq_b`;
