-- drop column `line.total`
ALTER TABLE `line` DROP COLUMN `total`;
